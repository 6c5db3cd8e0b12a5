import { Textfield } from '@digdir/designsystemet-react'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useForm } from 'react-hook-form'
import { useText } from '../../app/i18n.tsx'
import { ConfirmDialog } from '../../components/confirm-dialog.tsx'
import { ProblemNotice } from '../../components/problem-notice.tsx'
import { showToast } from '../../components/toast.tsx'
import { type AllowDraft, allow } from './indicators.queries.ts'

/** What no indicator may hit from now on; an entry always has a reason, which is what the next analyst reads. */
export function AllowDialog({ onClose }: { onClose: () => void }) {
  const { t } = useText()
  const client = useQueryClient()
  const form = useForm<AllowDraft>({ defaultValues: { value: '', reason: '' } })
  const { errors } = form.formState
  const add = useMutation({
    mutationFn: ({ value, reason }: AllowDraft) => allow({ value: value.trim(), reason: reason.trim() }),
    onSuccess: async (_, { value }) => {
      showToast(t('allow.added', { value: value.trim() }))
      onClose()
      await client.invalidateQueries({ queryKey: ['indicators'] })
    },
  })
  return (
    <ConfirmDialog
      title={t('allow.add.title')}
      confirm={t('allow.add.go')}
      busy={add.isPending}
      disabled={false}
      onClose={onClose}
      onConfirm={() => void form.handleSubmit((draft) => add.mutate(draft))()}
    >
      <Textfield
        className="mono-field"
        label={t('allow.value')}
        description={t('allow.value.text')}
        spellCheck={false}
        autoComplete="off"
        error={errors.value?.message}
        {...form.register('value', { validate: (value) => value.trim() !== '' || t('allow.value.missing') })}
      />
      <Textfield
        multiline
        rows={3}
        label={t('allow.reason')}
        description={t('allow.reason.text')}
        error={errors.reason?.message}
        {...form.register('reason', {
          validate: (value) => value.trim().length > 2 || t('allow.reason.missing'),
          maxLength: 500,
        })}
      />
      {add.error ? <ProblemNotice error={add.error} /> : null}
    </ConfirmDialog>
  )
}
