/**
 * How fast events are received and loaded: gzipped batches of several sensors over HTTP, until every line is searchable.
 * Beside it, in the same run: the engine's own load of the same lines without attribution and matching, and one core's
 * JSON.parse of them.
 */
import { mkdtemp, open, readFile, rm } from 'node:fs/promises'
import { Agent, request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { migrateClickhouse, openClickhouse } from '../../server/src/platform/index.ts'
import type { Benchmark, Figures, Size } from './benchmark.ts'
import { eventLine, seeded } from './events.ts'
import { plainLoad } from './plain-load.ts'
import { type Program, startProgram } from './program.ts'
import { fillSector, pause, type SectorSize, untilLookedBack, untilMatched } from './sector.ts'

const lineCounts = { S: 300_000, M: 2_000_000, L: 10_000_000 }
const batchLines = 10_000
const sensorCount = 4
const senders = 4
const usual = { networks: 20_000, indicators: 1_000_000 }

export const ingest: Benchmark = (size, say) => ingestOver(usual, size, say)

export const ingestOver = async (sector: SectorSize, size: Size, say: (text: string) => void): Promise<Figures> => {
  const total = lineCounts[size]
  const folder = await mkdtemp(join(tmpdir(), 'varde-bench-'))
  const file = join(folder, 'lines.ndjson')
  try {
    say(`writing ${total.toLocaleString('en')} lines`)
    const batches = await makeBatches(file, total)
    const program = await startProgram()
    try {
      const { tokens, key } = await fillSector(program, { ...sector, sensors: sensorCount })
      await untilMatched(program, key)
      await untilLookedBack(program, key)
      say('sending')
      const seconds = await send(program, batches, tokens, total)
      const count = await counted(program, key)
      const memory = await program.peakMemory()
      say('the engine alone')
      const engine = await engineSeconds(join(folder, 'engine'), file)
      say('JSON.parse alone')
      const parse = await parseSeconds(file)
      return {
        events_per_second: Math.round(total / seconds),
        ratio_to_engine_load: round(engine / seconds),
        ratio_to_json_parse: round(parse / seconds),
        peak_memory_bytes: memory,
        lost: Math.max(0, total - count),
        doubled: Math.max(0, count - total),
      }
    } finally {
      await program.stop()
    }
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/** The lines as gzipped batches, and all of them in one file. */
async function makeBatches(path: string, total: number): Promise<Buffer[]> {
  const file = await open(path, 'wx')
  const random = seeded(7)
  const batches: Buffer[] = []
  for (let at = 0; at < total; at += batchLines) {
    let text = ''
    for (let i = at; i < Math.min(at + batchLines, total); i++) text += `${eventLine(random, i)}\n`
    await file.appendFile(text)
    batches.push(gzipSync(text, { level: 1 }))
  }
  await file.close()
  return batches
}

/** @returns seconds from the first byte sent until all is loaded */
async function send(
  { address, postgres }: Program,
  batches: Buffer[],
  tokens: string[],
  total: number,
): Promise<number> {
  const start = performance.now()
  let next = 0
  const sender = async () => {
    for (let i = next++; i < batches.length; i = next++) {
      for (;;) {
        const status = await post(
          `${address}/ingest/v1/events`,
          tokens[i % tokens.length] as string,
          batches[i] as Buffer,
        )
        if (status === 202) break
        if (status !== 429) throw new Error(`answered ${status}`)
        await pause(500)
      }
    }
  }
  await Promise.all(Array.from({ length: senders }, sender))
  for (;;) {
    // Asked of the database: at this rate the server's own metrics would weigh on what is measured.
    const { rows } = await postgres.pool.query('select coalesce(sum(lines - rejected), 0) as loaded from loaded_hour')
    if (Number(rows[0].loaded) >= total) break
    await pause(20)
  }
  return (performance.now() - start) / 1000
}

const connections = new Agent({ keepAlive: true })

/** Not by `fetch`, which takes as much of a core for a batch as receiving it does. @returns the status */
function post(url: string, token: string, batch: Buffer): Promise<number> {
  const headers = { authorization: `Bearer ${token}`, 'content-encoding': 'gzip', 'content-length': batch.length }
  return new Promise((resolve, reject) => {
    const sent = request(url, { method: 'POST', agent: connections, headers }, (response) => {
      response.resume().on('end', () => resolve(response.statusCode ?? 0))
    })
    sent.on('error', reject).end(batch)
  })
}

async function counted({ address }: Program, key: string): Promise<number> {
  const response = await fetch(`${address}/api/v1/events/count`, { headers: { authorization: `Bearer ${key}` } })
  return ((await response.json()) as { count: number }).count
}

async function engineSeconds(data: string, path: string): Promise<number> {
  const clickhouse = openClickhouse({ data, clickhouseUrl: null })
  await migrateClickhouse(clickhouse)
  const start = performance.now()
  await clickhouse.client.command({ query: plainLoad, query_params: { path } })
  const seconds = (performance.now() - start) / 1000
  await clickhouse.close()
  return seconds
}

async function parseSeconds(path: string): Promise<number> {
  const bytes = await readFile(path)
  const start = performance.now()
  let at = 0
  let fields = 0
  for (;;) {
    const end = bytes.indexOf(10, at)
    if (end < 0) break
    fields += JSON.parse(bytes.toString('utf8', at, end)).src_port > 0 ? 1 : 0
    at = end + 1
  }
  if (fields === 0) throw new Error('nothing was parsed')
  return (performance.now() - start) / 1000
}

function round(value: number): number {
  return Math.round(value * 1000) / 1000
}
