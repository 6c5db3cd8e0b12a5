import { Link } from '@tanstack/react-router'
import type { PortalWarning } from '../../api/types.ts'
import { useText } from '../../app/i18n.tsx'
import { SeverityMark } from '../../components/severity.tsx'
import { type Fill, StateMark } from '../../components/state-mark.tsx'
import { Time, useNow } from '../../components/time.tsx'
import { warningNumber } from '../warnings/warning-number.ts'

export function isWaiting({ state }: Pick<PortalWarning, 'state'>): boolean {
  return state !== 'answered'
}

/** How far an organisation has come with a warning: a word, and a fill that says the same. */
export function progressOf(warning: PortalWarning): {
  word: 'acknowledged' | 'waiting' | 'help' | 'answered'
  fill: Fill
} {
  if (warning.answer === 'affected_need_help' && !isWaiting(warning)) return { word: 'help', fill: 'half' }
  if (!isWaiting(warning)) return { word: 'answered', fill: 'full' }
  return warning.state === 'acknowledged' ? { word: 'acknowledged', fill: 'half' } : { word: 'waiting', fill: 'open' }
}

/** One warning in a list, as large as a thumb. */
export function WarningCard({ warning, named }: { warning: PortalWarning; named: boolean }) {
  const { t } = useText()
  const { word, fill } = progressOf(warning)
  return (
    <li className="portal-card" data-severity={isWaiting(warning) ? warning.severity : undefined}>
      <p className="portal-card-line">
        <SeverityMark severity={warning.severity} />
        <StateMark fill={fill}>{t(`portal.state.${word}`)}</StateMark>
      </p>
      <h3>
        <Link to="/portal/warnings/$id" params={{ id: warning.id }} search={(old) => old} className="ds-focus">
          {warning.headline}
        </Link>
      </h3>
      <p>{warning.where}</p>
      <p className="portal-card-line quiet">
        {named ? <span>{warning.member_name}</span> : null}
        <span>{warningNumber(warning.number)}</span>
        {isWaiting(warning) ? <Deadline at={warning.due_at} /> : <Time at={warning.answered_at ?? warning.sent_at} />}
        {warning.measures.done > 0 ? <span>{t('portal.measures.short', warning.measures)}</span> : null}
      </p>
    </li>
  )
}

export function Deadline({ at, both }: { at: string | null; both?: boolean }) {
  const { t } = useText()
  const now = useNow()
  if (at === null) return null
  const late = Date.parse(at) < now
  return (
    <span className={late ? 'portal-late' : undefined}>
      {t(late ? 'portal.late' : 'portal.due')} <Time at={at} both={both ?? false} />
    </span>
  )
}
