import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import type { Burning } from '../../api/types.ts'
import { useText } from '../../app/i18n.tsx'
import { useMay } from '../../app/session.ts'
import { SeverityMark } from '../../components/severity.tsx'
import { Time } from '../../components/time.tsx'

/** What is dealt with on the telephone. */
const phoned: ReadonlySet<Burning['kind']> = new Set(['need_help', 'overdue', 'undelivered'])

/** What burns, the worst first as the server sorts it; each line leads to where it can be dealt with. */
export function BurningList({ burning }: { burning: Burning[] }) {
  const { t } = useText()
  const mayCall = useMay('warnings.chase')
  return (
    <section aria-labelledby="burning" className="burning">
      <h2 id="burning">{t('now.burning', { count: burning.length })}</h2>
      <ul>
        {burning.map((fire) => (
          <li key={`${fire.kind} ${fire.id}`} data-severity={fire.severity}>
            <SeverityMark severity={fire.severity} />
            <span className="burning-what">
              <FireLink fire={fire}>
                <strong>{t(`burning.${fire.kind}`)}</strong> {fire.title}
              </FireLink>
              {fire.member_name ? <span className="quiet"> {fire.member_name}</span> : null}
            </span>
            <Time at={fire.since} />
          </li>
        ))}
      </ul>
      {mayCall && burning.some(({ kind }) => phoned.has(kind)) ? (
        <Link to="/call-list" className="ds-link">
          {t('call_list.open')}
        </Link>
      ) : null}
    </section>
  )
}

function FireLink({ fire, children }: { fire: Burning; children: ReactNode }) {
  const look = 'burning-link ds-focus'
  switch (fire.kind) {
    case 'need_help':
    case 'overdue':
    case 'undelivered':
      return (
        <Link to="/warnings/$id" params={{ id: fire.id }} className={look}>
          {children}
        </Link>
      )
    case 'queue':
      return (
        <Link to="/triage" search={{ open: fire.id }} className={look}>
          {children}
        </Link>
      )
    case 'advisory_waits':
      return (
        <Link to="/advisories/$id" params={{ id: fire.id }} className={look}>
          {children}
        </Link>
      )
    case 'silent_sensor':
    case 'dropping_sensor':
    case 'rejecting_sensor':
    case 'lagging_sensor':
    case 'skewed_sensor':
      return (
        <Link to="/sensors/$id" params={{ id: fire.id }} className={look}>
          {children}
        </Link>
      )
    case 'heartbeat':
      return (
        <Link to="/now" hash="heartbeat" className={look}>
          {children}
        </Link>
      )
    case 'spool_unwritable':
    case 'loading_behind':
    case 'segments_set_aside':
    case 'disk_nearly_full':
    case 'clock_jumped':
      return (
        <Link to="/sensors" className={look}>
          {children}
        </Link>
      )
    case 'feed_unreachable':
    case 'feed_empty':
    case 'feed_shrunk':
    case 'feed_malformed':
    case 'feed_unverified':
    case 'feed_stale':
      return (
        <Link to="/feeds" className={look}>
          {children}
        </Link>
      )
    case 'failure':
      return (
        <Link to="/now" hash="failures" className={look}>
          {children}
        </Link>
      )
  }
}
