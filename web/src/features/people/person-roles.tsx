import { Button } from '@digdir/designsystemet-react'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { Person, RoleAt } from '../../api/types.ts'
import { useText } from '../../app/i18n.tsx'
import { useMay, useMe } from '../../app/session.ts'
import { ConfirmDialog } from '../../components/confirm-dialog.tsx'
import { ProblemNotice } from '../../components/problem-notice.tsx'
import { Section } from '../../components/section.tsx'
import { showToast } from '../../components/toast.tsx'
import { grantableRoles, mayTake } from './grantable.ts'
import { takeRole } from './people.queries.ts'
import { RoleDialog } from './role-dialog.tsx'
import { RoleName } from './role-name.tsx'

/** What the person may do, and where; giving and taking away. */
export function PersonRoles({ person, own }: { person: Person; own: boolean }) {
  const { t } = useText()
  const me = useMe()
  const mayWrite = useMay('people.write') && !own
  const client = useQueryClient()
  const [asking, setAsking] = useState<'add' | RoleAt | null>(null)
  const close = () => setAsking(null)
  const take = useMutation({
    mutationFn: (role: RoleAt) => takeRole(person.id, role),
    onSuccess: () => showToast(t('role.taken')),
    onSettled: async () => {
      await client.invalidateQueries({ queryKey: ['people'] })
      await client.invalidateQueries({ queryKey: ['history'] })
    },
  })
  return (
    <Section
      title={t('person.roles')}
      aside={
        mayWrite && person.state !== 'deactivated' && grantableRoles(me).length > 0 ? (
          <Button data-size="sm" variant="tertiary" onClick={() => setAsking('add')}>
            {t('role.add')}
          </Button>
        ) : null
      }
    >
      {own ? <p className="quiet">{t('role.own')}</p> : null}
      {person.roles.length === 0 ? <p className="quiet">{t('role.none')}</p> : null}
      <ul className="plain-list">
        {person.roles.map((held) => (
          <li key={`${held.role} ${held.member ?? ''}`}>
            <span className="grows">
              <RoleName of={held} />
            </span>
            {mayWrite && mayTake(me, held) ? (
              <Button
                data-size="sm"
                variant="tertiary"
                data-color="danger"
                aria-label={t('role.take.label', { role: t(`role.${held.role}`), member: held.member ?? '' })}
                loading={take.isPending && take.variables === held}
                onClick={() => setAsking(held)}
              >
                {t('role.take')}
              </Button>
            ) : null}
          </li>
        ))}
      </ul>
      {take.error ? <ProblemNotice error={take.error} /> : null}
      {asking === 'add' ? <RoleDialog person={person} onClose={close} /> : null}
      {asking !== null && asking !== 'add' ? (
        <ConfirmDialog
          title={t('role.take.title', { name: person.name })}
          confirm={t('role.take')}
          danger
          onClose={close}
          onConfirm={() => {
            close()
            take.mutate(asking)
          }}
        >
          <p>
            <RoleName of={asking} />
          </p>
          <p>{t(person.roles.length === 1 ? 'role.take.last' : 'role.take.text')}</p>
        </ConfirmDialog>
      ) : null}
    </Section>
  )
}
