import { useEffect, useEffectEvent, useRef } from 'react'
import type uPlot from 'uplot'
import 'uplot/dist/uPlot.min.css'
import type { Language } from '../../api/types.ts'
import { useText } from '../../app/i18n.tsx'
import { useSettings } from '../../app/settings.ts'
import { formatTime } from '../../app/time.ts'
import type { Bar } from './span.ts'

const height = 132
const dayInSeconds = 86_400
const shortestDrag = 4

/** The canvas knows no custom properties, so a colour is asked of an element that has it. */
function colour(of: HTMLElement, name: string): string {
  const probe = of.appendChild(document.createElement('span'))
  probe.style.color = `var(${name})`
  const found = getComputedStyle(probe).color
  probe.remove()
  return found
}

type Options = Omit<uPlot.Options, 'hooks'>

function options(Made: typeof uPlot, place: HTMLElement, bars: readonly Bar[], language: Language): Options {
  const [ink, soft, faint] = ['--v-ink-soft', '--v-line-strong', '--v-line-faint'].map((name) => colour(place, name))
  const axis = { stroke: ink ?? '', font: `12px ${getComputedStyle(place).fontFamily}` }
  const bar = Made.paths.bars?.({ align: 1, size: [0.9, 64], gap: 0 })
  const series = (fill: string) => ({ fill, width: 0, points: { show: false }, ...(bar ? { paths: bar } : {}) })
  return {
    width: place.clientWidth,
    height,
    padding: [8, 8, 0, 0],
    legend: { show: false },
    cursor: { y: false, points: { show: false }, drag: { x: true, y: false, setScale: false, dist: shortestDrag } },
    scales: {
      x: { time: true, range: () => [(bars[0]?.start ?? 0) / 1000, (bars.at(-1)?.end ?? 1) / 1000] },
      y: { range: (_plot, _low, high) => [0, Math.max(1, high * 1.05)] },
    },
    axes: [
      {
        ...axis,
        grid: { show: false },
        ticks: { stroke: soft ?? '', width: 1, size: 4 },
        size: 26,
        space: 80,
        values: (_plot, splits, _axis, _space, step) =>
          splits.map((at) =>
            step >= dayInSeconds
              ? formatTime(at * 1000, language, 'day')
              : new Date(at * 1000).getHours() + new Date(at * 1000).getMinutes() === 0
                ? formatTime(at * 1000, language, 'day')
                : formatTime(at * 1000, language, step < 60 ? 'clock_second' : 'clock'),
          ),
      },
      {
        ...axis,
        grid: { stroke: faint ?? '', width: 1 },
        ticks: { show: false },
        size: 56,
        space: 36,
        incrs: [1, 2, 5, 10, 20, 50].concat(
          [2, 3, 4, 5, 6, 7, 8].flatMap((power) => [1, 2, 5].map((n) => n * 10 ** power)),
        ),
        values: (_plot, splits) => splits.map((value) => value.toLocaleString(language)),
      },
    ],
    series: [{}, series(soft ?? ''), series(colour(place, '--v-alarm-fill'))],
  }
}

type Drawn = {
  bars: readonly Bar[]
  language: Language
  point: (bar: Bar | null) => void
  chosen: (left: number, right: number) => void
}

/** Draws, and follows the size and the theme; returns what ends it. */
function keepDrawn(Made: typeof uPlot, box: HTMLElement, { bars, language, point, chosen }: Drawn): () => void {
  const data: uPlot.AlignedData = [
    bars.map((bar) => bar.start / 1000),
    bars.map((bar) => bar.count),
    bars.map((bar) => bar.marked),
  ]
  const timeAt = (plot: uPlot, pixels: number) => plot.posToVal(pixels, 'x') * 1000
  const make = () => {
    let drawn = false
    const hooks: uPlot.Hooks.Arrays = {
      setCursor: [
        (self) => {
          const { left = -1 } = self.cursor
          const at = timeAt(self, left)
          point(left < 0 ? null : (bars.find((bar) => bar.start <= at && at < bar.end) ?? null))
        },
      ],
      setSelect: [
        (self) => {
          const { left, width } = self.select
          if (width < shortestDrag) return
          drawn = true
          self.setSelect({ left: 0, width: 0, top: 0, height: 0 }, false)
          chosen(timeAt(self, left), timeAt(self, left + width))
        },
      ],
    }
    const made = new Made({ ...options(Made, box, bars, language), hooks }, data, box)
    made.over.addEventListener('click', () => {
      const at = timeAt(made, made.cursor.left ?? 0)
      // A drag ends in a click too.
      if (!drawn) chosen(at, at + 1)
      drawn = false
    })
    return made
  }
  let plot = make()
  const again = () => {
    plot.destroy()
    plot = make()
  }
  const sized = new ResizeObserver(() => plot.setSize({ width: box.clientWidth, height }))
  sized.observe(box)
  const scheme = window.matchMedia('(prefers-color-scheme: dark)')
  scheme.addEventListener('change', again)
  return () => {
    sized.disconnect()
    scheme.removeEventListener('change', again)
    plot.destroy()
  }
}

type PlotProps = {
  bars: readonly Bar[]
  /** The bar under the pointer, or none. */
  onPoint: (bar: Bar | null) => void
  /** What was drawn over, or the bar that was pressed; in milliseconds. */
  onStretch: (left: number, right: number) => void
}

/** The bars on a canvas. What it shows is also said in words and as a table by whoever draws it. */
export function Plot({ bars, onPoint, onStretch }: PlotProps) {
  const { language } = useText()
  const { theme } = useSettings()
  const place = useRef<HTMLDivElement>(null)
  const point = useEffectEvent(onPoint)
  const chosen = useEffectEvent(onStretch)

  // biome-ignore lint/correctness/useExhaustiveDependencies: the theme decides the colours, which are read from the page
  useEffect(() => {
    const box = place.current
    if (!box || bars.length === 0) return
    let end: (() => void) | undefined
    let left = false
    // Fetched when first needed. Where it cannot run, the sum above and the table below still say everything.
    import('uplot')
      .then(({ default: Made }) => {
        if (!left) end = keepDrawn(Made, box, { bars, language, point, chosen })
      })
      .catch(() => undefined)
    return () => {
      left = true
      end?.()
    }
  }, [bars, language, theme])

  return <div className="plot" ref={place} aria-hidden="true" />
}
