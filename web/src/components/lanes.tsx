import { useEffect, useRef } from 'react'
import type uPlot from 'uplot'
import 'uplot/dist/uPlot.min.css'

export type LaneProps = {
  hours: number[]
  values: number[]
  tone: 'soft' | 'accent' | 'ink'
  onHover: (index: number | null) => void
}

const height = 46
const tones: Record<LaneProps['tone'], string> = { soft: '--v-ink-soft', accent: '--v-accent', ink: '--v-ink' }

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
    let end: (() => void) | undefined
    let left = false
    // Fetched when first needed. Where it cannot run (it refuses a browser without a proper language tag) the figures
    // beside the row and the table twin still say everything.
    import('uplot')
      .then(({ default: Plot }) => {
        if (!left) end = draw(Plot, element, hours, values, tone, (index) => hover.current(index))
      })
      .catch(() => undefined)
    return () => {
      left = true
      end?.()
    }
  }, [hours, values, tone])

  return <div ref={place} className="lane-plot" aria-hidden="true" />
}

/** Draws and keeps the size and the theme followed; returns what ends it. */
function draw(
  Plot: typeof uPlot,
  element: HTMLElement,
  hours: number[],
  values: number[],
  tone: LaneProps['tone'],
  onHover: LaneProps['onHover'],
): () => void {
  const bars = Plot.paths.bars?.({ size: [0.8, 40], align: 1 })
  const plot = new Plot(
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
        setCursor: [
          (self) => onHover(self.cursor.left !== undefined && self.cursor.left >= 0 ? (self.cursor.idx ?? null) : null),
        ],
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
}
