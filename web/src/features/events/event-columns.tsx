import { Link } from '@tanstack/react-router'
import { useMemo } from 'react'
import type { EventRecord } from '../../api/types.ts'
import { useText } from '../../app/i18n.tsx'
import { formatTime } from '../../app/time.ts'
import { Dash } from '../../components/dash.tsx'
import type { Column } from '../../components/list-table.tsx'
import { middle } from '../../components/middle.ts'
import { StateMark } from '../../components/state-mark.tsx'

/** The one thing that tells most about an event, in its own words. */
function tellingOf(event: EventRecord): string {
  const { alert_signature, http_host, http_url, file_name, email_from, email_to } = event
  const web = http_url === '' ? http_host : http_url.includes('://') ? http_url : `${http_host}${http_url}`
  const mail = email_from === '' ? '' : `${email_from} → ${email_to.join(', ')}`
  return [alert_signature, event.dns_name, event.tls_sni, file_name, web, mail].find((text) => text !== '') ?? ''
}

/** Of an IPv6 address both ends are what people compare. */
const endLength = 17

/** Where it went; where it came from has a port that says nothing. */
function endOf(ip: string | null, port: number): string {
  if (ip === null) return '–'
  const shown = ip.includes(':') ? middle(ip, endLength) : ip
  return port === 0 ? shown : ip.includes(':') ? `[${shown}]:${port}` : `${shown}:${port}`
}

export function useEventColumns(): Column<EventRecord>[] {
  const { t, language } = useText()
  return useMemo<Column<EventRecord>[]>(
    () => [
      {
        id: 'time',
        header: t('events.time'),
        kind: 'main',
        // Read by the clock and compared with others' logs: the exact time, with UTC beside it.
        cell: (row) => (
          <Link
            from="/events"
            to="/events"
            search={(old) => ({ ...old, open: row.id, at: row.time })}
            className="row-link ds-focus"
            data-row-link
            resetScroll={false}
          >
            <time dateTime={row.time} title={`${row.time.replace('T', ' ').replace('Z', '')} UTC`}>
              {formatTime(Date.parse(row.time), language, 'second')}
            </time>
          </Link>
        ),
      },
      {
        id: 'event_type',
        header: t('events.field.event_type'),
        cell: (row) => <span lang="en">{row.event_type}</span>,
      },
      {
        id: 'mark',
        header: t('events.mark'),
        cell: (row) =>
          row.hits.length > 0 ? (
            <StateMark fill="alarm">{t('events.mark.hit')}</StateMark>
          ) : row.event_type === 'alert' ? (
            <StateMark fill="full">{t('events.mark.alert')}</StateMark>
          ) : (
            <Dash />
          ),
      },
      {
        id: 'ends',
        header: t('events.ends'),
        cell: (row) =>
          row.src_ip === null && row.dest_ip === null ? (
            <Dash />
          ) : (
            <span className="mono ends">
              <span>{endOf(row.src_ip, 0)}</span> <span aria-hidden="true">→</span>
              <span className="ds-sr-only">{t('event.to')}</span> <span>{endOf(row.dest_ip, row.dest_port)}</span>
            </span>
          ),
      },
      {
        id: 'telling',
        header: t('events.telling'),
        cell: (row) => {
          const text = tellingOf(row)
          return text === '' ? (
            <Dash />
          ) : (
            <span className="telling" title={text}>
              {text}
            </span>
          )
        },
      },
      {
        id: 'member',
        header: t('column.member'),
        kind: 'wide',
        cell: (row) => (row.member ? <code className="mono">{row.member}</code> : <Dash />),
      },
    ],
    [t, language],
  )
}
