/**
 * How long a hit takes while many harmless events arrive: from receipt to the detection that is written, and from receipt
 * to the mail server's 250 of the warning about it.
 */
import { openInbox } from '../../server/src/demo/inbox.ts'
import type { Benchmark, Figures, Size } from './benchmark.ts'
import { eventLine, seeded } from './events.ts'
import { type Program, startProgram } from './program.ts'
import {
  fillSector,
  memberCount,
  pause,
  type Sector,
  type SectorSize,
  untilLookedBack,
  untilMatched,
} from './sector.ts'

const offered = 20_000
const seconds = { S: 20, M: 60, L: 300 }
const batchesPerSecond = 10
const sensors = 4
/** Each is a member's first, so that each makes a warning and a mail of its own. */
const hits = memberCount

const usual = { networks: 20_000, indicators: 1_000_000 }

export const latency: Benchmark = (size, say) => latencyOver(usual, size, say)

export const latencyOver = async (given: SectorSize, size: Size, say: (text: string) => void): Promise<Figures> => {
  const inbox = await openInbox(() => new Date())
  const program = await startProgram({ VARDE_SMTP_URL: inbox.url })
  try {
    const sector = await fillSector(program, { ...given, sensors, contacts: true })
    await untilMatched(program, sector.key)
    await untilLookedBack(program, sector.key)
    say(`offering ${offered.toLocaleString('en')} events a second for ${seconds[size]} seconds`)
    const rate = await offer(program, sector, seconds[size])
    const written = await settled(program)
    return {
      offered_events_per_second: rate,
      p50_seconds: at(written.detections, 0.5),
      p99_seconds: at(written.detections, 0.99),
      mail_p50_seconds: at(written.mails, 0.5),
      mail_p99_seconds: at(written.mails, 0.99),
    }
  } finally {
    await program.stop()
    await inbox.close()
  }
}

/** Sends at the rate, whatever the answers take. @returns events a second that were really sent and taken */
async function offer({ address }: Program, { tokens }: Sector, forSeconds: number): Promise<number> {
  const random = seeded(5)
  const lines = offered / batchesPerSecond
  // Made before, so that making them is not measured.
  const bodies = Array.from({ length: 20 }, (_, n) => {
    let text = ''
    for (let i = 0; i < lines; i++) text += `${eventLine(random, n * lines + i).replaceAll('listed', 'harmless')}\n`
    return text
  })
  const batches = forSeconds * batchesPerSecond
  const every = Math.max(1, Math.floor(batches / hits))
  const start = performance.now()
  const answers: Promise<number>[] = []
  for (let batch = 0; batch < batches; batch++) {
    await pause(start + (batch * 1000) / batchesPerSecond - performance.now())
    // No more than that: a second to the same contact would wait for others to go with.
    const hit = batch % every === 0 && batch / every < hits ? hitLine(batch / every) : ''
    const headers = { authorization: `Bearer ${tokens[batch % tokens.length]}` }
    // Another flow in each round, so that no line is one that was sent before.
    const body = hit + (bodies[batch % bodies.length] ?? '').replaceAll('"flow_id":', `"flow_id":${batch}`)
    answers.push(fetch(`${address}/ingest/v1/events`, { method: 'POST', headers, body }).then(({ status }) => status))
  }
  const taken = (await Promise.all(answers)).filter((status) => status === 202).length
  return Math.round((taken * lines) / ((performance.now() - start) / 1000))
}

/** A look-up of the listed name at the nth member. */
function hitLine(n: number): string {
  const line = {
    timestamp: new Date().toISOString(),
    flow_id: n,
    event_type: 'dns',
    src_ip: `10.${n % memberCount}.250.${Math.floor(n / memberCount) + 1}`,
    src_port: 40_000,
    dest_ip: '198.51.100.53',
    dest_port: 53,
    proto: 'UDP',
    dns: { type: 'query', rrname: 'www.listed.example', rrtype: 'A' },
  }
  return `${JSON.stringify(line)}\n`
}

/** Seconds of each detection and mail, once every mail has been taken. */
async function settled({ postgres }: Program): Promise<{ detections: number[]; mails: number[] }> {
  for (;;) {
    const { rows } = await postgres.pool.query(
      "select count(*) filter (where state <> 'delivered') as waiting, count(*) as all from delivery",
    )
    if (Number(rows[0].all) > 0 && Number(rows[0].waiting) === 0) break
    await pause(100)
  }
  const read = async (query: string) => (await postgres.pool.query(query)).rows.map((row) => Number(row.seconds))
  return {
    detections: await read(
      "select extract(epoch from created_at - received_at) as seconds from detection where cause_kind = 'indicator'",
    ),
    mails: await read(
      'select extract(epoch from d.delivered_at - w.received_at) as seconds from delivery d join warning w on w.id = d.warning_id',
    ),
  }
}

function at(values: number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b)
  const value = sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN
  return Math.round(value * 1000) / 1000
}
