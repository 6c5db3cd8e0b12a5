import { Textfield } from '@digdir/designsystemet-react'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useForm } from 'react-hook-form'
import type { RetentionRule } from '../../api/types.ts'
import { useText } from '../../app/i18n.tsx'
import { autofocus } from '../../components/autofocus.ts'
import { ConfirmDialog } from '../../components/confirm-dialog.tsx'
import { ProblemNotice } from '../../components/problem-notice.tsx'
import { showToast } from '../../components/toast.tsx'
import { changeDays } from './protection.queries.ts'

/** A hundred years: as much as the server takes. */
const most = 36_500

/** Changes how long one class is kept, and says so where that removes more. */
export function DaysDialog({ rule, onClose }: { rule: RetentionRule; onClose: () => void }) {
  const { t } = useText()
  const client = useQueryClient()
  const form = useForm({ defaultValues: { days: String(rule.days) } })
  const typed = Number(form.watch('days'))
  const change = useMutation({
    mutationFn: (days: number) => changeDays(rule.class, days),
    onSuccess: async () => {
      showToast(t('retention.changed'))
      onClose()
      await client.invalidateQueries({ queryKey: ['retention'] })
    },
  })
  const field = form.register('days', {
    validate: (value) => (/^\d+$/.test(value) && +value >= 1 && +value <= most) || t('retention.change.wrong'),
    setValueAs: (value: string) => value.trim(),
  })
  return (
    <ConfirmDialog
      title={t('retention.change.title', { what: t(`class.${rule.class}`) })}
      confirm={t('retention.change.go')}
      busy={change.isPending}
      disabled={false}
      onClose={onClose}
      onConfirm={() => void form.handleSubmit(({ days }) => change.mutate(Number(days)))()}
    >
      <p>{t(`class.${rule.class}.text`)}</p>
      <Textfield
        label={t('retention.change.days')}
        inputMode="numeric"
        autoComplete="off"
        error={form.formState.errors.days?.message}
        {...field}
        ref={(input) => {
          field.ref(input)
          autofocus(input)
        }}
      />
      {typed > 0 && typed < rule.days ? (
        <p className="note" role="status">
          {t('retention.change.shorter')}
        </p>
      ) : null}
      {change.error ? <ProblemNotice error={change.error} /> : null}
    </ConfirmDialog>
  )
}
