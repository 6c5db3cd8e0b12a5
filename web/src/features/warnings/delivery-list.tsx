import { Link } from '@tanstack/react-router'
import type { Delivery } from '../../api/types.ts'
import { useText } from '../../app/i18n.tsx'
import { languageNames } from '../../app/top-bar.tsx'
import { Copyable } from '../../components/copyable.tsx'
import { Empty } from '../../components/empty.tsx'
import { type Fill, StateMark } from '../../components/state-mark.tsx'
import { Time } from '../../components/time.tsx'
import { useSayWait } from './standing-mark.tsx'
import { warningNumber } from './warning-number.ts'

const fills: Record<Delivery['state'], Fill> = {
  queued: 'open',
  deferred: 'half',
  delivered: 'full',
  bounced: 'alarm',
  failed: 'alarm',
}

/** Whose words they are: those of the server that takes our mail, of one further on, or our own of a key. */
function replyKey({ waits_for_key, reported_at, state }: Delivery) {
  if (waits_for_key) return 'delivery.key'
  if (reported_at === null) return 'delivery.reply'
  return state === 'bounced' ? 'delivery.returned' : 'delivery.delayed'
}

/** To whom, when, and what their mail server said about it, in its own words. */
export function DeliveryList({
  deliveries,
  member,
  draft,
}: {
  deliveries: Delivery[]
  member: string
  draft: boolean
}) {
  const { t } = useText()
  const sayWait = useSayWait()
  if (deliveries.length === 0) {
    return (
      <Empty title={t(draft ? 'delivery.draft' : 'delivery.none')}>
        {draft ? null : (
          <Link to="/members/$orgnr" params={{ orgnr: member }} className="ds-link">
            {t('contacts.see_member')}
          </Link>
        )}
      </Empty>
    )
  }
  return (
    <ul className="deliveries">
      {deliveries.map((delivery) => (
        <li key={delivery.id}>
          <div className="delivery-line">
            <StateMark fill={fills[delivery.state]}>
              {delivery.waits ? sayWait(delivery.waits) : t(`delivery.${delivery.state}`)}
            </StateMark>
            <span>
              <strong>{delivery.contact_name}</strong>{' '}
              <span className="quiet">
                {languageNames[delivery.language]}
                {delivery.kind === 'warning' ? null : ` · ${t(`delivery.kind.${delivery.kind}`)}`}
                {delivery.protection ? ` · ${t(`delivery.protection.${delivery.protection}`)}` : null}
              </span>
            </span>
            <Time at={delivery.delivered_at ?? delivery.created_at} />
          </div>
          <Copyable value={delivery.email} length={40} />
          {delivery.together.length > 0 ? (
            <p className="quiet">
              {t('delivery.together', { numbers: delivery.together.map(warningNumber).join(', ') })}
            </p>
          ) : null}
          {delivery.last_reply ? (
            <p className="server-words">
              {t(replyKey(delivery), { count: delivery.attempts })}{' '}
              <code className="mono breaks" lang="en">
                {delivery.last_reply}
              </code>
            </p>
          ) : null}
        </li>
      ))}
    </ul>
  )
}
