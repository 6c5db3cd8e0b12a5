import { Button } from '@digdir/designsystemet-react'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { type ReactNode, useState } from 'react'
import type { Webhook } from '../../api/types.ts'
import { useText } from '../../app/i18n.tsx'
import { compact } from '../../app/search-params.ts'
import { ConfirmDialog } from '../../components/confirm-dialog.tsx'
import { ProblemNotice } from '../../components/problem-notice.tsx'
import { type Fill, StateMark } from '../../components/state-mark.tsx'
import { Time } from '../../components/time.tsx'
import { showToast } from '../../components/toast.tsx'
import { RotateDialog } from '../keys/rotate-dialog.tsx'
import { WebhookDialog } from './webhook-dialog.tsx'
import { WebhookEvents } from './webhook-events.tsx'
import { changeWebhook, removeWebhook, rotateWebhook, tryWebhook } from './webhooks.queries.ts'

const fills: Record<Webhook['state'], Fill> = { on: 'full', paused: 'none', stopped: 'alarm' }

export function WebhookItem({ webhook, mayWrite }: { webhook: Webhook; mayWrite: boolean }) {
  const { t } = useText()
  const { id, name, url, state, stopped_for, types, least, old_until } = webhook
  // Of two pages, the member's and the portal's own.
  const open = useSearch({ strict: false }).webhook === id
  const navigate = useNavigate()
  const toggle = () =>
    void navigate({
      to: '.',
      replace: true,
      search: (old: Record<string, unknown>) => compact({ ...old, webhook: open ? undefined : id }),
    })
  return (
    <li>
      <div className="delivery-line">
        <strong>{name}</strong>
        <StateMark fill={fills[state]}>{t(`webhook.state.${state}`)}</StateMark>
      </div>
      <p className="mono breaks">{url}</p>
      <p className="quiet">
        {types.map((type) => t(`webhook.type.${type}`)).join(' · ')} · {t(`webhook.least.${least}`)}
      </p>
      {stopped_for ? <p className="note">{t(`webhook.stopped.${stopped_for}`)}</p> : null}
      {old_until ? (
        <p className="quiet">
          {t('webhook.old_until')} <Time at={old_until} both />
        </p>
      ) : null}
      <LastCall webhook={webhook} />
      <div className="claim-acts">
        {mayWrite ? <WebhookActs webhook={webhook} /> : null}
        <Button variant="tertiary" data-size="sm" aria-expanded={open} onClick={toggle}>
          {t(open ? 'webhook.calls.hide' : 'webhook.calls')}
        </Button>
      </div>
      {open ? <WebhookEvents id={id} mayWrite={mayWrite} /> : null}
    </li>
  )
}

function LastCall({ webhook: { last } }: { webhook: Webhook }) {
  const { t } = useText()
  if (last === null) return <p className="quiet">{t('webhook.never')}</p>
  return (
    <p>
      {t('webhook.last')} <Time at={last.at} />: {t(`webhook.call.${last.state}`)}
      {last.status === null ? null : ` (${last.status})`}
    </p>
  )
}

function WebhookActs({ webhook }: { webhook: Webhook }) {
  const { t } = useText()
  const client = useQueryClient()
  const [dialog, setDialog] = useState<'change' | 'rotate' | 'remove' | null>(null)
  const { id, name, url, types, least, state } = webhook
  const settled = { onSettled: () => client.invalidateQueries({ queryKey: ['members'] }) }
  const test = useMutation({
    mutationFn: () => tryWebhook(id),
    onSuccess: () => showToast(t('webhook.tried')),
    ...settled,
  })
  const pause = useMutation({
    mutationFn: (paused: boolean) => changeWebhook(id, { name, url, types, least, paused }),
    onSuccess: (_, paused) =>
      showToast(t(paused ? 'webhook.paused' : 'webhook.resumed', { name }), { undo: () => pause.mutate(!paused) }),
    ...settled,
  })
  const remove = useMutation({
    mutationFn: () => removeWebhook(id),
    onSuccess: () => showToast(t('webhook.removed', { name })),
    ...settled,
  })
  const close = () => setDialog(null)
  const error = test.error ?? pause.error
  return (
    <>
      <Act name={t('webhook.try.of', { name })} busy={test.isPending} onClick={() => test.mutate()}>
        {t('webhook.try')}
      </Act>
      <Act
        name={t(state === 'on' ? 'webhook.pause.of' : 'webhook.resume.of', { name })}
        busy={pause.isPending}
        onClick={() => pause.mutate(state === 'on')}
      >
        {t(state === 'on' ? 'webhook.pause' : 'webhook.resume')}
      </Act>
      <Act name={t('webhook.change.of', { name })} onClick={() => setDialog('change')}>
        {t('webhook.change')}
      </Act>
      <Act name={t('webhook.rotate.of', { name })} onClick={() => setDialog('rotate')}>
        {t('webhook.rotate')}
      </Act>
      <Act name={t('webhook.remove.of', { name })} onClick={() => setDialog('remove')}>
        {t('webhook.remove')}
      </Act>
      {error ? <ProblemNotice error={error} /> : null}
      {dialog === 'change' ? <WebhookDialog member={webhook.member} webhook={webhook} onClose={close} /> : null}
      {dialog === 'rotate' ? (
        <RotateDialog name={name} stale="members" rotate={(hours) => rotateWebhook(id, hours)} onClose={close} />
      ) : null}
      {dialog === 'remove' ? (
        <ConfirmDialog
          title={t('webhook.remove.title', { name })}
          confirm={t('webhook.remove')}
          danger
          busy={remove.isPending}
          onConfirm={() => remove.mutate()}
          onClose={close}
        >
          <p>{t('webhook.remove.text')}</p>
          {remove.error ? <ProblemNotice error={remove.error} /> : null}
        </ConfirmDialog>
      ) : null}
    </>
  )
}

function Act({
  name,
  busy = false,
  onClick,
  children,
}: {
  name: string
  busy?: boolean
  onClick: () => void
  children: ReactNode
}) {
  return (
    <Button variant="secondary" data-size="sm" aria-label={name} loading={busy} onClick={onClick}>
      {children}
    </Button>
  )
}
