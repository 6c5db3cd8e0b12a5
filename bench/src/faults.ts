/**
 * What becomes of acknowledged lines when the server is killed again and again while it receives and loads: senders send and
 * send again, as shippers do, and at random moments the process ends by `kill -9` and is started again. In the end each
 * acknowledged line must be there once, and each must have counted once in its detection.
 */
import { gzipSync } from 'node:zlib'
import { openClickhouse, rows } from '../../server/src/platform/index.ts'
import type { Benchmark } from './benchmark.ts'
import { eventLine, seeded } from './events.ts'
import { type Program, startProgram } from './program.ts'
import { fillSector, pause, untilMatched } from './sector.ts'

const kills = { S: 3, M: 30, L: 100 }
const senders = 4
const batchLines = 500
/** From being up to being killed: now before, now in the middle of a load. */
const shortestLife = 50
const longestLife = 2500
/** Time enough to load what waits after the last start. */
const settleMilliseconds = 300_000

type Sent = { lines: number; found: number }

export const faults: Benchmark = async (size, say) => {
  const program = await startProgram({ VARDE_LOG_LEVEL: 'fatal' })
  try {
    const { tokens, key } = await fillSector(program, { networks: 250, indicators: 1000, sensors: senders })
    await untilMatched(program, key)
    const stopping = { now: false }
    const sending = tokens.map((token, n) => sendUntil(program, token, n, stopping))
    const random = seeded(Date.now())
    for (let kill = 1; kill <= kills[size]; kill++) {
      const life = shortestLife + random() * (longestLife - shortestLife)
      await pause(life)
      await program.kill()
      say(`kill ${kill} of ${kills[size]}, after ${Math.round(life)} ms`)
      await program.startAgain()
    }
    stopping.now = true
    const sent = (await Promise.all(sending)).reduce((all, one) => ({
      lines: all.lines + one.lines,
      found: all.found + one.found,
    }))
    say(`${sent.lines.toLocaleString('en')} lines were acknowledged; waiting for the last to be loaded`)
    await untilEmpty(program)
    const found = await program.postgres.pool.query('select coalesce(sum(events), 0)::int as events from detection')
    await program.end()
    const stored = await inStore(program.data)
    return {
      faults: kills[size],
      acknowledged: sent.lines,
      lost: Math.max(0, sent.lines - stored.lines),
      // A batch whose reply was lost is inserted twice and counts once, as everything that is read is read.
      doubled: Math.max(0, stored.lines - sent.lines, stored.counted - sent.lines),
      inserted: stored.inserted,
      findings_expected: sent.found,
      findings_off: Math.abs(found.rows[0].events - sent.found),
    }
  } finally {
    await program.end().catch(() => {})
    await program.remove()
  }
}

/** Sends batch after batch, each until it is acknowledged. @returns what was acknowledged, and how much of it is to be found */
async function sendUntil(
  { address }: Program,
  token: string,
  sender: number,
  stopping: { now: boolean },
): Promise<Sent> {
  const random = seeded(sender + 1)
  const sent = { lines: 0, found: 0 }
  for (let at = sender * 50_000_000; !stopping.now; at += batchLines) {
    const lines = Array.from({ length: batchLines }, (_, i) => eventLine(random, at + i))
    const body = new Uint8Array(gzipSync(`${lines.join('\n')}\n`, { level: 1 }))
    const headers = { authorization: `Bearer ${token}`, 'content-encoding': 'gzip' }
    for (;;) {
      const response = await fetch(`${address}/ingest/v1/events`, { method: 'POST', headers, body }).catch(() => null)
      await response?.arrayBuffer().catch(() => null)
      if (response?.status === 202) break
      await pause(100)
    }
    sent.lines += lines.length
    sent.found += lines.filter((line) => /"event_type":"alert"|listed\.example/.test(line)).length
  }
  return sent
}

async function untilEmpty({ address }: Program): Promise<void> {
  const until = performance.now() + settleMilliseconds
  while (performance.now() < until) {
    const metrics = await (await fetch(`${address}/metrics`)).text()
    if (/^varde_waiting_segments 0$/m.test(metrics)) return
    await pause(200)
  }
  throw new Error('what was received was not loaded in time')
}

/** Distinct lines, lines as they count, and lines as they were inserted; asked of the engine once the server has left it. */
async function inStore(data: string): Promise<{ lines: number; counted: number; inserted: number }> {
  const clickhouse = openClickhouse({ data, clickhouseUrl: null })
  try {
    const [found] = await rows<{ lines: number; counted: number; inserted: number }>(
      clickhouse,
      `select toUInt32(uniqExact(id)) as lines, toUInt32(count()) as inserted,
        (select toUInt32(count()) from event final) as counted from event`,
    )
    if (!found) throw new Error('the engine said nothing')
    return found
  } finally {
    await clickhouse.close()
  }
}
