import { Link } from '@tanstack/react-router'
import type { Detection } from '../../api/types.ts'
import { useText } from '../../app/i18n.tsx'
import { Copyable } from '../../components/copyable.tsx'
import { Empty } from '../../components/empty.tsx'
import { SeverityMark } from '../../components/severity.tsx'
import { Sparkline } from '../../components/sparkline.tsx'
import { Time } from '../../components/time.tsx'

/** What the warning rests on. */
export function WarningDetections({ detections }: { detections: Detection[] }) {
  const { t } = useText()
  if (detections.length === 0) return <Empty title={t('warning.no_detections')} />
  return (
    <ul className="plain-list">
      {detections.map((detection) => (
        <li key={detection.id}>
          <SeverityMark severity={detection.severity} />
          <span>
            <Copyable value={detection.cause.label} length={40} />
            <span className="quiet">
              {' '}
              {detection.inner_host} · {t('warning.events', { count: detection.events })}
            </span>
          </span>
          <Sparkline values={detection.hourly} />
          <Time at={detection.last_seen_at} />
          <Link to="/triage" search={{ state: detection.state, open: detection.id }} className="ds-link">
            {t('warning.see_events')}
          </Link>
        </li>
      ))}
    </ul>
  )
}
