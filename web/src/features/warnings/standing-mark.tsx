import type { Warning } from '../../api/types.ts'
import { useText } from '../../app/i18n.tsx'
import { formatTime } from '../../app/time.ts'
import { StateMark } from '../../components/state-mark.tsx'
import { useNow } from '../../components/time.tsx'
import { type Facts, standing, standingFill } from './standing.ts'

/** How the warning stands, the same word and fill on every page. */
export function StandingMark({ warning }: { warning: Facts }) {
  const { t } = useText()
  const sayWait = useSayWait()
  const word = standing(warning, useNow())
  return (
    <StateMark fill={standingFill[word]}>{warning.waits ? sayWait(warning.waits) : t(`standing.${word}`)}</StateMark>
  )
}

/** "venter til 06:00 (stille tid)": with the day where it is not today’s or the next morning’s. */
export function useSayWait(): (wait: NonNullable<Warning['waits']>) => string {
  const { t, language } = useText()
  return ({ until, why }) => {
    const at = Date.parse(until)
    const near = at - Date.now() < 20 * 3_600_000
    return t(`waits.${why}`, { at: formatTime(at, language, near ? 'clock' : 'short') })
  }
}
