import type { Hunt } from '../../api/types.ts'
import { useText } from '../../app/i18n.tsx'
import { type Fill, StateMark } from '../../components/state-mark.tsx'

const fills: Record<Hunt['state'], Fill> = {
  waiting: 'open',
  running: 'half',
  done: 'full',
  stopped: 'none',
  failed: 'alarm',
}

export function HuntState({ state }: { state: Hunt['state'] }) {
  const { t } = useText()
  return <StateMark fill={fills[state]}>{t(`hunt.${state}`)}</StateMark>
}

/** How much of what is stored has been searched. */
export function Progress({ done, total, label }: { done: number; total: number; label: string }) {
  return <progress className="progress" aria-label={label} max={Math.max(total, 1)} value={done} />
}
