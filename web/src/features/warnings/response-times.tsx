import { useQuery } from '@tanstack/react-query'
import type { Spread, WarningTimes } from '../../api/types.ts'
import { useText } from '../../app/i18n.tsx'
import { span } from '../../app/time.ts'
import { Dash } from '../../components/dash.tsx'
import { Section } from '../../components/section.tsx'
import { Time } from '../../components/time.tsx'
import { Twin } from '../../components/twin.tsx'
import { type BoardFilter, timesQuery } from './warnings.queries.ts'

/** Seconds that people know by name: one, a minute, ten, an hour, a day, a week. */
const ticks = [1, 60, 600, 3600, 86_400, 604_800]

/** How long it takes to warn and to be answered, by week: strips from the median to the 99th of a hundred, and the same as a table. */
export function ResponseTimes({ filter }: { filter: BoardFilter }) {
  const { t } = useText()
  const times = useQuery(timesQuery(filter))
  if (!times.data) return null
  return (
    <Section title={t('times.title')} level={2}>
      <p className="as-of">
        {t('as_of')} <Time at={times.data.as_of} />
      </p>
      <div className="times">
        <Strips what="warn" times={times.data} />
        <Strips what="answer" times={times.data} />
      </div>
    </Section>
  )
}

function Strips({ what, times }: { what: 'warn' | 'answer'; times: WarningTimes }) {
  const { t } = useText()
  const weeks = times.weeks.filter((week) => week[what].count > 0)
  const longest = Math.max(1, ...weeks.map((week) => week[what].p99 ?? 0))
  // Seconds and weeks are both usual: a scale of powers, with zero at the left.
  const at = (seconds: number | null) => (Math.log1p(seconds ?? 0) / Math.log1p(longest)) * 100
  const spanOf = (seconds: number) => t('time.span', span(seconds))
  const said = (seconds: number | null) => (seconds === null ? <Dash /> : spanOf(seconds))
  const all: Spread = times[what]
  return (
    <figure className="times-figure">
      <figcaption>{t(`times.${what}`, { count: all.count })}</figcaption>
      <ul className="times-strips" aria-hidden="true">
        {weeks.map(({ week, [what]: spread }) => (
          <li key={week}>
            <span className="times-week">{week.slice(5, 10)}</span>
            <span className="times-line">
              <span
                className="times-range"
                style={{ left: `${at(spread.p50)}%`, width: `${Math.max(1, at(spread.p99) - at(spread.p50))}%` }}
              />
              <span className="times-p90" style={{ left: `${at(spread.p90)}%` }} />
              <span className="times-p50" style={{ left: `${at(spread.p50)}%` }} />
            </span>
          </li>
        ))}
        {weeks.length > 0 ? (
          <li className="times-axis">
            <span className="times-week" />
            <span className="times-line">
              {[0, ...ticks.filter((seconds) => seconds <= longest)].map((seconds) => (
                <span key={seconds} style={{ left: `${at(seconds)}%` }}>
                  {seconds === 0 ? '0' : spanOf(seconds)}
                </span>
              ))}
            </span>
          </li>
        ) : null}
      </ul>
      {weeks.length > 0 ? <p className="quiet">{t('times.key')}</p> : null}
      <Twin
        caption={t(`times.${what}`, { count: all.count })}
        head={[t('times.week'), t('twin.count'), t('times.p50'), t('times.p90'), t('times.p99')]}
        rows={[...times.weeks, { week: '', warn: times.warn, answer: times.answer }].map(
          ({ week, [what]: spread }) => ({
            id: week,
            cells: [
              week === '' ? t('times.all') : week.slice(0, 10),
              spread.count,
              said(spread.p50),
              said(spread.p90),
              said(spread.p99),
            ],
          }),
        )}
      />
    </figure>
  )
}
