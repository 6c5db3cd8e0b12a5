import { Link } from '@tanstack/react-router'
import type { EventRecord } from '../../api/types.ts'
import { useText } from '../../app/i18n.tsx'
import { useMay } from '../../app/session.ts'
import { Copyable } from '../../components/copyable.tsx'
import { Time } from '../../components/time.tsx'
import { eventSearch } from '../events/events-of.ts'

function end(ip: string | null, port: number): string {
  return ip === null ? '–' : port > 0 ? `${ip}:${port}` : ip
}

/** The names an event carries, the most telling first. */
function names(event: EventRecord): string[] {
  return [...new Set([event.dns_name, event.tls_sni, event.http_host].filter((name) => name !== ''))]
}

/** The evidence: who spoke with whom, under what name, where it matched, and the line as it was sent. */
export function EventList({ events }: { events: EventRecord[] }) {
  const { t } = useText()
  const mayEvents = useMay('events.read')
  return (
    <ol className="events">
      {events.map((event) => (
        <li key={event.id}>
          <div className="event-line">
            <Time at={event.time} />
            <span className="event-type">{event.event_type}</span>
            {mayEvents ? (
              <Link to="/events" search={eventSearch(event)} className="ds-link event-open">
                {t('events.open')}
              </Link>
            ) : null}
            <span className="quiet">{[event.proto, event.app_proto].filter(Boolean).join(' / ')}</span>
          </div>
          <div className="event-ends mono">
            {end(event.src_ip, event.src_port)} <span aria-hidden="true">→</span>
            <span className="ds-sr-only">{t('event.to')}</span> {end(event.dest_ip, event.dest_port)}
          </div>
          {names(event).map((name) => (
            <Copyable key={name} value={name} length={48} />
          ))}
          {event.alert_signature ? <p>{event.alert_signature}</p> : null}
          {event.hits.length > 0 ? (
            <p className="quiet">
              {t('event.hits', { where: [...new Set(event.hits.map((hit) => t(`field.${hit.field}`)))].join(', ') })}
            </p>
          ) : null}
          {event.raw ? (
            <details className="twin">
              <summary className="ds-focus">{t('event.raw')}</summary>
              <code className="mono breaks">{event.raw}</code>
            </details>
          ) : null}
        </li>
      ))}
    </ol>
  )
}
