/**
 * Findings of a loaded segment become detections, and these warnings or drafts, in the transaction that marks the
 * segment loaded. The number of statements does not grow with the findings.
 */
import { type DetectionState, detectionStates } from '@varde/contract'
import { sql } from 'kysely'
import type { Note } from '../access/index.ts'
import { type Clock, type Db, type Logger, newId, publish } from '../platform/index.ts'
import { inUse, type RecordFindings } from '../sensing/index.ts'
import { detectionAfter } from './detection.ts'
import { draftDetections, lockMembers, makeWarnings, type Queued, sendWarnings } from './dispatch.store.ts'
import { detectionsFrom, type FoundDetection, type IndicatorFacts } from './finding.ts'
import { readPolicy } from './policy.store.ts'
import { decideBy } from './policy.ts'
import { sentEntries } from './send.store.ts'

/** @param note writes down what goes out without anybody having said so */
export function recordFindingsWith(clock: Clock, log: Logger, note: Note): RecordFindings {
  return async (trx, findings, receivedAt) => {
    if (findings.length === 0) return
    const now = clock()
    const found = detectionsFrom(findings, await indicatorsOf(trx, findings, now), newId)
    const members = new Set(await lockMembers(trx, [...new Set(found.map(({ orgnr }) => orgnr))]))
    const kept = found.filter(({ orgnr }) => members.has(orgnr))
    // A member may have been removed, or an indicator, while the segment was on its way.
    if (kept.length < found.length) log.warn({ left_out: found.length - kept.length }, 'findings of members not known')
    const rows = await upsert(trx, kept, receivedAt, now)
    const decide = decideBy(await readPolicy(trx))
    const waiting = rows.filter(({ state, warning_id }) => state === 'queued' && warning_id === null)
    // A relapse waits for a person, who will want to know why it came back.
    const send = waiting.filter((row) => row.inserted && decide({ ...row, kind: row.cause_kind }) === 'send')
    const sent = await makeWarnings(trx, [...Map.groupBy(send, ({ orgnr }) => orgnr)], now)
    await sendWarnings(trx, sent, null, now)
    await draftDetections(
      trx,
      waiting.filter((row) => !send.includes(row)),
      now,
    )
    await publish(
      trx,
      'detections',
      rows.map(({ id }) => id),
    )
    await note(trx, await sentEntries(trx, sent))
  }
}

/**
 * Without those that were retracted, have ended or are stopped: the engine's copy follows some seconds later, and may have
 * matched them still.
 */
async function indicatorsOf(
  db: Db,
  findings: Parameters<RecordFindings>[1],
  now: Date,
): Promise<Map<string, IndicatorFacts>> {
  const ids = [...new Set(findings.flatMap(({ cause }) => (cause.kind === 'indicator' ? [cause.indicator] : [])))]
  const { rows } = await sql<IndicatorFacts>`
    select id, type, value, category, source, confidence, tlp from indicator
    where id = any(${ids}::uuid[]) and ${inUse(now)}`.execute(db)
  return new Map(rows.map((row) => [row.id, row]))
}

type Upserted = Queued &
  Pick<FoundDetection, 'severity' | 'attribution'> & {
    state: DetectionState
    warning_id: string | null
    inserted: boolean
  }

/** What the life cycle says of a detection that is seen again, for the statement below. */
const afterRecurrence = Object.fromEntries(
  detectionStates.map((state) => {
    const outcome = detectionAfter(state, 'recur')
    return [state, 'to' in outcome ? outcome.to : state]
  }),
)

/** `updated_at` tells of a change of state only; that more is seen shows in `last_seen_at`. */
async function upsert(db: Db, found: readonly FoundDetection[], receivedAt: Date, now: Date): Promise<Upserted[]> {
  const { rows } = await sql<Upserted>`
    with recurrence as (select ${JSON.stringify(afterRecurrence)}::jsonb as state_after)
    insert into detection as known (id, orgnr, cause_kind, cause_key, cause_label, cause_category, indicator_type, source,
      confidence, tlp, inner_host, fields, severity, attribution, state, events, first_seen_at, last_seen_at, received_at,
      created_at, updated_at)
    select id, orgnr, cause_kind, cause_key, cause_label, cause_category, indicator_type, source, confidence, tlp,
      inner_host, fields, severity, attribution, 'queued', events, first_seen_at, last_seen_at, ${receivedAt}, ${now}, ${now}
    from json_to_recordset(${JSON.stringify(found)}::json) as f (id uuid, orgnr text, cause_kind text,
      cause_key text, cause_label text, cause_category text, indicator_type text, source text, confidence smallint,
      tlp text, inner_host inet, fields text[], severity text, attribution text, events bigint,
      first_seen_at timestamptz, last_seen_at timestamptz)
    order by orgnr, cause_kind, cause_key, inner_host
    on conflict (orgnr, cause_kind, cause_key, inner_host) do update set
      events = known.events + excluded.events,
      first_seen_at = least(known.first_seen_at, excluded.first_seen_at),
      last_seen_at = greatest(known.last_seen_at, excluded.last_seen_at),
      fields = array(select distinct unnest(known.fields || excluded.fields) order by 1),
      attribution = case when excluded.attribution = 'network' then 'network' else known.attribution end,
      state = (select state_after from recurrence) ->> known.state,
      warning_id = case when known.state = 'resolved' then null else known.warning_id end,
      received_at = case when known.state = 'resolved' then excluded.received_at else known.received_at end,
      updated_at = case when known.state = 'resolved' then excluded.updated_at else known.updated_at end
    returning id, orgnr, cause_kind, cause_key, severity, attribution, state, warning_id, (xmax = 0) as inserted`.execute(
    db,
  )
  return rows
}
