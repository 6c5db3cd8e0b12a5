import { Textfield } from '@digdir/designsystemet-react'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { api, unwrap } from '../../api/client.ts'
import { useText } from '../../app/i18n.tsx'
import { ConfirmDialog } from '../../components/confirm-dialog.tsx'
import { ProblemNotice } from '../../components/problem-notice.tsx'
import { SelectField } from '../../components/select-field.tsx'
import { showToast } from '../../components/toast.tsx'

const outcomes = [
  'not_reached',
  'acknowledged',
  'affected_handled',
  'affected_need_help',
  'not_affected',
  'false_alarm',
  'unknown',
] as const
type Outcome = (typeof outcomes)[number]

type CallDialogProps = { warning: string; member: string; who: string; onClose: () => void }

/** What was said on the phone; with a time of its own, so that what was ticked off on paper can be typed in. */
export function CallDialog({ warning, member, who, onClose }: CallDialogProps) {
  const { t } = useText()
  const client = useQueryClient()
  const [name, setName] = useState(who)
  const [outcome, setOutcome] = useState<Outcome>('not_reached')
  const [comment, setComment] = useState('')
  const [at, setAt] = useState('')
  const save = useMutation({
    mutationFn: () => {
      const answer = outcome === 'not_reached' || outcome === 'acknowledged' ? {} : { answer: outcome }
      const when = at === '' ? {} : { called_at: new Date(at).toISOString() }
      const body = { contact_name: name.trim(), reached: outcome !== 'not_reached', comment, ...answer, ...when }
      return unwrap(api.POST('/api/v1/warnings/{id}/calls', { params: { path: { id: warning } }, body }))
    },
    onSuccess: () => {
      showToast(t('call.saved'))
      onClose()
    },
    onSettled: () => client.invalidateQueries({ queryKey: ['warnings'] }),
  })
  const word = (one: Outcome) =>
    one === 'not_reached' || one === 'acknowledged' ? t(`call.${one}`) : t(`answer.${one}`)
  return (
    <ConfirmDialog
      title={t('call.title', { member })}
      confirm={t('call.record')}
      busy={save.isPending}
      disabled={name.trim() === ''}
      onConfirm={() => save.mutate()}
      onClose={onClose}
    >
      {save.error ? <ProblemNotice error={save.error} /> : null}
      <Textfield label={t('call.who')} value={name} onChange={(event) => setName(event.target.value)} maxLength={200} />
      <SelectField
        label={t('call.outcome')}
        choices={outcomes.map((value) => ({ value, label: word(value) }))}
        value={outcome}
        onChange={setOutcome}
      />
      <Textfield
        multiline
        label={t('call.comment')}
        value={comment}
        maxLength={4000}
        onChange={(event) => setComment(event.target.value)}
      />
      <Textfield
        type="datetime-local"
        label={t('call.at')}
        value={at}
        onChange={(event) => setAt(event.target.value)}
      />
    </ConfirmDialog>
  )
}
