import { Heading } from '@digdir/designsystemet-react'
import type { OtherDelivery } from '../../api/types.ts'
import { useText } from '../../app/i18n.tsx'
import { languageNames } from '../../app/top-bar.tsx'
import { Copyable } from '../../components/copyable.tsx'
import { Icon, type IconName } from '../../components/icon.tsx'
import { StateMark } from '../../components/state-mark.tsx'
import { Time } from '../../components/time.tsx'
import { callFills } from './webhook-events.tsx'

const icons: Record<OtherDelivery['channel'], IconName> = { sms: 'phone', voice: 'phone', webhook: 'out' }

/** What went by telephone and by webhook, beside the mails; nothing where nothing did. */
export function OtherDeliveries({ others }: { others: OtherDelivery[] }) {
  const { t } = useText()
  if (others.length === 0) return null
  return (
    <div>
      <Heading level={4} data-size="2xs">
        {t('delivery.others')}
      </Heading>
      <p className="quiet">{t('delivery.others.text')}</p>
      <ul className="deliveries">
        {others.map((one) => (
          <li key={one.id}>
            <div className="delivery-line">
              <StateMark fill={callFills[one.state]}>{t(`webhook.call.${one.state}`)}</StateMark>
              <span>
                <Icon name={icons[one.channel]} size={16} /> {t(`delivery.channel.${one.channel}`)} ·{' '}
                <strong>{one.name}</strong>{' '}
                <span className="quiet">
                  {t(`delivery.what.${one.what}`)}
                  {one.language ? ` · ${languageNames[one.language]}` : null}
                </span>
              </span>
              <Time at={one.delivered_at ?? one.created_at} />
            </div>
            {one.phone ? <Copyable value={one.phone} length={40} /> : null}
            {one.last_reply ? (
              <p className="server-words">
                {t('delivery.answered', { count: one.attempts })}{' '}
                <code className="mono breaks" lang="en">
                  {one.last_reply}
                </code>
              </p>
            ) : null}
          </li>
        ))}
      </ul>
    </div>
  )
}
