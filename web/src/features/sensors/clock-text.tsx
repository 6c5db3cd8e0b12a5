import type { Sensor } from '../../api/types.ts'
import { useText } from '../../app/i18n.tsx'
import { span } from '../../app/time.ts'
import { clockOf } from './fleet.ts'

/** Lag or a skewed clock, only where there is one. */
export function ClockText({
  sensor,
  plain = false,
}: {
  sensor: Pick<Sensor, 'last_seen_at' | 'last_event_at'>
  plain?: boolean
}) {
  const { t } = useText()
  const clock = clockOf(sensor)
  if (clock.kind === 'behind' || clock.kind === 'ahead') {
    return <span className="note">{t(`clock.${clock.kind}`, { span: t('time.span', span(clock.seconds)) })}</span>
  }
  return plain ? <span>{t(`clock.${clock.kind}`)}</span> : null
}
