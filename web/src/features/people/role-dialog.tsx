import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { Person } from '../../api/types.ts'
import { useText } from '../../app/i18n.tsx'
import { useMe } from '../../app/session.ts'
import { ConfirmDialog } from '../../components/confirm-dialog.tsx'
import { ProblemNotice } from '../../components/problem-notice.tsx'
import { showToast } from '../../components/toast.tsx'
import { isAtMember } from './grantable.ts'
import { grantRole } from './people.queries.ts'
import { firstDraft, isWhole, RoleFields } from './role-fields.tsx'

/** Gives a person one more role. */
export function RoleDialog({ person, onClose }: { person: Person; onClose: () => void }) {
  const { t } = useText()
  const me = useMe()
  const client = useQueryClient()
  const [draft, setDraft] = useState(() => firstDraft(me))
  const [tried, setTried] = useState(false)
  const grant = useMutation({
    mutationFn: () =>
      grantRole(person.id, { role: draft.role, member: isAtMember(draft.role) ? draft.member.trim() : null }),
    onSuccess: async () => {
      showToast(t('role.given', { name: person.name }))
      onClose()
      await client.invalidateQueries({ queryKey: ['people'] })
      await client.invalidateQueries({ queryKey: ['history'] })
    },
  })
  return (
    <ConfirmDialog
      title={t('role.add.title', { name: person.name })}
      confirm={t('role.add.go')}
      busy={grant.isPending}
      disabled={false}
      onClose={onClose}
      onConfirm={() => {
        setTried(true)
        if (isWhole(draft)) grant.mutate()
      }}
    >
      <RoleFields draft={draft} onChange={setDraft} showFault={tried} />
      {grant.error ? <ProblemNotice error={grant.error} /> : null}
    </ConfirmDialog>
  )
}
