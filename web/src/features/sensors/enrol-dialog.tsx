import { Button, Dialog, Heading, Textfield } from '@digdir/designsystemet-react'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { Controller, useForm } from 'react-hook-form'
import { api, unwrap } from '../../api/client.ts'
import type { SensorEnrolled } from '../../api/types.ts'
import { useText } from '../../app/i18n.tsx'
import { CopyButton } from '../../components/copyable.tsx'
import { ProblemNotice } from '../../components/problem-notice.tsx'
import { SecretOnce, untilKept } from '../../components/secret-once.tsx'
import { isOrgnr, MemberField } from '../members/member-field.tsx'

type Fields = { member: string; name: string }

/** Enrols a sensor and shows its token this once. */
export function EnrolDialog({ member, onClose }: { member?: string; onClose: () => void }) {
  const { t } = useText()
  const client = useQueryClient()
  const form = useForm<Fields>({ defaultValues: { member: member ?? '', name: '' } })
  const { errors } = form.formState
  const { setFocus } = form
  useEffect(() => setFocus('member'), [setFocus])
  const enrol = useMutation({
    mutationFn: ({ member, ...fields }: Fields) =>
      unwrap<SensorEnrolled>(api.POST('/api/v1/sensors', { body: { member: member.trim(), ...fields } })),
    onSuccess: () => client.invalidateQueries({ queryKey: ['sensors'] }),
  })
  return (
    <Dialog open onClose={onClose} closeButton={t('close')} data-size="sm" {...(enrol.data ? untilKept : {})}>
      <Heading level={2} data-size="xs" className="dialog-title">
        {t('enrol.title')}
      </Heading>
      {enrol.data ? (
        <Token enrolled={enrol.data} onClose={onClose} />
      ) : (
        <form
          className="stack"
          noValidate
          onSubmit={(event) => void form.handleSubmit((fields) => enrol.mutate(fields))(event)}
        >
          <Controller
            control={form.control}
            name="member"
            rules={{ validate: (value) => isOrgnr(value) || t('member_field.wrong') }}
            render={({ field }) => (
              <MemberField
                label={t('column.member')}
                value={field.value}
                onChange={field.onChange}
                error={errors.member?.message}
                inputRef={field.ref}
              />
            )}
          />
          <Textfield
            label={t('enrol.name')}
            description={t('enrol.name.text')}
            autoComplete="off"
            error={errors.name?.message}
            {...form.register('name', {
              required: t('enrol.name.missing'),
              maxLength: { value: 100, message: t('enrol.name.long') },
            })}
          />
          <p className="quiet">{t('enrol.tell')}</p>
          {enrol.error ? <ProblemNotice error={enrol.error} /> : null}
          <div className="dialog-actions">
            <Button type="submit" loading={enrol.isPending}>
              {t('enrol.go')}
            </Button>
            <Button type="button" variant="secondary" onClick={onClose}>
              {t('cancel')}
            </Button>
          </div>
        </form>
      )}
    </Dialog>
  )
}

function Token({ enrolled, onClose }: { enrolled: SensorEnrolled; onClose: () => void }) {
  const { t } = useText()
  const call = `curl -X POST ${window.location.origin}/ingest/v1/events -H "Authorization: Bearer ${enrolled.token}" --data-binary @eve.json`
  return (
    <SecretOnce lead={t('enrol.done', { name: enrolled.name })} secret={enrolled.token} onClose={onClose}>
      <p>{t('enrol.try')}</p>
      <div className="token">
        <code className="mono breaks">{call}</code>
        <CopyButton value={call} name={t('enrol.command')} />
      </div>
    </SecretOnce>
  )
}
