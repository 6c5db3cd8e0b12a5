import { Link } from '@tanstack/react-router'
import { type KeyboardEvent, memo, useState } from 'react'
import type { Sensor } from '../../api/types.ts'
import { useText } from '../../app/i18n.tsx'
import { Time } from '../../components/time.tsx'
import { fleetGroups } from './fleet.ts'
import { SensorState } from './sensor-state.tsx'
import { useTroubleText } from './trouble-text.tsx'

/** The whole fleet at a glance: one square a sensor, by state, the worst first. What is pointed at is told above them, where a large fleet does not push it off the screen. */
export function FleetMap({ sensors, open }: { sensors: readonly Sensor[]; open: string | undefined }) {
  const { t } = useText()
  const say = useTroubleText()
  const [pointed, setPointed] = useState<Sensor | null>(null)
  return (
    <section className="fleet-map" aria-label={t('map.label', { count: sensors.length })}>
      <p className="fleet-point quiet" aria-hidden="true">
        {pointed ? (
          <>
            <strong>{pointed.name}</strong> {pointed.member_name}: {t(`sensor.${pointed.state}`)}
            {say(pointed).map((text) => `, ${text}`)}. {t('sensor.seen')} <Time at={pointed.last_seen_at} />
          </>
        ) : (
          t('map.hint')
        )}
      </p>
      <Squares sensors={sensors} open={open} onPoint={setPointed} />
    </section>
  )
}

type SquaresProps = {
  sensors: readonly Sensor[]
  open: string | undefined
  onPoint: (sensor: Sensor) => void
}

/** Apart, so that pointing does not draw two thousand squares anew. */
const Squares = memo(function Squares({ sensors, open, onPoint }: SquaresProps) {
  const { t, count } = useText()
  return fleetGroups(sensors).map((group) => (
    <div key={group.state} className="fleet-group">
      <p className="fleet-state">
        <SensorState state={group.state} /> <span className="quiet">{count(group.sensors.length)}</span>
      </p>
      <ul className="fleet-squares" onKeyDown={moveAmongSquares}>
        {group.sensors.map((sensor, place) => (
          <li key={sensor.id}>
            <Link
              from="/sensors"
              to="/sensors/$id"
              params={{ id: sensor.id }}
              search={(old) => old}
              resetScroll={false}
              className="fleet-square ds-focus"
              data-state={sensor.state}
              aria-label={t('map.square', { name: sensor.name, member: sensor.member_name })}
              aria-current={sensor.id === open || undefined}
              // One stop for Tab in each group; the arrows do the rest.
              tabIndex={place === 0 ? 0 : -1}
              onFocus={() => onPoint(sensor)}
              onMouseEnter={() => onPoint(sensor)}
            />
          </li>
        ))}
      </ul>
    </div>
  ))
})

const steps: Record<string, (at: number, last: number) => number> = {
  ArrowRight: (at, last) => Math.min(at + 1, last),
  ArrowLeft: (at) => Math.max(at - 1, 0),
  Home: () => 0,
  End: (_at, last) => last,
}

function moveAmongSquares(event: KeyboardEvent<HTMLUListElement>): void {
  const step = steps[event.key]
  if (step === undefined) return
  event.preventDefault()
  const squares = [...event.currentTarget.querySelectorAll<HTMLElement>('a')]
  const at = squares.indexOf(event.target as HTMLElement)
  squares[step(at, squares.length - 1)]?.focus()
}
