/**
 * How long a million new indicators take to look back over stored events, how much of it is work of the thread that receives and
 * answers, and what it needs in memory. One in a thousand is a name that was seen.
 */
import { readFile } from 'node:fs/promises'
import { openLog, systemClock } from '../../server/src/platform/index.ts'
import { lookBack } from '../../server/src/sensing/index.ts'
import type { Benchmark } from './benchmark.ts'
import { addOfEveryType } from './sector.ts'
import { eventCounts, makeEvents, type Stores, withStores } from './stored-events.ts'

const indicatorCounts = { S: 100_000, M: 1_000_000, L: 1_000_000 }

export const lookingBack: Benchmark = (size, say) =>
  withStores(async (stores) => {
    const [events, indicators] = [eventCounts[size], indicatorCounts[size]]
    say(`storing ${events.toLocaleString('en')} events`)
    await makeEvents(stores.clickhouse, 0, events)
    const names = await lookedBack(stores, () => addNames(stores, indicators))
    say(`${indicators.toLocaleString('en')} names: ${JSON.stringify(names)}`)
    const all = await lookedBack(stores, () => addOfEveryType(stores, Math.floor(indicators / 13)))
    say(`as many of every type: ${JSON.stringify(all)}`)
    return {
      events,
      indicators,
      ...names,
      ...Object.fromEntries(Object.entries(all).map(([name, figure]) => [`${name}_of_every_type`, figure])),
    }
  })

/** One in a thousand is a name that events hold. */
async function addNames({ postgres }: Stores, count: number): Promise<void> {
  await postgres.pool.query(
    `insert into indicator (id, type, value, confidence, tlp)
    select gen_random_uuid(), 'domain', case n % 1000 when 0 then 'site' || n / 1000 else 'i' || n end || '.example', 80, 'AMBER'
    from generate_series(1, $1) n`,
    [count],
  )
}

async function lookedBack({ config, postgres, clickhouse }: Stores, add: () => Promise<void>) {
  await add()
  await postgres.pool.query('update reference_version set copied = version')
  const [start, thread, all] = [performance.now(), process.threadCpuUsage(), process.cpuUsage()]
  const parts = { config, postgres, clickhouse, clock: systemClock, log: openLog('silent') }
  let found = 0
  await lookBack({
    ...parts,
    recordFindings: async (_trx, findings) => {
      found += findings.length
    },
  })
  const [mine, used] = [process.threadCpuUsage(thread), process.cpuUsage(all)]
  return {
    seconds: round((performance.now() - start) / 1000),
    processor_seconds: round((used.user + used.system) / 1e6),
    main_thread_seconds: round((mine.user + mine.system) / 1e6),
    findings: found,
    peak_megabytes: Math.round(
      Number(/VmHWM:\s+(\d+)/.exec(await readFile('/proc/self/status', 'utf8'))?.[1] ?? 0) / 1024,
    ),
  }
}

const round = (value: number) => Math.round(value * 1000) / 1000
