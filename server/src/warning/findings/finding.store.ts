/**
 * Findings of a loaded segment become detections, and these warnings or drafts, in the transaction that marks the
 * segment loaded. The number of statements does not grow with the findings.
 */
import { detectionStates, severities } from '@varde/contract'
import { sql } from 'kysely'
import type { Note } from '../../access/index.ts'
import { type Clock, type Db, type Logger, newId, publish } from '../../platform/index.ts'
import { inUse, type RecordFindings } from '../../sensing/index.ts'
import { reopenWarnings, sentAmong } from '../chase/relapse.store.ts'
import { correlateSoon } from '../correlation/correlate-soon.ts'
import { keepTraits } from '../correlation/trait.store.ts'
import { detectionAfter } from '../detections/detection.ts'
import { decideAll, ignoreDetections, keepDecisions, type ToDecide } from '../policy/decide.store.ts'
import { pageDuty } from '../policy/page.store.ts'
import { holdBack } from '../triage/suppression-hold.store.ts'
import {
  draftDetections,
  leaveDrafts,
  lockMembers,
  makeWarnings,
  type Queued,
  refreshWarnings,
  sendWarnings,
} from '../warnings/dispatch.store.ts'
import { sentEntries } from '../warnings/send.store.ts'
import { detectionsFrom, type FoundDetection, type IndicatorFacts } from './finding.ts'
import { sightAnew } from './sighting.store.ts'

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
    const known = await retrospectiveAmong(trx, kept)
    const all = await upsert(trx, kept, receivedAt, now)
    await keepTraits(
      trx,
      kept,
      all.map(({ id }) => id),
    )
    const rows = await holdBack(trx, all, now)
    await refreshWarnings(trx, await milderDrafts(trx, rows))
    const decided = await decideAll(trx, rows, now)
    const warns = (row: Upserted) => decided.of(row).action === 'warn'
    // What is new, and what a rule ignored, is seen again and is ignored no more.
    const isFresh = ({ id, inserted }: Upserted) => inserted || decided.again.has(id)
    const ignored = rows.filter((row) => row.inserted && decided.of(row).action === 'ignore')
    for (const row of ignored) row.state = 'dismissed'
    await ignoreDetections(
      trx,
      ignored.map(({ id }) => id),
      now,
    )
    const waiting = rows.filter(({ state, warning_id }) => state === 'queued' && warning_id === null)
    const goesOut = (row: Upserted) => isFresh(row) && warns(row)
    // What was answered and is seen again opens its warning anew, or waits there for a person.
    const opened = await sentAmong(
      trx,
      rows.flatMap(({ state, warning_id }) => (state === 'queued' && warning_id !== null ? [warning_id] : [])),
    )
    const cameBack = rows.filter(
      ({ state, warning_id }) => state === 'queued' && warning_id !== null && opened.has(warning_id),
    )
    const back = cameBack.flatMap((row) =>
      row.warning_id !== null && warns(row) ? [{ ...row, warning: row.warning_id }] : [],
    )
    // What waited because it was of the past, and now is of late.
    const renewed = rows.filter(
      (row) =>
        row.state === 'queued' &&
        known.has(row.id) &&
        !(row.warning_id !== null && opened.has(row.warning_id)) &&
        warns(row),
    )
    const sent = await makeWarnings(
      trx,
      [...Map.groupBy([...waiting.filter(goesOut), ...renewed], ({ orgnr }) => orgnr)],
      now,
    )
    await leaveDrafts(
      trx,
      renewed.flatMap(({ warning_id }) => warning_id ?? []),
    )
    await sendWarnings(trx, sent, null, now)
    await draftDetections(
      trx,
      waiting.filter((row) => !goesOut(row)),
      now,
    )
    await publish(
      trx,
      'detections',
      all.map(({ id }) => id),
    )
    await correlateSoon(trx)
    await reopenWarnings(trx, back, now)
    const concerned = [...rows.filter(isFresh), ...renewed, ...cameBack]
    const { paged, entries } = await pageDuty(
      trx,
      concerned
        .filter((row) => decided.of(row).page)
        .map((row) => ({ ...row, relapsed: !row.inserted && row.updated_at.getTime() === now.getTime() })),
      now,
    )
    await keepDecisions(trx, decided, concerned, paged)
    if (kept.some(({ traits }) => traits.some(({ kind }) => kind === 'cve'))) {
      await sightAnew(
        trx,
        all.map(({ id }) => id),
        now,
      )
    }
    await note(trx, [
      ...(await sentEntries(trx, [...sent, ...new Set(back.map(({ warning }) => warning))])),
      ...entries,
    ])
  }
}

