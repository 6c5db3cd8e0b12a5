import { Link } from '@tanstack/react-router'
import type { Now } from '../../api/types.ts'
import { useText } from '../../app/i18n.tsx'
import { formatTime } from '../../app/time.ts'
import { Mark } from '../../components/mark.tsx'
import { StateMark } from '../../components/state-mark.tsx'
import { Time } from '../../components/time.tsx'

/** A quiet night's message, and when each stream last brought something: silence must not be mistaken for a broken pipe. */
export function Quiet({ now, feedsOnly = false }: { now: Now; feedsOnly?: boolean }) {
  const { t, language, count } = useText()
  const feeds = [
    { id: 'event', at: now.last_event_at },
    { id: 'warning', at: now.last_warning_at },
    { id: 'indicator', at: now.last_indicator_at },
  ] as const
  return (
    <section className="quiet-box" data-bare={feedsOnly || undefined} aria-label={t('now.feeds')}>
      {feedsOnly ? null : (
        <div className="quiet-lead">
          <Mark size={44} />
          <div>
            {now.last_event_at === null ? (
              <>
                <h2>{t('now.start')}</h2>
                <p>{t('now.start.text')}</p>
                <p className="quiet-start">
                  <Link to="/members" className="ds-link">
                    {t('now.start.members')}
                  </Link>
                  <Link to="/sensors" className="ds-link">
                    {t('now.start.sensors')}
                  </Link>
                </p>
              </>
            ) : (
              <>
                <h2>
                  {now.quiet_since
                    ? t('now.quiet_since', { time: formatTime(Date.parse(now.quiet_since), language, 'clock') })
                    : t('now.quiet')}
                </h2>
                <p>{t('now.quiet.text')}</p>
              </>
            )}
          </div>
        </div>
      )}
      <dl className="feeds">
        {feeds.map((feed) => (
          <div key={feed.id}>
            <dt>{t(`now.last.${feed.id}`)}</dt>
            <dd>
              <Time at={feed.at} />
            </dd>
          </div>
        ))}
        <div id="heartbeat">
          <dt>{t('now.heartbeat')}</dt>
          <dd>
            <HeartbeatState heartbeat={now.heartbeat} />
          </dd>
        </div>
        <div>
          <dt>{t('now.indicators')}</dt>
          <dd>{count(now.active_indicators)}</dd>
        </div>
      </dl>
    </section>
  )
}

/** When the newest was sent that came back, and how long it took; where that is too long ago, that first. */
function HeartbeatState({ heartbeat }: { heartbeat: Now['heartbeat'] }) {
  const { t } = useText()
  if (heartbeat === null) return t('now.heartbeat.none')
  const { state, back_at, seconds } = heartbeat
  if (state === 'ok') {
    if (back_at === null || seconds === null) return t('now.heartbeat.none')
    return (
      <>
        <Time at={back_at} /> <span className="quiet">{t('now.heartbeat.took', { seconds })}</span>
      </>
    )
  }
  return (
    <>
      <StateMark fill="alarm">{t(`now.heartbeat.${state}`)}</StateMark>
      {back_at === null ? null : (
        <span className="quiet">
          {' '}
          {t('now.heartbeat.last')} <Time at={back_at} />
        </span>
      )}
    </>
  )
}
