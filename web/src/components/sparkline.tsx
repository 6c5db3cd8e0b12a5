import { useText } from '../app/i18n.tsx'
import { heatLevel, sparkBars } from './spark.ts'

const width = 72
const height = 18

/** Events an hour as bars, or by another measure that `label` names; it tells a screen reader what the eye sees. */
export function Sparkline({ values, label }: { values: readonly number[]; label?: string }) {
  const { t, count } = useText()
  const top = Math.max(0, ...values)
  const total = values.reduce((sum, value) => sum + value, 0)
  return (
    <svg
      className="sparkline"
      width={width}
      height={height}
      viewBox={`0 0 ${width} ${height}`}
      role="img"
      aria-label={label ?? t('spark.label', { total: count(total), top: count(top), hours: values.length })}
    >
      <line className="spark-zero" x1={0} x2={width} y1={height - 0.5} y2={height - 0.5} />
      {sparkBars(values, width, height - 1).map((bar) => (
        <rect key={bar.x} className="spark-bar" x={bar.x} y={bar.y} width={bar.width} height={bar.height} />
      ))}
    </svg>
  )
}

/** Twenty-four cells from empty to dark: where a sensor was blind shows as a gap. `top` is the fleet's busiest hour. */
export function HeatStrip({ values, top }: { values: readonly number[]; top: number }) {
  const { t, count } = useText()
  const silent = values.filter((value) => value === 0).length
  const total = values.reduce((sum, value) => sum + value, 0)
  return (
    <svg
      className="heat"
      viewBox={`0 0 ${values.length * 10} 16`}
      preserveAspectRatio="none"
      role="img"
      aria-label={t('heat.label', { total: count(total), silent, hours: values.length })}
    >
      {values
        .map((value, hour) => ({ hour, level: heatLevel(value, top) }))
        .map((cell) => (
          <rect
            key={cell.hour}
            className="heat-cell"
            data-level={cell.level}
            x={cell.hour * 10}
            y={0}
            width={9}
            height={16}
          />
        ))}
    </svg>
  )
}
