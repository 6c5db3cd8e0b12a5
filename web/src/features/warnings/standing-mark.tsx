import type { Warning } from '../../api/types.ts'
import { useText } from '../../app/i18n.tsx'
import { StateMark } from '../../components/state-mark.tsx'
import { useNow } from '../../components/time.tsx'
import { standing, standingFill } from './standing.ts'

/** How the warning stands, the same word and fill on every page. */
export function StandingMark({ warning }: { warning: Pick<Warning, 'state' | 'answer' | 'due_at'> }) {
  const { t } = useText()
  const word = standing(warning, useNow())
  return <StateMark fill={standingFill[word]}>{t(`standing.${word}`)}</StateMark>
}
