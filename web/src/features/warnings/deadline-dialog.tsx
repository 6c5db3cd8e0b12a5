import { Textfield } from '@digdir/designsystemet-react'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { api, unwrap } from '../../api/client.ts'
import { problemOf } from '../../api/problem.ts'
import type { Warning } from '../../api/types.ts'
import { useText } from '../../app/i18n.tsx'
import { ConfirmDialog } from '../../components/confirm-dialog.tsx'
import { ProblemNotice } from '../../components/problem-notice.tsx'
import { showToast } from '../../components/toast.tsx'
import { UntilField, useUntil } from '../../components/until-field.tsx'

const offered = { choices: ['tomorrow', 'day', 'three_days', 'week'], longestDays: 365 } as const

type DeadlineDialogProps = { warning: Warning; onClose: () => void }

/** Another deadline for this warning, with the reason; it can be undone from the toast or with Z. */
export function DeadlineDialog({ warning, onClose }: DeadlineDialogProps) {
  const { t } = useText()
  const client = useQueryClient()
  const time = useUntil(offered)
  const [reason, setReason] = useState('')
  const params = { path: { id: warning.id } }
  const onSettled = () => client.invalidateQueries({ queryKey: ['warnings'] })
  const back = useMutation({
    mutationFn: () => unwrap(api.POST('/api/v1/warnings/{id}/deadline/undo', { params })),
    onSuccess: () => showToast(t('deadline.moved_back')),
    onError: (fault) => {
      const known = problemOf(0, fault).code === 'deadline_unmoved'
      showToast(t(known ? 'deadline.changed_since' : 'problem.refused.title'), { tone: 'bad' })
    },
    onSettled,
  })
  const move = useMutation({
    mutationFn: (due_at: string) =>
      unwrap(api.PUT('/api/v1/warnings/{id}/deadline', { params, body: { due_at, reason: reason.trim() } })),
    onSuccess: () => {
      showToast(t('deadline.moved'), { undo: () => back.mutate() })
      onClose()
    },
    onSettled,
  })
  return (
    <ConfirmDialog
      title={t('deadline.move.title', { member: warning.member_name })}
      confirm={t('deadline.move')}
      busy={move.isPending}
      disabled={time.until === null || reason.trim() === ''}
      onConfirm={() => {
        if (time.until) move.mutate(time.until.toISOString())
      }}
      onClose={onClose}
    >
      <p>{t('deadline.move.text')}</p>
      <UntilField {...time} legend={t('deadline.until')} starts />
      <Textfield
        label={t('deadline.reason')}
        description={t('deadline.reason.text')}
        maxLength={1000}
        value={reason}
        onChange={(event) => setReason(event.target.value)}
      />
      {move.error ? <ProblemNotice error={move.error} /> : null}
    </ConfirmDialog>
  )
}
