import { Button } from '@digdir/designsystemet-react'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { WebhookEvent } from '../../api/types.ts'
import { useText } from '../../app/i18n.tsx'
import { Empty } from '../../components/empty.tsx'
import { ProblemNotice } from '../../components/problem-notice.tsx'
import { SkeletonRows } from '../../components/skeleton.tsx'
import { type Fill, StateMark } from '../../components/state-mark.tsx'
import { Time } from '../../components/time.tsx'
import { showToast } from '../../components/toast.tsx'
import { warningNumber } from '../warnings/warning-number.ts'
import { sendAgain, webhookEventsQuery } from './webhooks.queries.ts'

export const callFills: Record<WebhookEvent['state'], Fill> = {
  queued: 'open',
  deferred: 'half',
  delivered: 'full',
  failed: 'alarm',
}

/** What was it told, and what did it answer? */
export function WebhookEvents({ id, mayWrite }: { id: string; mayWrite: boolean }) {
  const { t } = useText()
  const client = useQueryClient()
  const events = useQuery(webhookEventsQuery(id))
  const again = useMutation({
    mutationFn: (event: string) => sendAgain(id, event),
    onSuccess: () => showToast(t('webhook.again.done')),
    onSettled: () => client.invalidateQueries({ queryKey: ['members'] }),
  })
  if (events.isPending) return <SkeletonRows rows={3} />
  if (!events.data) return <ProblemNotice error={events.error} retry={() => void events.refetch()} />
  if (events.data.items.length === 0) return <Empty title={t('webhook.never')} />
  return (
    <>
      {again.error ? <ProblemNotice error={again.error} /> : null}
      <ol className="deliveries webhook-calls" aria-label={t('webhook.calls')}>
        {events.data.items.map((event) => (
          <li key={event.id}>
            <div className="delivery-line">
              <StateMark fill={callFills[event.state]}>{t(`webhook.call.${event.state}`)}</StateMark>
              <span>
                {t(`webhook.type.${event.type}`)}
                {event.warning ? ` · ${warningNumber(event.warning.number)}` : null}
              </span>
              <Time at={event.created_at} />
            </div>
            <Attempts event={event} />
            {mayWrite && (event.state === 'failed' || event.state === 'delivered') ? (
              <div className="claim-acts">
                <Button
                  variant="tertiary"
                  data-size="sm"
                  loading={again.isPending && again.variables === event.id}
                  onClick={() => again.mutate(event.id)}
                >
                  {t('webhook.again')}
                </Button>
              </div>
            ) : null}
          </li>
        ))}
      </ol>
    </>
  )
}

/** The last of them; how many came before it is enough to know. */
function Attempts({ event: { attempts } }: { event: WebhookEvent }) {
  const { t } = useText()
  const last = attempts.at(-1)
  if (last === undefined) return null
  return (
    <p className="server-words">
      {t('webhook.attempts', { count: attempts.length })}{' '}
      <code className="mono breaks" lang="en">
        {[last.status, last.reply].filter((part) => part !== null && part !== '').join(' ')}
      </code>
    </p>
  )
}
