import type { Sensor } from '../../api/types.ts'
import { useText } from '../../app/i18n.tsx'
import { type Fill, StateMark } from '../../components/state-mark.tsx'

const fills: Record<Sensor['state'], Fill> = {
  ok: 'full',
  waiting: 'half',
  silent: 'alarm',
  dropping: 'alarm',
  rejecting: 'alarm',
  lagging: 'alarm',
  skewed: 'alarm',
  revoked: 'none',
}

export function SensorState({ state }: { state: Sensor['state'] }) {
  const { t } = useText()
  return <StateMark fill={fills[state]}>{t(`sensor.${state}`)}</StateMark>
}
