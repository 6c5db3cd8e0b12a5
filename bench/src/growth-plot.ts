/** Plots of growth: one panel a figure, over how large the sector is. */
import * as Plot from '@observablehq/plot'
import { parseHTML } from 'linkedom'
import type { Figures } from './benchmark.ts'

const panels: Record<string, string> = {
  events_per_second: 'events a second, received to stored',
  ratio_to_engine_load: 'of the engine’s own load',
  p50_seconds: 'seconds to a detection, half of them',
  p99_seconds: 'seconds to a detection, 99 of 100',
  load_seconds: 'seconds until new indicators match',
  delay_seconds: 'seconds that events wait meanwhile',
  hunt_seconds: 'seconds of a hunt',
}
const width = 900
const height = 160

export function plotGrowth(rows: readonly (Figures & { times: number })[]): string {
  return plotPanels(panels, rows, { type: 'log', label: 'times as many members and indicators →' })
}

/** @returns SVG, one panel under the other, of those that were measured; where growth is to be seen as such, both axes are linear */
export function plotPanels(
  panels: Readonly<Record<string, string>>,
  rows: readonly (Figures & { times: number })[],
  across: { type: 'log' | 'linear'; label: string },
): string {
  const { document } = parseHTML('<!doctype html><html><body></body></html>')
  const measured = Object.entries(panels).filter(([key]) => rows.some((row) => row[key] !== undefined))
  const drawn = measured.map(([key, label], i) => {
    const points = rows.map((row) => ({ times: row.times, value: row[key] ?? 0 }))
    const svg = Plot.plot({
      document: document as never,
      width,
      height,
      marginLeft: 80,
      marginTop: 30,
      insetLeft: 50,
      insetRight: 30,
      x: {
        ...across,
        ticks: rows.map(({ times }) => times),
        tickFormat: '~s',
      },
      y: { label: `↑ ${label}`, zero: true, nice: true, ticks: 4, grid: true },
      marks: [
        Plot.line(points, { x: 'times', y: 'value' }),
        Plot.dot(points, { x: 'times', y: 'value', fill: 'black' }),
        Plot.text(points, { x: 'times', y: 'value', text: ({ value }) => value.toLocaleString('en'), dy: -8 }),
      ],
    })
    return `<g transform="translate(0 ${i * (height + 20)})">${svg.outerHTML}</g>`
  })
  const total = drawn.length * (height + 20)
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${total}" font-family="sans-serif" font-size="10">
<rect width="100%" height="100%" fill="white"/>
${drawn.join('\n')}
</svg>
`
}
