/**
 * What becomes of acknowledged lines when the server is killed again and again while it receives and loads: senders send and
 * send again, as shippers do, and at random moments the process ends by `kill -9` and is started again. In the end each
 * acknowledged line must be there once, and each must have counted once in its detection. Some sensors send large batches, many
 * send small ones at the same time, which go into packs.
 */
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { openClickhouse, rows } from '../../server/src/platform/index.ts'
import type { Benchmark } from './benchmark.ts'
import { eventLine, seeded } from './events.ts'
import { type Program, startProgram } from './program.ts'
import { fillSector, pause, untilMatched } from './sector.ts'

const kills = { S: 3, M: 30, L: 100 }
/** Of each kind: how many sensors, and lines of a batch. */
const large = { senders: 4, lines: 500 }
const small = { senders: 40, lines: 5 }
const senders = [...Array(large.senders).fill(large.lines), ...Array(small.senders).fill(small.lines)] as number[]
/** From being up to being killed: now before, now in the middle of a load. */
const shortestLife = 50
const longestLife = 2500
/** Time enough to load what waits after the last start. */
const settleMilliseconds = 300_000

type Sent = { lines: number; found: number }

export const faults: Benchmark = async (size, say) => {
  const program = await startProgram({ VARDE_LOG_LEVEL: 'fatal' })
  try {
    const { tokens, key } = await fillSector(program, { networks: 250, indicators: 1000, sensors: senders.length })
    await untilMatched(program, key)
    const stopping = { now: false }
    const sending = tokens.map((token, n) => sendUntil(program, { token, n, lines: senders[n] as number }, stopping))
    const packs = packsUntil(program, stopping)
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
    const packsSeen = await packs
    if (packsSeen === 0) throw new Error('no pack was seen: this says nothing of packs')
    say(`${sent.lines.toLocaleString('en')} lines were acknowledged; waiting for the last to be loaded`)
    await untilEmpty(program)
    const found = await program.postgres.pool.query('select coalesce(sum(events), 0)::int as events from detection')
    await program.end()
    const stored = await inStore(program.data)
    return {
      faults: kills[size],
      packs_seen: packsSeen,
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
  sender: { token: string; n: number; lines: number },
  stopping: { now: boolean },
): Promise<Sent> {
  const { token, n } = sender
  const random = seeded(n + 1)
  const sent = { lines: 0, found: 0 }
  for (let at = n * 50_000_000; !stopping.now; at += sender.lines) {
    const lines = Array.from({ length: sender.lines }, (_, i) => eventLine(random, at + i))
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

/** Looks into the spool all the while. @returns how many packs were seen there: at least so many were made */
async function packsUntil({ data }: Program, stopping: { now: boolean }): Promise<number> {
  const seen = new Set<string>()
  while (!stopping.now) {
    const names = await readdir(join(data, 'spool', 'ready')).catch(() => [])
    for (const name of names) if (name.endsWith('.pack')) seen.add(name)
    await pause(5)
  }
  return seen.size
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
