import { Button } from '@digdir/designsystemet-react'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import type { Person } from '../../api/types.ts'
import { useText } from '../../app/i18n.tsx'
import { ConfirmDialog } from '../../components/confirm-dialog.tsx'
import { ProblemNotice } from '../../components/problem-notice.tsx'
import { showToast } from '../../components/toast.tsx'
import { actOn, type PersonAct, personActs } from './people.queries.ts'

const offered: Record<PersonAct, readonly Person['state'][]> = {
  'reset-sign-in': ['active', 'invited'],
  deactivate: ['active', 'invited'],
  reactivate: ['deactivated'],
  erase: ['active', 'invited', 'deactivated'],
}

/** What can be done with the account as a whole; each asks first. */
export function PersonActs({ person }: { person: Person }) {
  const { t } = useText()
  const client = useQueryClient()
  const navigate = useNavigate()
  const [asking, setAsking] = useState<PersonAct | null>(null)
  // Whoever has no way in yet loses none: for them it is a new link.
  const wordOf = (what: PersonAct) => (what === 'reset-sign-in' && person.state === 'invited' ? 'resend' : what)
  const act = useMutation({
    mutationFn: (what: PersonAct) => actOn(person.id, what),
    onSuccess: async (_, what) => {
      showToast(t(`person.${wordOf(what)}.done`, { name: person.name }))
      if (what === 'erase') await navigate({ to: '/people' })
      await client.invalidateQueries({ queryKey: ['people'] })
      await client.invalidateQueries({ queryKey: ['history'] })
    },
  })
  return (
    <>
      {personActs
        .filter((what) => offered[what].includes(person.state))
        .map((what) => (
          <Button
            key={what}
            data-size="sm"
            variant="secondary"
            data-color={what === 'erase' || what === 'deactivate' ? 'danger' : 'accent'}
            loading={act.isPending && act.variables === what}
            onClick={() => setAsking(what)}
          >
            {t(`person.${wordOf(what)}`)}
          </Button>
        ))}
      {act.error ? <ProblemNotice error={act.error} /> : null}
      {asking ? (
        <ConfirmDialog
          title={t(`person.${wordOf(asking)}.title`, { name: person.name })}
          confirm={t(`person.${wordOf(asking)}`)}
          danger={asking === 'erase' || asking === 'deactivate'}
          onClose={() => setAsking(null)}
          onConfirm={() => {
            setAsking(null)
            act.mutate(asking)
          }}
        >
          <p>{t(`person.${wordOf(asking)}.text`)}</p>
        </ConfirmDialog>
      ) : null}
    </>
  )
}
