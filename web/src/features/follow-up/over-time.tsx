import type { FollowUp } from '../../api/types.ts'
import { useText } from '../../app/i18n.tsx'
import { formatTime } from '../../app/time.ts'
import { Time } from '../../components/time.tsx'
import { Twin } from '../../components/twin.tsx'
import { type Standing, standingWords } from './follow-up.search.ts'

/** From the bottom of each column: what waits for nobody first. */
const stacked: readonly Standing[] = ['answered', 'untold', 'silent']
const tones = { silent: 'bad', untold: 'wait', answered: 'done' } as const
const weekMilliseconds = 7 * 86_400_000

/** What was unresolved at the end of each week, by how it stood; the last column is now. The same as a table. */
export function OverTime({ of, by, title }: { of: FollowUp; by: 'members' | 'pairs'; title: string }) {
  const { t, language, count } = useText()
  const since = of.since === null ? Number.POSITIVE_INFINITY : Date.parse(of.since)
  // Before that nothing is known, which is not the same as nothing.
  const weeks = of.weeks.filter(({ week }) => Date.parse(week) + weekMilliseconds > since)
  const top = Math.max(0, ...weeks.map((week) => standingWords.reduce((sum, one) => sum + week[by][one], 0)))
  if (top === 0) return null
  const day = (week: string) => formatTime(Date.parse(week), language, 'day', 'UTC')
  const [first] = weeks
  const last = weeks.at(-1)
  return (
    <figure className="over-time">
      <figcaption>{title}</figcaption>
      <p className="as-of">
        {t('as_of')} <Time at={of.as_of} />
        {of.since === null ? null : ` · ${t('follow_up.since', { day: formatTime(since, language, 'date') })}`}
      </p>
      <div className="over-time-plot" style={{ maxWidth: `${weeks.length * 4 + 3}rem` }} aria-hidden="true">
        <span className="over-time-top">{count(top)}</span>
        <ol>
          {weeks.map((week) => (
            <li
              key={week.week}
              title={`${day(week.week)}: ${standingWords.map((one) => `${week[by][one]} ${t(`standing.${one}`)}`).join(', ')}`}
            >
              {stacked.map((one) =>
                week[by][one] > 0 ? (
                  <span
                    key={one}
                    className="stacked-part"
                    data-tone={tones[one]}
                    style={{ height: `${(week[by][one] / top) * 100}%` }}
                  />
                ) : null,
              )}
            </li>
          ))}
        </ol>
        <p className="over-time-axis">
          <span>{weeks.length > 1 && first ? day(first.week) : ''}</span>
          <span>{t('follow_up.now')}</span>
        </p>
      </div>
      <ul className="stacked-legend">
        {standingWords.map((one) => (
          <li key={one} data-tone={tones[one]} data-zero={last?.[by][one] === 0 || undefined}>
            <span className="stacked-key" aria-hidden="true" />
            <strong>{count(last?.[by][one] ?? 0)}</strong> {t(`standing.${one}`)}
          </li>
        ))}
      </ul>
      <Twin
        caption={title}
        head={[t('follow_up.week'), ...standingWords.map((one) => t(`standing.${one}`))]}
        rows={weeks.toReversed().map((week) => ({
          id: week.week,
          cells: [
            week === last ? t('follow_up.now') : day(week.week),
            ...standingWords.map((one) => count(week[by][one])),
          ],
        }))}
      />
    </figure>
  )
}
