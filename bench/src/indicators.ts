/**
 * How long it takes until a million indicators that came in at once are matched against, while events go on arriving; and
 * how much longer than before those events take to be loaded meanwhile.
 */
import type { Benchmark } from './benchmark.ts'
import { eventLine, seeded } from './events.ts'
import { type Program, startProgram } from './program.ts'
import { addIndicators, fillSector, pause, type Sector, untilMatched } from './sector.ts'

const counts = { S: 1_000_000, M: 1_000_000, L: 4_000_000 }
const batchLines = 200
const quietMilliseconds = 5_000

export const indicators: Benchmark = async (size, say) => {
  const count = counts[size]
  const program = await startProgram()
  try {
    const sector = await fillSector(program, { networks: 20_000, indicators: 1, sensors: 1 })
    await untilMatched(program, sector.key)
    const stream = startStream(program, sector)
    await pause(quietMilliseconds)
    const usual = stream.take()
    say(`adding ${count.toLocaleString('en')} indicators`)
    const start = performance.now()
    await program.postgres.pool.query("delete from indicator where type = 'domain'")
    await addIndicators(program, count)
    say(`written after ${round((performance.now() - start) / 1000)} s`)
    await untilMatched(program, sector.key)
    const seconds = (performance.now() - start) / 1000
    // The batch that is on its way may be the one that waits.
    await stream.stop()
    const meanwhile = stream.take()
    return {
      indicators: count,
      load_seconds: round(seconds),
      delay_seconds: round(Math.max(0, Math.max(...meanwhile) - Math.max(...usual))),
    }
  } finally {
    await program.stop()
  }
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
    const { rows } = await postgres.pool.query('select coalesce(sum(lines), 0) as lines from loaded_segment')
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
