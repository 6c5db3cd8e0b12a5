import { Button, Textfield } from '@digdir/designsystemet-react'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import type { Member } from '../../api/types.ts'
import { useText } from '../../app/i18n.tsx'
import { useMay } from '../../app/session.ts'
import { autofocus } from '../../components/autofocus.ts'
import { ConfirmDialog } from '../../components/confirm-dialog.tsx'
import { Icon } from '../../components/icon.tsx'
import { ProblemNotice } from '../../components/problem-notice.tsx'
import { Section } from '../../components/section.tsx'
import { showToast } from '../../components/toast.tsx'
import { eraseMember } from './members.queries.ts'

/** All that is known of the member: handed out, or erased. */
export function MemberData({ member }: { member: Member }) {
  const { t } = useText()
  const mayExport = useMay('members.export')
  const mayErase = useMay('members.erase')
  const [asking, setAsking] = useState(false)
  if (!mayExport && !mayErase) return null
  return (
    <Section title={t('member.data')}>
      <p className="quiet">{t('member.data.text')}</p>
      <div className="own-more">
        {mayExport ? (
          <Button asChild data-size="sm" variant="secondary">
            <a href={`/api/v1/members/${member.orgnr}/export`} download>
              <Icon name="download" />
              {t('member.export')}
            </a>
          </Button>
        ) : null}
        {mayErase ? (
          <Button data-size="sm" variant="secondary" data-color="danger" onClick={() => setAsking(true)}>
            {t('member.erase')}
          </Button>
        ) : null}
      </div>
      {asking ? <EraseDialog member={member} onClose={() => setAsking(false)} /> : null}
    </Section>
  )
}

/** The name is typed, so that nobody erases the wrong member by a slip. */
function EraseDialog({ member, onClose }: { member: Member; onClose: () => void }) {
  const { t, count } = useText()
  const client = useQueryClient()
  const navigate = useNavigate()
  const [typed, setTyped] = useState('')
  const erase = useMutation({
    mutationFn: () => eraseMember(member.orgnr, typed.trim()),
    onSuccess: async ({ removed }) => {
      const sum = Object.values(removed).reduce((total, value) => total + value, 0)
      showToast(t('member.erased', { name: member.name, count: count(sum) }))
      onClose()
      await navigate({ to: '/members' })
      await client.invalidateQueries()
    },
  })
  return (
    <ConfirmDialog
      title={t('member.erase.title', { name: member.name })}
      confirm={t('member.erase')}
      danger
      busy={erase.isPending}
      disabled={typed.trim() !== member.name}
      onClose={onClose}
      onConfirm={() => erase.mutate()}
    >
      <p>{t('member.erase.text')}</p>
      <Textfield
        label={t('member.erase.name', { name: member.name })}
        autoComplete="off"
        value={typed}
        ref={autofocus}
        onChange={(event) => setTyped(event.target.value)}
      />
      {erase.error ? <ProblemNotice error={erase.error} /> : null}
    </ConfirmDialog>
  )
}
