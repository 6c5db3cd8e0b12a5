import type { Sensor } from '../../api/types.ts'
import { useText } from '../../app/i18n.tsx'
import { span } from '../../app/time.ts'
import { type Fact, Facts } from '../../components/facts.tsx'
import { Section } from '../../components/section.tsx'
import { Time } from '../../components/time.tsx'
import { TroubleText } from './trouble-text.tsx'

/** How a sensor does by what it sent, in figures; nothing before it has sent. */
export function SensorHealth({ sensor }: { sensor: Sensor }) {
  const { t, count } = useText()
  const { health } = sensor
  if (health === null) return null
  const { capture } = health
  const time = (seconds: number | null) =>
    seconds === null ? t('clock.unknown') : seconds < 1 ? t('clock.ordinary') : t('time.span', span(seconds))
  const clock =
    health.skew_seconds === 0
      ? t('health.clock.right')
      : t(health.skew_seconds > 0 ? 'trouble.ahead' : 'trouble.behind', {
          span: t('time.span', span(Math.abs(health.skew_seconds))),
        })
  const facts: Fact[] = [
    { name: t('health.lag'), value: time(health.usual_lag_seconds) },
    { name: t('health.longest'), value: time(health.longest_lag_seconds) },
    { name: t('health.stored'), value: time(health.usual_stored_seconds) },
    { name: t('health.clock'), value: clock },
    { name: t('health.rate'), value: t('health.rate.value', { rate: health.lines_per_second }) },
    { name: t('health.rejected'), value: t('health.share', { share: health.rejected_share }) },
    ...(health.version === null ? [] : [{ name: t('health.version'), value: health.version }]),
    ...(capture === null
      ? []
      : [
          { name: t('health.lost'), value: t('health.share', { share: capture.lost_share }) },
          {
            name: t('health.drops'),
            value: t('health.drops.value', { drops: capture.drops, packets: capture.packets }),
          },
          { name: t('health.memcap'), value: count(capture.memcap_drops) },
          { name: t('health.uptime'), value: time(capture.uptime_seconds) },
          {
            name: t('health.rules'),
            value: (
              <>
                {t('health.rules.value', { loaded: capture.rules_loaded, failed: capture.rules_failed })}{' '}
                <Time at={capture.rules_loaded_at} />
              </>
            ),
          },
        ]),
  ]
  return (
    <Section
      title={t('health.title')}
      aside={
        <span className="quiet">
          {t('health.as_of')} <Time at={health.as_of} />
        </span>
      }
    >
      <p className="sensor-foot">
        <TroubleText sensor={sensor} />
      </p>
      <Facts facts={facts} />
    </Section>
  )
}