/** The ids of those that are known and wait, of which only the past was known, and for that alone are not sent. */
async function retrospectiveAmong(trx: Db, found: readonly FoundDetection[]): Promise<Set<string>> {
  const { rows } = await sql<{ id: string }>`
    select id from detection d
    join json_to_recordset(${JSON.stringify(found)}::json) as f (orgnr text, cause_kind text, cause_key text)
      using (orgnr, cause_kind, cause_key)
    where d.state = 'queued' and d.retrospective`.execute(trx)
  return new Set(rows.map(({ id }) => id))
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
    select id, type, value, category, source, confidence, tlp, comment from indicator
    where id = any(${ids}::uuid[]) and ${inUse(now)}`.execute(db)
  return new Map(rows.map((row) => [row.id, row]))
}

type Upserted = Queued &
  ToDecide & {
    updated_at: Date
    warning_id: string | null
    inserted: boolean
  }

/** Drafts that say less than the worst of what they are about. */
async function milderDrafts(trx: Db, rows: readonly Upserted[]): Promise<string[]> {
  const drafts = rows.flatMap(({ inserted, warning_id }) => (inserted || warning_id === null ? [] : [warning_id]))
  if (drafts.length === 0) return []
  const { rows: milder } = await sql<{ id: string }>`
    select distinct w.id from warning w join detection d on d.warning_id = w.id
    where w.id = any(${drafts}::uuid[]) and w.state = 'draft' and d.state = 'queued'
      and array_position(${[...severities]}::text[], w.severity) - 1 > d.severity_rank`.execute(trx)
  return milder.map(({ id }) => id)
}

/** What the life cycle says of a detection that is seen again, for the statement below. */
const afterRecurrence = Object.fromEntries(
  detectionStates.map((state) => {
    const outcome = detectionAfter(state, 'recur')
    return [state, 'to' in outcome ? outcome.to : state]
  }),
)

/** Resolved and seen again is a relapse, but not where a look-back finds what was before the member's answer. */
const relapse = sql`(known.state = 'resolved' and not (excluded.retrospective and excluded.last_seen_at < known.updated_at))`

/** Worse than it was known to be: then it is no longer what somebody put away until later. */
const worse = sql`(excluded.severity_rank < known.severity_rank)`

/** `updated_at` tells of a change of state only; that more is seen shows in `last_seen_at`. */
async function upsert(db: Db, found: readonly FoundDetection[], receivedAt: Date, now: Date): Promise<Upserted[]> {
  const { rows } = await sql<Upserted>`
    with recurrence as (select ${JSON.stringify(afterRecurrence)}::jsonb as state_after)
    insert into detection as known (id, orgnr, cause_kind, cause_key, cause_label, cause_category, indicator_type, source,
      confidence, tlp, inner_host, fields, severity, attribution, retrospective, state, events, first_seen_at, last_seen_at,
      received_at, created_at, updated_at)
    select id, orgnr, cause_kind, cause_key, cause_label, cause_category, indicator_type, source, confidence, tlp,
      inner_host, fields, severity, attribution, retrospective, 'queued', events, first_seen_at, last_seen_at, ${receivedAt}, ${now}, ${now}
    from json_to_recordset(${JSON.stringify(found)}::json) as f (id uuid, orgnr text, cause_kind text,
      cause_key text, cause_label text, cause_category text, indicator_type text, source text, confidence smallint,
      tlp text, inner_host inet, fields text[], severity text, attribution text, retrospective boolean, events bigint,
      first_seen_at timestamptz, last_seen_at timestamptz)
    order by orgnr, cause_kind, cause_key, inner_host
    on conflict (orgnr, cause_kind, cause_key, inner_host) do update set
      events = known.events + excluded.events,
      first_seen_at = least(known.first_seen_at, excluded.first_seen_at),
      last_seen_at = greatest(known.last_seen_at, excluded.last_seen_at),
      fields = array(select distinct unnest(known.fields || excluded.fields) order by 1),
      attribution = case when excluded.attribution = 'network' then 'network' else known.attribution end,
      retrospective = known.retrospective and excluded.retrospective,
      state = case when known.state = 'resolved' and not ${relapse} then known.state
        else (select state_after from recurrence) ->> known.state end,
      accepted_at = case when ${relapse} then null else known.accepted_at end,
      snoozed_until = case when ${relapse} or ${worse} then null else known.snoozed_until end,
      severity = case when (known.state = 'queued' or known.dismiss_reason = 'policy') and ${worse} then excluded.severity else known.severity end,
      received_at = case when ${relapse} then excluded.received_at else known.received_at end,
      updated_at = case when ${relapse} then excluded.updated_at else known.updated_at end
    returning id, orgnr, cause_kind, cause_key, cause_label, cause_category, source, confidence, severity, attribution,
      retrospective, last_seen_at, updated_at, state, dismiss_reason, warning_id, (xmax = 0) as inserted`.execute(db)
  return rows
}
