/**
 * How the figures move as a sector grows: with 200, 2,000 and 20,000 members and 10,000, 100,000 and a million indicators.
 * Written as a plot and as figures to `bench/results/`.
 */
import { mkdir, writeFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import type { Benchmark, Figures } from './benchmark.ts'
import { plotGrowth } from './growth-plot.ts'
import { huntOver } from './hunt.ts'
import { indicatorsOver } from './indicators.ts'
import { ingestOver } from './ingest.ts'
import { latencyOver } from './latency.ts'

const base = { members: 200, indicators: 10_000, hunted: 100 }
const steps = [1, 10, 100]
const results = fileURLToPath(new URL('../results/', import.meta.url))

export const growth: Benchmark = async (size, say) => {
  const rows: (Figures & { times: number })[] = []
  for (const times of steps) {
    const networks = base.members * times
    const sector = { networks, ownMembers: true, indicators: base.indicators * times }
    say(`${networks.toLocaleString('en')} members, ${sector.indicators.toLocaleString('en')} indicators`)
    const { events_per_second, ratio_to_engine_load } = await ingestOver(sector, size, say)
    const { p50_seconds, p99_seconds } = await latencyOver(sector, size, say)
    const { load_seconds, delay_seconds } = await indicatorsOver({ ...sector, indicators: 1 }, sector.indicators, say)
    const hunt_seconds = await huntOver(base.hunted * times, size)
    const figures = {
      events_per_second,
      ratio_to_engine_load,
      p50_seconds,
      p99_seconds,
      load_seconds,
      delay_seconds,
      hunt_seconds,
    }
    rows.push({ times, ...(figures as Figures) })
  }
  await mkdir(results, { recursive: true })
  await writeFile(`${results}growth.json`, `${JSON.stringify(rows, null, 2)}\n`)
  await writeFile(`${results}growth.svg`, plotGrowth(rows))
  return Object.fromEntries(
    rows.flatMap(({ times, ...figures }) =>
      Object.entries(figures).map(([key, value]) => [`${key}_at_${times}`, value]),
    ),
  )
}
