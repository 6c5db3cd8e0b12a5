import { useQuery } from '@tanstack/react-query'
import { useMemo, useState } from 'react'
import { useText } from '../../app/i18n.tsx'
import { formatTime } from '../../app/time.ts'
import { ProblemNotice } from '../../components/problem-notice.tsx'
import { SkeletonRows } from '../../components/skeleton.tsx'
import { type EventsFilter, histogramQuery } from './events.queries.ts'
import type { Change } from './events.search.ts'
import { Plot } from './plot.tsx'
import { type Bar, barsOf, stretch } from './span.ts'

/** A table longer than this is read by nobody; the fullest bars are shown, in their order. */
const twinRows = 60

/** When it happened. Drawing over the bars, or pressing one, narrows the time; the fields and the table do it without a mouse. */
export function Histogram({ filter, onChange }: { filter: EventsFilter; onChange: Change }) {
  const { t, count, language } = useText()
  const found = useQuery(histogramQuery(filter))
  const [pointed, setPointed] = useState<Bar | null>(null)
  const { from, to } = filter
  const { data } = found
  const bars = useMemo(
    () => (data ? barsOf(data, { ...(from ? { from } : {}), ...(to ? { to } : {}) }) : []),
    [data, from, to],
  )
  if (found.isPending) return <SkeletonRows rows={1} height={156} />
  if (!data) return <ProblemNotice error={found.error} retry={() => void found.refetch()} />
  const time = (bar: Bar) =>
    formatTime(
      bar.start,
      language,
      data.bucket.startsWith('PT') ? (bar.end - bar.start < 60_000 ? 'second' : 'short') : 'date',
    )
  const narrow = (left: number, right: number) => {
    const times = stretch(bars, left, right)
    if (times) onChange({ ...times, span: undefined })
  }
  const marked = bars.reduce((sum, bar) => sum + bar.marked, 0)
  const full = bars.filter((bar) => bar.count > 0)
  const least = full.map((bar) => bar.count).sort((one, other) => other - one)[twinRows - 1] ?? 0
  const sum = t('events.sum', { total: count(data.total), found: data.total, marked: count(marked) })
  return (
    <figure className="histogram" data-stale={found.isPlaceholderData || undefined}>
      <figcaption className="histogram-head">
        <span className="histogram-sum">{sum}</span>
        <span className="quiet" aria-hidden="true">
          {pointed
            ? t('events.bar', { at: time(pointed), total: count(pointed.count), marked: count(pointed.marked) })
            : t(`events.width.${data.bucket}`)}
        </span>
      </figcaption>
      {full.length > 0 ? (
        <>
          <Plot bars={bars} onPoint={setPointed} onStretch={narrow} />
          <p className="histogram-key quiet">
            <span className="key-all" aria-hidden="true" /> {t('events.key.all')}
            <span className="key-marked" aria-hidden="true" /> {t('events.key.marked')}
            <span className="histogram-hint">{t('events.hint')}</span>
          </p>
          <details className="twin">
            <summary className="ds-focus">{t('twin.show')}</summary>
            <table className="twin-table">
              <caption className="ds-sr-only">{sum}</caption>
              <thead>
                <tr>
                  <th scope="col">{t('events.time')}</th>
                  <th scope="col">{t('twin.count')}</th>
                  <th scope="col">{t('events.key.marked')}</th>
                </tr>
              </thead>
              <tbody>
                {full
                  .filter((bar) => bar.count >= least)
                  .slice(0, twinRows)
                  .map((bar) => (
                    <tr key={bar.start}>
                      <td>
                        <button
                          type="button"
                          className="link-button ds-focus"
                          onClick={() => narrow(bar.start, bar.start + 1)}
                        >
                          {time(bar)}
                        </button>
                      </td>
                      <td data-kind="number">{count(bar.count)}</td>
                      <td data-kind="number">{count(bar.marked)}</td>
                    </tr>
                  ))}
              </tbody>
            </table>
          </details>
        </>
      ) : null}
    </figure>
  )
}
