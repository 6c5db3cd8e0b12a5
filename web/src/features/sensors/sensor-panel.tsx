import { Button } from '@digdir/designsystemet-react'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { api, unwrap } from '../../api/client.ts'
import { useText } from '../../app/i18n.tsx'
import { useMay } from '../../app/session.ts'
import { ConfirmDialog } from '../../components/confirm-dialog.tsx'
import { Copyable } from '../../components/copyable.tsx'
import { Facts } from '../../components/facts.tsx'
import { History } from '../../components/history.tsx'
import { ObjectHead } from '../../components/object-head.tsx'
import { ProblemNotice } from '../../components/problem-notice.tsx'
import { Section } from '../../components/section.tsx'
import { SkeletonRows } from '../../components/skeleton.tsx'
import { HeatStrip } from '../../components/sparkline.tsx'
import { Time } from '../../components/time.tsx'
import { showToast } from '../../components/toast.tsx'
import { LastFailure } from '../keys/last-failure.tsx'
import { NetworkList } from '../keys/networks-dialog.tsx'
import { RejectedLines } from './rejected-lines.tsx'
import { SensorAlarms } from './sensor-alarms.tsx'
import { SensorHealth } from './sensor-health.tsx'
import { SensorState } from './sensor-state.tsx'
import { SensorTokenActions } from './sensor-token.tsx'
import { sensorQuery } from './sensors.queries.ts'

/** Does it see, is its clock right, and what did it send that could not be read? */
export function SensorPanel() {
  const { t, count } = useText()
  const { id } = useParams({ from: '/shell/sensors/$id' })
  const client = useQueryClient()
  const mayWrite = useMay('sensors.write')
  const mayEvents = useMay('events.read')
  const [asking, setAsking] = useState(false)
  const sensor = useQuery(sensorQuery(id))
  const revoke = useMutation({
    mutationFn: () => unwrap(api.POST('/api/v1/sensors/{id}/revoke', { params: { path: { id } } })),
    onSuccess: () => showToast(t('revoke.done')),
    onSettled: () => client.invalidateQueries({ queryKey: ['sensors'] }),
  })
  if (sensor.isPending) return <SkeletonRows rows={8} />
  if (!sensor.data) return <ProblemNotice error={sensor.error} retry={() => void sensor.refetch()} />
  const one = sensor.data
  const sum = one.hourly.reduce((total, value) => total + value, 0)
  return (
    <article key={id}>
      <ObjectHead kicker={t('sensor.kicker')} title={one.name} back={{ to: '/sensors', search: (old) => old }}>
        {mayWrite && one.state !== 'revoked' ? <SensorTokenActions sensor={one} /> : null}
        {mayWrite && one.state !== 'revoked' ? (
          <Button
            data-size="sm"
            variant="secondary"
            data-color="danger"
            loading={revoke.isPending}
            onClick={() => setAsking(true)}
          >
            {t('revoke.button')}
          </Button>
        ) : null}
      </ObjectHead>
      {revoke.error ? <ProblemNotice error={revoke.error} /> : null}
      <Facts
        facts={[
          { name: t('column.state'), value: <SensorState state={one.state} /> },
          {
            name: t('column.member'),
            value: (
              <Link to="/members/$orgnr" params={{ orgnr: one.member }} className="ds-link">
                {one.member_name}
              </Link>
            ),
          },
          { name: t('sensor.seen'), value: <Time at={one.last_seen_at} both /> },
          { name: t('sensor.newest'), value: <Time at={one.last_event_at} both /> },
          { name: t('sensor.accepted'), value: count(one.accepted_lines) },
          { name: t('sensor.rejected_lines'), value: count(one.rejected_lines) },
          { name: t('sensor.enrolled'), value: <Time at={one.created_at} both /> },
          {
            name: t('sensor.sends_from'),
            value: one.last_used_from ? <Copyable value={one.last_used_from} /> : <Time at={null} />,
          },
          { name: t('networks.label'), value: <NetworkList networks={one.networks} /> },
          {
            name: t('sensor.token_ends'),
            value: one.token_expires_at ? <Time at={one.token_expires_at} both /> : t('sensor.token_lasts'),
          },
          { name: t('sensor.failures'), value: <LastFailure of={one} /> },
          { name: t('sensor.id'), value: <Copyable value={one.id} /> },
        ]}
      />
      <Section title={t('sensor.day')} aside={<span className="quiet">{t('sensor.day.sum', { count: sum })}</span>}>
        <div className="heat-large">
          <HeatStrip values={one.hourly} top={Math.max(0, ...one.hourly)} />
        </div>
        <p className="heat-axis quiet" aria-hidden="true">
          <span>{t('sensor.day.first')}</span>
          <span>{t('sensor.day.last')}</span>
        </p>
        {mayEvents ? (
          <p>
            <Link to="/events" search={{ sensor: id }} className="ds-link">
              {t('events.of_sensor')}
            </Link>
          </p>
        ) : null}
      </Section>
      <SensorHealth sensor={one} />
      {one.state === 'revoked' ? null : <SensorAlarms sensor={one} />}
      <Section title={t('rejected.title')}>
        <RejectedLines id={id} />
      </Section>
      <History kind="sensor" id={id} />
      {asking ? (
        <ConfirmDialog
          title={t('revoke.title', { name: one.name })}
          confirm={t('revoke.button')}
          danger
          onClose={() => setAsking(false)}
          onConfirm={() => {
            setAsking(false)
            revoke.mutate()
          }}
        >
          <p>{t('revoke.text')}</p>
        </ConfirmDialog>
      ) : null}
    </article>
  )
}
