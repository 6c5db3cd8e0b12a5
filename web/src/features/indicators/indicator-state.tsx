import type { Indicator, IndicatorState } from '../../api/types.ts'
import { useText } from '../../app/i18n.tsx'
import { type Fill, StateMark } from '../../components/state-mark.tsx'
import { useNow } from '../../components/time.tsx'

const fills: Record<IndicatorState, Fill> = {
  active: 'full',
  stopped: 'alarm',
  let_through: 'half',
  ended: 'none',
  retracted: 'none',
}

type Standing = Pick<Indicator, 'retracted_at' | 'valid_until' | 'stopped' | 'let_through'>

/** What holds of it now; what ended it says more than what stopped it. */
export function stateOf({ retracted_at, valid_until, stopped, let_through }: Standing, now: number): IndicatorState {
  if (retracted_at !== null) return 'retracted'
  if (valid_until !== null && Date.parse(valid_until) <= now) return 'ended'
  if (stopped === null) return 'active'
  return let_through === null ? 'stopped' : 'let_through'
}

export function IndicatorStateMark({ of }: { of: Standing }) {
  const { t } = useText()
  const state = stateOf(of, useNow())
  return <StateMark fill={fills[state]}>{t(`indicator.${state}`)}</StateMark>
}
