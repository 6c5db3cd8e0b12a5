import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useText } from '../../app/i18n.tsx'
import { ProblemNotice } from '../../components/problem-notice.tsx'
import { SkeletonRows } from '../../components/skeleton.tsx'
import { HeatStrip } from '../../components/sparkline.tsx'
import { Time } from '../../components/time.tsx'
import { SensorState } from '../sensors/sensor-state.tsx'
import { memberSensorsQuery } from './members.queries.ts'

/** The member's sensors and whether they see. */
export function MemberSensors({ orgnr }: { orgnr: string }) {
  const { t } = useText()
  const sensors = useQuery(memberSensorsQuery(orgnr))
  if (sensors.isPending) return <SkeletonRows rows={2} />
  if (!sensors.data) return <ProblemNotice error={sensors.error} retry={() => void sensors.refetch()} />
  const { items } = sensors.data
  if (items.length === 0) return <p className="quiet">{t('member.no_sensors')}</p>
  const top = Math.max(0, ...items.flatMap((sensor) => sensor.hourly))
  return (
    <ul className="plain-list">
      {items.map((sensor) => (
        <li key={sensor.id}>
          <Link to="/sensors/$id" params={{ id: sensor.id }} className="ds-link">
            {sensor.name}
          </Link>
          <SensorState state={sensor.state} />
          <HeatStrip values={sensor.hourly} top={top} />
          <Time at={sensor.last_seen_at} />
        </li>
      ))}
    </ul>
  )
}
