import { useMemo, useState } from 'react'
import type { Now } from '../../api/types.ts'
import { useText } from '../../app/i18n.tsx'
import { formatTime } from '../../app/time.ts'
import { Lane } from '../../components/lanes.tsx'
import { Twin } from '../../components/twin.tsx'

const lanes = [
  { id: 'events', tone: 'soft' },
  { id: 'detections', tone: 'accent' },
  { id: 'warnings', tone: 'ink' },
] as const

/** Every sixth hour is enough to find one's way in a day. */
const tickHours = 6

/** The last 24 hours: three rows on their own scales from zero, since events outnumber warnings by thousands. */
export function DayStrip({ strip }: { strip: Now['strip'] }) {
  const { t, count, language } = useText()
  const [hovered, setHovered] = useState<number | null>(null)
  const hours = useMemo(() => strip.map((hour) => Date.parse(hour.hour) / 1_000), [strip])
  const series = useMemo(() => lanes.map((lane) => ({ ...lane, values: strip.map((hour) => hour[lane.id]) })), [strip])
  const clock = (iso: string) => formatTime(Date.parse(iso), language, 'clock')
  const point = hovered === null ? undefined : strip[hovered]
  const ticks = strip.flatMap((hour, index) =>
    index % tickHours === 0 ? [{ hour: hour.hour, at: index / strip.length }] : [],
  )
  return (
    <section className="strip" aria-labelledby="strip">
      <div className="section-head">
        <h2 id="strip">{t('strip.title')}</h2>
        <span className="quiet strip-point" aria-hidden="true">
          {point
            ? t('strip.point', {
                hour: clock(point.hour),
                events: count(point.events),
                detections: count(point.detections),
                warnings: count(point.warnings),
              })
            : t('strip.unit')}
        </span>
      </div>
      {series.map((lane) => (
        <div key={lane.id} className="lane">
          <div className="lane-name">
            <span>{t(`strip.${lane.id}`)}</span>
            <span className="quiet">
              {t('strip.sum', {
                sum: count(lane.values.reduce((sum, value) => sum + value, 0)),
                top: count(Math.max(0, ...lane.values)),
              })}
            </span>
          </div>
          <Lane hours={hours} values={lane.values} tone={lane.tone} onHover={setHovered} />
        </div>
      ))}
      <div className="lane lane-axis" aria-hidden="true">
        <span />
        <div>
          {ticks.map((tick) => (
            <span key={tick.hour} style={{ left: `${tick.at * 100}%` }}>
              {clock(tick.hour)}
            </span>
          ))}
        </div>
      </div>
      <Twin
        caption={t('strip.title')}
        head={[t('strip.hour'), ...lanes.map(({ id }) => t(`strip.${id}`))]}
        rows={strip.map((hour) => ({
          id: hour.hour,
          cells: [clock(hour.hour), ...lanes.map(({ id }) => count(hour[id]))],
        }))}
      />
    </section>
  )
}
