import { Link } from '@tanstack/react-router'
import type { Sensor } from '../../api/types.ts'
import { useText } from '../../app/i18n.tsx'
import { HeatStrip } from '../../components/sparkline.tsx'
import { Time } from '../../components/time.tsx'
import { SensorState } from './sensor-state.tsx'
import { TroubleText } from './trouble-text.tsx'

/** One of the small multiples: name, state, the last day hour by hour on the fleet's common scale. */
export function SensorCard({ sensor, top, open }: { sensor: Sensor; top: number; open: boolean }) {
  const { t } = useText()
  return (
    <li className="sensor-card" data-state={sensor.state} aria-current={open || undefined}>
      <div className="sensor-head">
        <Link
          from="/sensors"
          to="/sensors/$id"
          params={{ id: sensor.id }}
          search={(old) => old}
          className="row-link ds-focus"
          data-row-link
          resetScroll={false}
        >
          {sensor.name}
        </Link>
        <SensorState state={sensor.state} />
      </div>
      <p className="quiet sensor-member">{sensor.member_name}</p>
      <HeatStrip values={sensor.hourly} top={top} />
      <p className="sensor-foot">
        <span>
          {t('sensor.seen')} <Time at={sensor.last_seen_at} />
        </span>
        <TroubleText sensor={sensor} />
        {sensor.rejected_lines > 0 ? <span>{t('sensor.rejected', { count: sensor.rejected_lines })}</span> : null}
      </p>
    </li>
  )
}
