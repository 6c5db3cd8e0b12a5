import { Textfield } from '@digdir/designsystemet-react'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { Controller, useForm } from 'react-hook-form'
import type { RetentionClass } from '../../api/types.ts'
import { dayEnd, dayOf } from '../../app/days.ts'
import { useText } from '../../app/i18n.tsx'
import { compact } from '../../app/search-params.ts'
import { ConfirmDialog } from '../../components/confirm-dialog.tsx'
import { ProblemNotice } from '../../components/problem-notice.tsx'
import { SelectField } from '../../components/select-field.tsx'
import { showToast } from '../../components/toast.tsx'
import { isOrgnr, MemberField } from '../members/member-field.tsx'
import { retentionClasses } from './classes.ts'
import { type HoldDraft, placeHold } from './protection.queries.ts'

type Fields = { class: RetentionClass | 'all'; member: string; reason: string; until: string }

/** Keeps what retention would remove: of one class or all, of one member or all. */
export function PlaceHoldDialog({ onClose }: { onClose: () => void }) {
  const { t } = useText()
  const client = useQueryClient()
  const [today] = useState(() => dayOf(Date.now()))
  const form = useForm<Fields>({ defaultValues: { class: 'all', member: '', reason: '', until: '' } })
  const { errors } = form.formState
  const place = useMutation({
    mutationFn: (fields: Fields) => {
      const draft: HoldDraft = {
        ...compact({
          class: fields.class === 'all' ? undefined : fields.class,
          member: fields.member.trim() || undefined,
          until: fields.until ? (dayEnd(fields.until) ?? undefined) : undefined,
        }),
        reason: fields.reason.trim(),
      }
      return placeHold(draft)
    },
    onSuccess: async () => {
      showToast(t('hold.placed'))
      onClose()
      await client.invalidateQueries({ queryKey: ['retention'] })
    },
  })
  return (
    <ConfirmDialog
      title={t('hold.place')}
      confirm={t('hold.place.go')}
      busy={place.isPending}
      disabled={false}
      onClose={onClose}
      onConfirm={() => void form.handleSubmit((fields) => place.mutate(fields))()}
    >
      <Controller
        control={form.control}
        name="class"
        render={({ field }) => (
          <SelectField
            label={t('hold.what')}
            choices={[
              { value: 'all', label: t('hold.what.all') },
              ...retentionClasses.map((value) => ({ value, label: t(`class.${value}`) })),
            ]}
            value={field.value}
            onChange={field.onChange}
          />
        )}
      />
      <Controller
        control={form.control}
        name="member"
        rules={{ validate: (value) => value.trim() === '' || isOrgnr(value) || t('member_field.wrong') }}
        render={({ field }) => (
          <MemberField
            label={t('hold.member')}
            value={field.value}
            onChange={field.onChange}
            error={errors.member?.message}
            inputRef={field.ref}
          />
        )}
      />
      <Textfield
        multiline
        rows={3}
        label={t('hold.reason')}
        description={t('hold.reason.text')}
        error={errors.reason?.message}
        {...form.register('reason', {
          validate: (value) => value.trim() !== '' || t('hold.reason.missing'),
          maxLength: 1000,
        })}
      />
      <Textfield
        type="date"
        label={t('hold.until')}
        min={today}
        error={errors.until?.message}
        {...form.register('until', {
          validate: (value) => value === '' || value >= today || t('hold.until.wrong'),
        })}
      />
      {place.error ? <ProblemNotice error={place.error} /> : null}
    </ConfirmDialog>
  )
}
