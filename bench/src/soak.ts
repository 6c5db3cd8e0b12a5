/**
 * Whether the server's memory stays flat under a steady rate for long: 10,000 events a second, and its resident memory over
 * time. What is sent is made before, so that the sender costs little; each line differs from all others.
 */
import { gzipSync } from 'node:zlib'
import type { Benchmark, Figures } from './benchmark.ts'
import { eventLine, seeded } from './events.ts'
import { type Program, startProgram } from './program.ts'
import { fillSector, pause, untilMatched } from './sector.ts'

const seconds = { S: 30, M: 600, L: 3600 }
const usual = { offered: 10_000, networks: 20_000, indicators: 100_000 }
const batchesPerSecond = 5
const sensors = 4
/** Batches that are made before, and sent round and round with another flow in each. */
const made = 20
const sampleMilliseconds = 1000
/** The engine's caches and the heap grow to their size first: the first part of a run is not part of the slope. */
const warmingShare = 0.25

export const soak: Benchmark = (size, say) => soakFor({ ...usual, seconds: seconds[size] }, say)

export type Soak = {
  seconds: number
  /** Events a second. */
  offered: number
  networks: number
  indicators: number
}

export async function soakFor(
  { seconds, offered, networks, indicators }: Soak,
  say: (text: string) => void,
): Promise<Figures> {
  const program = await startProgram()
  try {
    const { tokens, key } = await fillSector(program, { networks, indicators, sensors })
    await untilMatched(program, key)
    say(`making ${made} batches`)
    const lines = offered / batchesPerSecond
    const batches = makeBatches(lines)
    say(`offering ${offered.toLocaleString('en')} events a second for ${seconds} seconds`)
    const samples: Sample[] = []
    const start = performance.now()
    const sampling = setInterval(async () => {
      samples.push({ at: (performance.now() - start) / 1000, bytes: await program.memory() })
    }, sampleMilliseconds)
    const { sent, took } = await offer(program, tokens, batches, seconds * batchesPerSecond)
    clearInterval(sampling)
    const taken = sent * lines
    say('waiting for the last to be loaded')
    const stored = await settled(program, taken)
    const counted = await count(program, key)
    const warm = samples.filter(({ at }) => at >= seconds * warmingShare && at <= took)
    return {
      offered_events_per_second: Math.round(taken / took),
      acknowledged: taken,
      stored,
      counted,
      lost: Math.max(0, taken - counted),
      memory_start_bytes: mean(warm.slice(0, Math.ceil(warm.length / 10))),
      memory_end_bytes: mean(warm.slice(-Math.ceil(warm.length / 10))),
      memory_peak_bytes: await program.peakMemory(),
      memory_slope_bytes_per_hour: Math.round(slope(warm) * 3600),
    }
  } finally {
    await program.stop()
  }
}

/** Texts in which only `round` differs from turn to turn. */
function makeBatches(lines: number): string[] {
  const random = seeded(11)
  return Array.from({ length: made }, (_, n) =>
    Array.from({ length: lines }, (_, i) => eventLine(random, n * lines + i).replaceAll('listed', 'harmless')).join(
      '\n',
    ),
  )
}

/** Sends at the rate, whatever the answers take; sends again what is put off. */
async function offer(
  { address }: Program,
  tokens: string[],
  batches: string[],
  total: number,
): Promise<{ sent: number; took: number }> {
  const start = performance.now()
  const answers: Promise<void>[] = []
  for (let batch = 0; batch < total; batch++) {
    await pause(Math.max(0, start + (batch * 1000) / batchesPerSecond - performance.now()))
    const headers = { authorization: `Bearer ${tokens[batch % tokens.length]}`, 'content-encoding': 'gzip' }
    const round = Math.floor(batch / batches.length)
    const text = (batches[batch % batches.length] as string).replaceAll('"flow_id":', `"flow_id":${round + 1}`)
    const body = new Uint8Array(gzipSync(`${text}\n`, { level: 1 }))
    answers.push(send(`${address}/ingest/v1/events`, headers, body))
    // What has been answered need not be kept for an hour.
    if (answers.length > 1000) await Promise.all(answers.splice(0, 500))
  }
  await Promise.all(answers)
  return { sent: total, took: (performance.now() - start) / 1000 }
}

async function send(url: string, headers: Record<string, string>, body: Uint8Array<ArrayBuffer>): Promise<void> {
  for (;;) {
    const response = await fetch(url, { method: 'POST', headers, body })
    const said = await response.text()
    if (response.status === 202) return
    if (response.status !== 429 && response.status !== 503) throw new Error(`answered ${response.status}: ${said}`)
    await pause(500)
  }
}

/** @returns lines that were loaded, once all are or none has come for a while */
async function settled({ postgres }: Program, expected: number): Promise<number> {
  let loaded = 0
  for (let still = 0; still < 60; still++) {
    const { rows } = await postgres.pool.query(
      'select coalesce(sum(lines - rejected), 0)::bigint as loaded from loaded_hour',
    )
    if (Number(rows[0].loaded) > loaded) still = 0
    loaded = Number(rows[0].loaded)
    if (loaded >= expected) break
    await pause(500)
  }
  return loaded
}

/** Events as the API counts them: each identity once. */
async function count({ address }: Program, key: string): Promise<number> {
  const response = await fetch(`${address}/api/v1/events/count`, { headers: { authorization: `Bearer ${key}` } })
  if (!response.ok) throw new Error(`counting was answered ${response.status}: ${await response.text()}`)
  return ((await response.json()) as { count: number }).count
}

type Sample = { at: number; bytes: number }

function mean(samples: readonly Sample[]): number {
  return Math.round(samples.reduce((sum, { bytes }) => sum + bytes, 0) / Math.max(1, samples.length))
}

/** Bytes a second, by least squares. */
function slope(samples: readonly Sample[]): number {
  const at = samples.reduce((sum, one) => sum + one.at, 0) / samples.length
  const bytes = samples.reduce((sum, one) => sum + one.bytes, 0) / samples.length
  const along = samples.reduce((sum, one) => sum + (one.at - at) * (one.bytes - bytes), 0)
  const across = samples.reduce((sum, one) => sum + (one.at - at) ** 2, 0)
  return across === 0 ? 0 : along / across
}
