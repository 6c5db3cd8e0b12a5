import type { WarningDetail } from '../../api/types.ts'
import { useText } from '../../app/i18n.tsx'
import { formatTime } from '../../app/time.ts'

/** Steps that the server names by a word have a text; anything else is shown as it came. */
const known = [
  'created',
  'sending',
  'sent',
  'delivered',
  'deferred',
  'bounced',
  'failed',
  'acknowledged',
  'answered',
  'cancelled',
  'reopened',
  'reminder_delivered',
  'reminder_failed',
  'relapse_delivered',
  'relapse_failed',
  'message_delivered',
  'message_failed',
  'helped',
  'noted',
  'messaged',
  'called',
  'called_in_vain',
  'escalated',
  'deadline_moved',
  'deadline_moved_back',
] as const

/** What happened when, the first on top. */
export function Timeline({ entries }: { entries: WarningDetail['timeline'] }) {
  const { t, language } = useText()
  return (
    <ol className="timeline">
      {entries.map((entry) => {
        const step = known.find((word) => word === entry.what)
        return (
          <li key={`${entry.at} ${entry.what} ${entry.who ?? ''}`}>
            <time dateTime={entry.at}>{formatTime(Date.parse(entry.at), language, 'exact')}</time>
            <span>
              {step ? t(`timeline.${step}`) : entry.what}
              {entry.who ? <span className="quiet"> {entry.who}</span> : null}
            </span>
          </li>
        )
      })}
    </ol>
  )
}
