/**
 * How many small batches are received: of 2 KB and of 20 lines each, over 64 and over 500 connections that each wait for their
 * answer. Beside it, in the same run: a route that only reads the body, in a process of its own.
 */
import { type ChildProcess, spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { sendBatches } from './batch-sender.ts'
import type { Benchmark, Figures } from './benchmark.ts'
import { eventLine, seeded } from './events.ts'
import { type Program, processorSeconds, startProgram } from './program.ts'
import { fillSector, pause, untilLookedBack, untilMatched } from './sector.ts'

const totals = { S: 4000, M: 20_000, L: 100_000 }
const kinds = { '2_kb': 6, '20_lines': 20 }
const connectionCounts = [64, 500]
/** Each connection is a sensor's. */
const sensors = Math.max(...connectionCounts)
/** Bodies that are made before, and sent round and round with another number in each line. */
const made = 200

export const batches: Benchmark = async (size, say) => {
  const total = totals[size]
  const bare = await startBare()
  const program = await startProgram()
  try {
    say(`enrolling ${sensors} sensors`)
    const { tokens, key } = await fillSector(program, { networks: 250, indicators: 1000, sensors })
    await untilMatched(program, key)
    await untilLookedBack(program, key)
    const figures: Figures = {}
    let lines = 0
    for (const [kind, each] of Object.entries(kinds)) {
      for (const connections of connectionCounts) {
        say(`${total.toLocaleString('en')} requests of ${kind}, ${connections} at a time`)
        const bodies = bodiesOf(each, lines + 1)
        const request = (n: number, connection: number) => ({
          head: headOf(tokens[connection] as string),
          body: bodies(n),
        })
        const alone = await sendBatches(bare.address, { connections, total, request })
        const before = await processorSeconds(program.pid())
        const took = await sendBatches(program.address, { connections, total, request })
        const used = (await processorSeconds(program.pid())) - before
        lines += total * each
        figures[`${kind}_${connections}_per_second`] = Math.round(total / took)
        figures[`${kind}_${connections}_ratio_to_bare`] = Math.round((alone / took) * 1000) / 1000
        // With all else that the process did meanwhile: the loading of what came before.
        figures[`${kind}_${connections}_processor_ms`] = Math.round((used / total) * 1e6) / 1000
        figures[`${kind}_${connections}_loaded_after_s`] = await untilLoaded(program, lines)
      }
    }
    const stored = await count(program, key)
    return {
      ...figures,
      peak_memory_bytes: await program.peakMemory(),
      acknowledged: lines,
      lost: Math.max(0, lines - stored),
      doubled: Math.max(0, stored - lines),
    }
  } finally {
    await program.stop()
    bare.process.kill()
  }
}

const headOf = (token: string) =>
  `POST /ingest/v1/events HTTP/1.1\r\nhost: bench\r\nauthorization: Bearer ${token}\r\ncontent-type: application/x-ndjson\r\n`

/** The `n`th body, each line of which differs from all others from `first` on. */
function bodiesOf(lines: number, first: number): (n: number) => Buffer {
  const random = seeded(first)
  const texts = Array.from({ length: made }, (_, n) =>
    Array.from({ length: lines }, (_, i) => eventLine(random, n * lines + i).replaceAll('listed', 'harmless')),
  )
  return (n) => {
    const number = first + n * lines
    const text = (texts[n % made] as string[]).map((line, i) =>
      line.replace(/"flow_id":\d+/, `"flow_id":${number + i}`),
    )
    return Buffer.from(`${text.join('\n')}\n`)
  }
}

async function startBare(): Promise<{ address: string; process: ChildProcess }> {
  const path = fileURLToPath(new URL('bare-server.ts', import.meta.url))
  const child = spawn(process.execPath, [path], { stdio: ['ignore', 'pipe', 'inherit'] })
  const address = await new Promise<string>((resolve, reject) => {
    child.stdout.once('data', (said) => resolve(String(said).trim()))
    child.once('exit', (code) => reject(new Error(`the bare server ended with ${code}`)))
  })
  return { address, process: child }
}

/** @returns seconds until all that was acknowledged is loaded */
async function untilLoaded({ postgres }: Program, lines: number): Promise<number> {
  const start = performance.now()
  for (;;) {
    const { rows } = await postgres.pool.query('select coalesce(sum(lines), 0)::bigint as loaded from loaded_hour')
    if (Number(rows[0].loaded) >= lines) return Math.round((performance.now() - start) / 100) / 10
    await pause(200)
  }
}

async function count({ address }: Program, key: string): Promise<number> {
  const response = await fetch(`${address}/api/v1/events/count`, { headers: { authorization: `Bearer ${key}` } })
  return ((await response.json()) as { count: number }).count
}
