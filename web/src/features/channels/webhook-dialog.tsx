import { Checkbox, Dialog, Heading, Textfield } from '@digdir/designsystemet-react'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { Severity, Webhook, WebhookSecret } from '../../api/types.ts'
import { useText } from '../../app/i18n.tsx'
import { ConfirmDialog } from '../../components/confirm-dialog.tsx'
import { ProblemNotice } from '../../components/problem-notice.tsx'
import { SecretOnce, untilKept } from '../../components/secret-once.tsx'
import { SelectField } from '../../components/select-field.tsx'
import { showToast } from '../../components/toast.tsx'
import { changeWebhook, makeWebhook, type WebhookFields } from './webhooks.queries.ts'

const types = [
  'warning.sent',
  'warning.reminded',
  'warning.relapsed',
  'warning.message',
  'warning.closed',
] as const satisfies Webhook['types']
const least: readonly Severity[] = ['low', 'medium', 'high', 'critical']
const fresh: WebhookFields = { name: '', url: '', types: [...types], least: 'low' }

/** Makes a webhook, whose secret is shown this once, or changes one. */
export function WebhookDialog({
  member,
  webhook,
  onClose,
}: {
  member: string
  webhook?: Webhook
  onClose: () => void
}) {
  const { t } = useText()
  const client = useQueryClient()
  const { name, url, types: chosen, least: from } = webhook ?? fresh
  const [fields, setFields] = useState<WebhookFields>({ name, url, types: chosen, least: from })
  const change = (part: Partial<WebhookFields>) => setFields({ ...fields, ...part })
  const stale = () => client.invalidateQueries({ queryKey: ['members', 'webhooks'] })
  const save = useMutation({
    mutationFn: async (): Promise<WebhookSecret | null> => {
      if (webhook === undefined) return makeWebhook(member, fields)
      await changeWebhook(webhook.id, { ...fields, paused: webhook.state !== 'on' })
      return null
    },
    onSuccess: (made) => {
      if (made !== null) return
      void stale()
      showToast(t('webhook.saved', { name: fields.name }))
      onClose()
    },
  })
  if (save.data) {
    const close = () => {
      void stale()
      onClose()
    }
    return (
      <Dialog open onClose={close} {...untilKept} data-size="sm">
        <Heading level={2} data-size="xs" className="dialog-title">
          {t('webhook.make')}
        </Heading>
        <SecretOnce lead={t('webhook.made', { name: fields.name })} secret={save.data.secret} onClose={close}>
          <p>{t('webhook.made.text')}</p>
        </SecretOnce>
      </Dialog>
    )
  }
  return (
    <ConfirmDialog
      title={t(webhook === undefined ? 'webhook.make' : 'webhook.change.title')}
      confirm={t(webhook === undefined ? 'webhook.make.go' : 'webhook.save')}
      busy={save.isPending}
      disabled={fields.name.trim() === '' || fields.url.trim() === '' || fields.types.length === 0}
      onConfirm={() => save.mutate()}
      onClose={onClose}
    >
      {save.error ? <ProblemNotice error={save.error} /> : null}
      <Textfield
        label={t('webhook.name')}
        maxLength={100}
        autoComplete="off"
        value={fields.name}
        onChange={(event) => change({ name: event.target.value })}
      />
      <Textfield
        label={t('webhook.url')}
        description={t('webhook.url.text')}
        type="url"
        maxLength={2000}
        autoComplete="off"
        value={fields.url}
        onChange={(event) => change({ url: event.target.value })}
      />
      <fieldset className="plain-fieldset">
        <legend>{t('webhook.types')}</legend>
        {types.map((type) => (
          <Checkbox
            key={type}
            label={t(`webhook.type.${type}`)}
            checked={fields.types.includes(type)}
            onChange={(event) =>
              change({
                types: types.filter((one) => (one === type ? event.target.checked : fields.types.includes(one))),
              })
            }
          />
        ))}
      </fieldset>
      <SelectField
        label={t('webhook.least')}
        value={fields.least}
        choices={least.map((value) => ({ value, label: t(`webhook.least.${value}`) }))}
        onChange={(value) => change({ least: value })}
      />
    </ConfirmDialog>
  )
}
