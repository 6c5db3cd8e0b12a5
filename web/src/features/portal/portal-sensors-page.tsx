import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { Sensor } from '../../api/types.ts'
import { useText } from '../../app/i18n.tsx'
import { Copyable } from '../../components/copyable.tsx'
import { PageHead } from '../../components/page-head.tsx'
import { ProblemNotice } from '../../components/problem-notice.tsx'
import { Section } from '../../components/section.tsx'
import { SkeletonRows } from '../../components/skeleton.tsx'
import { HeatStrip } from '../../components/sparkline.tsx'
import { Time } from '../../components/time.tsx'
import { memberSensorsQuery } from '../members/members.queries.ts'
import { fleetOrder } from '../sensors/fleet.ts'
import { SensorState } from '../sensors/sensor-state.tsx'
import { TroubleText } from '../sensors/trouble-text.tsx'
import { hitsQuery, todayQuery } from './portal.queries.ts'
import { useWhose } from './portal.search.ts'

/** Do our sensors see what they should? */
export function PortalSensorsPage() {
  const { t, language } = useText()
  const whose = useWhose()
  const { member } = whose
  const today = useQuery(todayQuery(whose, language))
  const members = today.data?.members ?? []
  const shown = members.filter(({ orgnr }) => member === undefined || orgnr === member)
  return (
    <div className="page">
      <PageHead title={t('page.portal-sensors')} question={t('portal.sensors.question')} />
      {today.isPending ? <SkeletonRows rows={4} height={120} /> : null}
      {today.error ? <ProblemNotice error={today.error} retry={() => void today.refetch()} /> : null}
      {shown.map(({ orgnr, name }) => (
        <Section key={orgnr} level={2} title={members.length > 1 ? name : t('portal.details.sensors')}>
          <OwnSensors orgnr={orgnr} />
        </Section>
      ))}
      {today.data ? <Enrolling phone={today.data.phone} /> : null}
    </div>
  )
}

function OwnSensors({ orgnr }: { orgnr: string }) {
  const { t } = useText()
  const sensors = useQuery(memberSensorsQuery(orgnr))
  if (sensors.isPending) return <SkeletonRows rows={2} height={120} />
  if (!sensors.data) return <ProblemNotice error={sensors.error} retry={() => void sensors.refetch()} />
  const items = fleetOrder(sensors.data.items)
  if (items.length === 0) return <p>{t('portal.sensors.none')}</p>
  const top = Math.max(0, ...items.flatMap(({ hourly }) => hourly))
  return (
    <ul className="portal-cards">
      {items.map((sensor) => (
        <SensorLine key={sensor.id} sensor={sensor} top={top} />
      ))}
    </ul>
  )
}

/** Whether it sees, when it was last heard from, what it saw lately, and what to do where something is wrong. */
function SensorLine({ sensor, top }: { sensor: Sensor; top: number }) {
  const { t } = useText()
  const hits = useQuery(hitsQuery(sensor.id))
  const { state } = sensor
  const events = sensor.hourly.reduce((sum, hour) => sum + hour, 0)
  const todo = state === 'ok' || state === 'revoked' ? null : t(`portal.sensors.do.${state}`)
  return (
    <li className="portal-card portal-sensor" data-severity={state === 'silent' ? 'critical' : undefined}>
      <h3>
        <Link to="/sensors/$id" params={{ id: sensor.id }} className="ds-focus">
          {sensor.name}
        </Link>
      </h3>
      <p className="portal-card-line">
        <SensorState state={state} />
        <TroubleText sensor={sensor} />
        <span className="quiet">
          {t('sensor.seen')} <Time at={sensor.last_seen_at} />
        </span>
      </p>
      <HeatStrip values={sensor.hourly} top={top} />
      <p>
        {t('portal.sensors.events', { count: events })}
        {hits.data ? ` ${t('portal.sensors.hits', { count: hits.data.count })}` : null}
      </p>
      {todo === null ? null : <p>{todo}</p>}
    </li>
  )
}

/** A token is given by the team, who then knows whom to ask about the sensor. */
function Enrolling({ phone }: { phone: string | null }) {
  const { t } = useText()
  return (
    <Section level={2} title={t('portal.sensors.enrol')}>
      <ol className="steps">
        <li>{phone === null ? t('portal.sensors.enrol.ask') : t('portal.sensors.enrol.ring', { phone })}</li>
        <li>{t('portal.sensors.enrol.token')}</li>
        <li>
          {t('portal.sensors.enrol.send')} <Copyable value={`${window.location.origin}/ingest/v1/events`} length={80} />
        </li>
        <li>{t('portal.sensors.enrol.see')}</li>
      </ol>
    </Section>
  )
}
