/**
 * How long it takes until a million indicators that came in at once are matched against, while events go on arriving; and
 * how much longer than before those events take to be loaded meanwhile, and then while those look back. Last, how long a file of as many takes to be read into
 * PostgreSQL, and what that needs in memory.
 */
import { noteBy, openAudit, system } from '../../server/src/access/index.ts'
import { systemClock } from '../../server/src/platform/index.ts'
import { importIndicators } from '../../server/src/sensing/index.ts'
import type { Benchmark, Figures } from './benchmark.ts'
import { eventLine, seeded } from './events.ts'
import { type Program, startProgram } from './program.ts'
import {
  addIndicators,
  addOfEveryType,
  fillSector,
  pause,
  type Sector,
  type SectorSize,
  untilLookedBack,
  untilMatched,
} from './sector.ts'

const counts = { S: 1_000_000, M: 1_000_000, L: 13_000_000 }
const batchLines = 200
const quietMilliseconds = 5_000

const usual = { networks: 20_000, indicators: 1 }

export const indicators: Benchmark = async (size, say) => {
  const program = await startProgram()
  try {
    const count = counts[size]
    // At L, a million of each of the thirteen types.
    const figures = await addedTo(program, usual, count, say, size === 'L')
    return size === 'L' ? figures : { ...figures, import_seconds: await importSeconds(program, count, say) }
  } finally {
    await program.stop()
  }
}

export async function indicatorsOver(sector: SectorSize, count: number, say: (text: string) => void): Promise<Figures> {
  const program = await startProgram()
  try {
    return await addedTo(program, sector, count, say, false)
  } finally {
    await program.stop()
  }
}

async function addedTo(
  program: Program,
  given: SectorSize,
  count: number,
  say: (text: string) => void,
  everyType: boolean,
): Promise<Figures> {
  const sector = await fillSector(program, { ...given, sensors: 1 })
  await untilMatched(program, sector.key)
  const stream = startStream(program, sector)
  await pause(quietMilliseconds)
  const usualSeconds = Math.max(...stream.take())
  say(`adding ${count.toLocaleString('en')} indicators`)
  const start = performance.now()
  await program.postgres.pool.query("delete from indicator where type = 'domain'")
  await (everyType ? addOfEveryType(program, count / 13) : addIndicators(program, count))
  const written = performance.now()
  say(`written after ${round((written - start) / 1000)} s`)
  await untilMatched(program, sector.key)
  const end = performance.now()
  const longest = Math.max(...stream.take())
  await untilLookedBack(program, sector.key)
  // The batch that is on its way may be the one that waits.
  await stream.stop()
  const longestLookingBack = Math.max(...stream.take())
  say(
    `copied ${round((end - written) / 1000)} s after; batches took ${round(longest)} s at most, ${round(usualSeconds)} s before`,
  )
  return {
    indicators: count,
    load_seconds: round((end - start) / 1000),
    copy_seconds: round((end - written) / 1000),
    delay_seconds: round(Math.max(0, longest - usualSeconds)),
    look_back_seconds: round((performance.now() - end) / 1000),
    look_back_delay_seconds: round(Math.max(0, longestLookingBack - usualSeconds)),
    peak_megabytes: Math.round((await program.peakMemory()) / 1024 ** 2),
  }
}

/** Of a file as one is given on the command line, of names that are not known. */
async function importSeconds({ postgres }: Program, count: number, say: (text: string) => void): Promise<number> {
  const note = noteBy(openAudit({ db: postgres.db, key: Buffer.alloc(32, 7), clock: systemClock }), system('bench'))
  async function* file() {
    yield Buffer.from('type,value,category,confidence,tlp,valid_until,source,comment\n')
    for (let from = 0; from < count; from += 1000) {
      let text = ''
      for (let n = from; n < Math.min(from + 1000, count); n++) {
        text += `domain,f${n}.example,c2,80,AMBER,2030-01-01,A list,Seen at ${n}\n`
      }
      yield Buffer.from(text)
    }
  }
  const start = performance.now()
  const memory = process.memoryUsage().rss
  const report = await importIndicators(postgres, file(), { dryRun: false, note })
  if (report.created !== count) throw new Error(`imported ${report.created} of ${count}`)
  say(`memory grew by ${Math.round((process.memoryUsage().rss - memory) / 1024 ** 2)} MB while a file was imported`)
  return round((performance.now() - start) / 1000)
}

/** Sends a batch, waits until it is loaded, and so on: each batch's seconds from sent to loaded. */
function startStream({ address, postgres }: Program, { tokens }: Sector) {
  const random = seeded(11)
  let seconds: number[] = []
  let stopped = false
  let sent = 0
  const running = (async () => {
    while (!stopped) {
      let body = ''
      for (let i = 0; i < batchLines; i++) body += `${eventLine(random, sent + i).replace('listed', 'harmless')}\n`
      const start = performance.now()
      const headers = { authorization: `Bearer ${tokens[0]}` }
      const response = await fetch(`${address}/ingest/v1/events`, { method: 'POST', headers, body })
      if (response.status !== 202) throw new Error(`answered ${response.status}`)
      sent += batchLines
      while ((await loaded()) < sent) await pause(10)
      seconds.push((performance.now() - start) / 1000)
    }
  })()
  async function loaded(): Promise<number> {
    const { rows } = await postgres.pool.query('select coalesce(sum(lines), 0) as lines from loaded_hour')
    return Number(rows[0].lines)
  }
  return {
    /** What was measured since the last call. */
    take() {
      const taken = seconds
      seconds = []
      return taken
    },
    async stop() {
      stopped = true
      await running
    },
  }
}

function round(value: number): number {
  return Math.round(value * 1000) / 1000
}
