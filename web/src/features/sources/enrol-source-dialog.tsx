import { Button, Dialog, Heading, Textfield } from '@digdir/designsystemet-react'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { useForm } from 'react-hook-form'
import { useText } from '../../app/i18n.tsx'
import { CopyButton } from '../../components/copyable.tsx'
import { ProblemNotice } from '../../components/problem-notice.tsx'
import { SecretOnce, untilKept } from '../../components/secret-once.tsx'
import { enrolSource } from './sources.queries.ts'

/** Enrols a source and shows its token this once. */
export function EnrolSourceDialog({ onClose }: { onClose: () => void }) {
  const { t } = useText()
  const client = useQueryClient()
  const form = useForm<{ name: string }>({ defaultValues: { name: '' } })
  const { setFocus } = form
  useEffect(() => setFocus('name'), [setFocus])
  const enrol = useMutation({
    mutationFn: ({ name }: { name: string }) => enrolSource(name),
    onSuccess: () => client.invalidateQueries({ queryKey: ['sensors'] }),
  })
  return (
    <Dialog open onClose={onClose} closeButton={t('close')} data-size="sm" {...(enrol.data ? untilKept : {})}>
      <Heading level={2} data-size="xs" className="dialog-title">
        {t('source.enrol.title')}
      </Heading>
      {enrol.data ? (
        <Token name={enrol.data.name} token={enrol.data.token} onClose={onClose} />
      ) : (
        <form
          className="stack"
          noValidate
          onSubmit={(event) => void form.handleSubmit((fields) => enrol.mutate(fields))(event)}
        >
          <Textfield
            label={t('source.enrol.name')}
            description={t('source.enrol.name.text')}
            autoComplete="off"
            error={form.formState.errors.name?.message}
            {...form.register('name', {
              required: t('source.enrol.name.missing'),
              maxLength: { value: 100, message: t('source.enrol.name.long') },
            })}
          />
          {enrol.error ? <ProblemNotice error={enrol.error} /> : null}
          <div className="dialog-actions">
            <Button type="submit" loading={enrol.isPending}>
              {t('source.enrol.go')}
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

function Token({ name, token, onClose }: { name: string; token: string; onClose: () => void }) {
  const { t } = useText()
  const call = `curl -X POST "${window.location.origin}/ingest/v1/reports/shadowserver" -H "Authorization: Bearer ${token}" --data-binary @report.csv`
  return (
    <SecretOnce lead={t('source.enrol.done', { name })} secret={token} onClose={onClose}>
      <p>{t('source.enrol.try')}</p>
      <div className="token">
        <code className="mono breaks">{call}</code>
        <CopyButton value={call} name={t('source.enrol.command')} />
      </div>
    </SecretOnce>
  )
}
