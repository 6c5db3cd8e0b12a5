/**
 * The load of one group: its lines become events, and what they hold becomes findings.
 *
 * Each step can be done again after a crash: the inserts do nothing under a token they have seen, and the findings are
 * recorded in the transaction that marks the segments loaded.
 */
import { type Platform, publish } from '../../platform/index.ts'
import { forgetSegments } from '../events/event-erasure.store.ts'
import { recordHealth, toldBy } from '../fleet/sensor-health.store.ts'
import type { Group, Spool } from '../receive/spool.ts'
import type { TelemetryMetrics } from '../telemetry.metrics.ts'
import { findingsOf } from './finding.store.ts'
import type { RecordFindings } from './finding.ts'
import { formats } from './formats.ts'
import {
  alreadyLoaded,
  countHours,
  countLines,
  eventsBySegment,
  insertEvents,
  insertRejected,
  markLoaded,
  type Outcome,
  ownersOf,
  rejectedBySegment,
  type SegmentCount,
} from './load.store.ts'
import { duringLoad } from './load-turns.store.ts'
import type { Reference } from './reference.ts'

export type LoadParts = {
  platform: Pick<Platform, 'postgres' | 'clickhouse' | 'clock' | 'log'>
  spool: Spool
  reference: Reference
  recordFindings: RecordFindings
  metrics: TelemetryMetrics
}

/** Loads one group and removes it from the spool. */
export async function loadGroup(parts: LoadParts, sealed: Group): Promise<void> {
  const record = await insertGroup(parts, sealed)
  await record()
}

/**
 * Inserts a group's lines. What is returned records what they hold and removes the group from the spool; the lines of the next
 * group may be inserted meanwhile, but groups are recorded in their order.
 */
export async function insertGroup(parts: LoadParts, sealed: Group): Promise<() => Promise<void>> {
  const {
    platform: { postgres, clickhouse },
    spool,
    reference,
    metrics,
  } = parts
  // Left by a process that ended between removing the last file and the folder.
  if (sealed.segments.length === 0) return () => spool.remove(sealed)
  const done = await alreadyLoaded(postgres.db, sealed.segments)
  const waiting = sealed.segments.filter(({ id }) => !done.has(id))
  const { owners, erased } = await ownersOf(postgres.db, [...new Set(waiting.map(({ sensor }) => sensor))])
  const forgotten = waiting.filter(({ sensor }) => erased.has(sensor))
  // Its lines may have been inserted just before the member was erased.
  await forgetSegments(
    clickhouse,
    forgotten.map(({ id }) => id),
  )
  const segments = waiting.filter(({ sensor }) => !erased.has(sensor))
  const over = sealed.segments.filter(({ id, sensor }) => done.has(id) || erased.has(sensor))
  if (over.length > 0 && !(await spool.leaveOut(sealed, new Set(over)))) return async () => undefined
  if (segments.length === 0) return async () => undefined
  const left = new Set(segments)
  const files = sealed.files.filter((file) => file.segments.some((segment) => left.has(segment)))
  const group = { ...sealed, files, segments }
  const end = metrics.seconds.startTimer()
  await reference.ready()
  const outcomes = await duringLoad(postgres.pool, () => insertLines(parts, group, owners))
  return async () => {
    await recordGroup(parts, group, owners, outcomes)
    end()
  }
}

/**
 * Fewer events than lines: some are of another format, unreadable, or repeated. Only then are the lines read once more, in the
 * next format, and last for what no format reads.
 */
async function insertLines(
  { platform: { clickhouse } }: LoadParts,
  group: Group,
  owners: ReadonlyMap<string, string>,
): Promise<Outcome[]> {
  const { segments } = group
  const counts = new Map<string, SegmentCount>()
  const short = () => segments.some(({ id, lines }) => (counts.get(id)?.events ?? 0) < lines)
  for (const format of formats) {
    await insertEvents(clickhouse, group, format, owners)
    for (const count of await eventsBySegment(clickhouse, segments)) counts.set(count.segment, count)
    if (!short()) break
  }
  if (short()) await insertRejected(clickhouse, group)
  const rejected = short() ? await rejectedBySegment(clickhouse, segments) : new Map<string, number>()
  return segments.map((segment) => ({
    segment,
    rejected: rejected.get(segment.id) ?? 0,
    lastEvent: counts.get(segment.id)?.lastEvent ?? null,
  }))
}

async function recordGroup(
  { platform: { postgres, clickhouse, clock }, spool, recordFindings, metrics }: LoadParts,
  group: Group,
  owners: ReadonlyMap<string, string>,
  outcomes: readonly Outcome[],
): Promise<void> {
  const { segments } = group
  const findings = await findingsOf(clickhouse, segments)
  const told = await toldBy(clickhouse, segments)
  const receivedAt = new Date(Math.min(...segments.map((segment) => segment.receivedAt.getTime())))
  await postgres.db.transaction().execute(async (trx) => {
    if (!(await markLoaded(trx, outcomes, spool.id))) return
    await countLines(trx, outcomes)
    await countHours(trx, outcomes)
    await recordHealth(trx, outcomes, told, clock())
    if (findings.length > 0) await recordFindings(trx, findings, receivedAt)
    await publish(trx, 'sensors', [...owners.keys()])
  })
  await spool.remove(group)
  const rejected = outcomes.reduce((sum, one) => sum + one.rejected, 0)
  metrics.rejected.inc(rejected)
  metrics.loaded.inc(segments.reduce((sum, { lines }) => sum + lines, 0) - rejected)
}
