/**
 * How fast events are received and loaded: gzipped batches of several sensors over HTTP, until every line is searchable.
 * Beside it, in the same run: the engine's own load of the same lines without attribution and matching, and one core's
 * JSON.parse of them.
 */
import { mkdtemp, open, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { insertKey, noteBy, openAudit, system } from '../../server/src/access/index.ts'
import {
  hashSecret,
  migrateClickhouse,
  newId,
  newSecret,
  openClickhouse,
  systemClock,
} from '../../server/src/platform/index.ts'
import { enrolSensor } from '../../server/src/sensing/index.ts'
import type { Benchmark } from './benchmark.ts'
import { eventLine, seeded } from './events.ts'
import { plainLoad } from './plain-load.ts'
import { type Program, startProgram } from './program.ts'

const lineCounts = { S: 300_000, M: 2_000_000, L: 10_000_000 }
const batchLines = 10_000
const sensorCount = 4
const senders = 4
const networkCount = 250

export const ingest: Benchmark = async (size, say) => {
  const total = lineCounts[size]
  const folder = await mkdtemp(join(tmpdir(), 'varde-bench-'))
  const file = join(folder, 'lines.ndjson')
  try {
    say(`writing ${total.toLocaleString('en')} lines`)
    const batches = await makeBatches(file, total)
    const program = await startProgram()
    try {
      const { tokens, key } = await fill(program)
      await matched(program, key)
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

/** Members with networks, indicators, sensors and a key. */
async function fill({ postgres }: Program): Promise<{ tokens: string[]; key: string }> {
  const { db, pool } = postgres
  await pool.query(
    "insert into member (orgnr, name, kind) select lpad(n::text, 9, '0'), 'Member ' || n, 'bench' from generate_series(1, $1) n",
    [networkCount],
  )
  await pool.query(
    "insert into member_network select ('10.' || n - 1 || '.0.0/16')::cidr, lpad(n::text, 9, '0') from generate_series(1, $1) n",
    [networkCount],
  )
  await pool.query(
    `insert into indicator (id, type, value, confidence, tlp)
    select gen_random_uuid(), 'domain', case n when 1 then 'listed.example' else 'i' || n || '.example' end, 80, 'AMBER' from generate_series(1, 100000) n`,
  )
  const note = noteBy(openAudit({ db, key: Buffer.alloc(32, 7), clock: systemClock }), system('bench'))
  const tokens: string[] = []
  for (let i = 0; i < sensorCount; i++) {
    tokens.push((await enrolSensor(db, { member: '000000001', name: `bench-${i}` }, new Date(), note)).token)
  }
  const key = newSecret('key')
  await insertKey(db, { id: newId(), name: 'bench', scope: 'admin', secret_hash: hashSecret(key), expires_at: null })
  return { tokens, key }
}

/** Waits until the engine holds the indicators: copying them is another benchmark's. */
async function matched({ address }: Program, key: string): Promise<void> {
  for (;;) {
    const response = await fetch(`${address}/api/v1/indicators/active`, { headers: { authorization: `Bearer ${key}` } })
    const { types } = (await response.json()) as { types: { known: number; active: number }[] }
    if (types.every(({ known, active }) => known === active)) return
    await pause(50)
  }
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
      const headers = { authorization: `Bearer ${tokens[i % tokens.length]}`, 'content-encoding': 'gzip' }
      const body = new Uint8Array(batches[i] as Buffer)
      for (;;) {
        const response = await fetch(`${address}/ingest/v1/events`, { method: 'POST', headers, body })
        const said = await response.text()
        if (response.status === 202) break
        if (response.status !== 429) throw new Error(`answered ${response.status}: ${said}`)
        await pause(500)
      }
    }
  }
  await Promise.all(Array.from({ length: senders }, sender))
  for (;;) {
    // Asked of the database: at this rate the server's own metrics would weigh on what is measured.
    const { rows } = await postgres.pool.query(
      'select coalesce(sum(lines - rejected), 0) as loaded from loaded_segment',
    )
    if (Number(rows[0].loaded) >= total) break
    await pause(20)
  }
  return (performance.now() - start) / 1000
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

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds))
}

function round(value: number): number {
  return Math.round(value * 1000) / 1000
}
