import { useEffect, useRef } from 'react'
import uPlot from 'uplot'
import 'uplot/dist/uPlot.min.css'

export type LaneProps = { hours: number[]; values: number[]; tone: 'ink' | 'accent' | 'flame'; onHover: (index: number | null) => void }

const height = 46
const tones: Record<LaneProps['tone'], string> = { ink: '--v-ink-soft', accent: '--v-accent', flame: '--v-flame' }

function colour(variable: string): string {
  return getComputedStyle(document.documentElement).getPropertyValue(variable).trim()
}

/** One row of hourly bars from zero, with the cursor shared between the rows of the same strip. */
export function Lane({ hours, values, tone, onHover }: LaneProps) {
  const place = useRef<HTMLDivElement>(null)
  const hover = useRef(onHover)
  hover.current = onHover

  useEffect(() => {
    const element = place.current
    if (!element) return
    const bars = uPlot.paths.bars?.({ size: [0.8, 40], align: 1 })
    const plot = new uPlot(
      {
        width: element.clientWidth,
        height,
        padding: [4, 0, 0, 0],
        legend: { show: false },
        cursor: { y: false, points: { show: false }, drag: { x: false, y: false }, sync: { key: 'varde-strip' } },
        scales: {
          x: { time: false, range: () => [hours[0] ?? 0, (hours[hours.length - 1] ?? 0) + 3_600] },
          y: { range: (_, __, top) => [0, Math.max(1, top)] },
        },
        axes: [{ show: false }, { show: false }],
        series: [
          {},
          { ...(bars ? { paths: bars } : {}), points: { show: false }, width: 0, fill: () => colour(tones[tone]) },
        ],
        hooks: {
          setCursor: [self => hover.current(self.cursor.left !== undefined && self.cursor.left >= 0 ? (self.cursor.idx ?? null) : null)],
        },
      },
      [hours, values],
      element,
    )
    const sizes = new ResizeObserver(() => plot.setSize({ width: element.clientWidth, height }))
    sizes.observe(element)
    // Colours are read from the theme when drawn, so a change of theme draws anew.
    const redraw = () => plot.redraw(false)
    const theme = new MutationObserver(redraw)
    theme.observe(document.documentElement, { attributes: true, attributeFilter: ['data-color-scheme'] })
    const system = window.matchMedia('(prefers-color-scheme: dark)')
    system.addEventListener('change', redraw)
    return () => {
      system.removeEventListener('change', redraw)
      theme.disconnect()
      sizes.disconnect()
      plot.destroy()
    }
  }, [hours, values, tone])

  return <div ref={place} className="lane-plot" aria-hidden="true" />
}
