/** Puts back what an act of triage changed, where nothing else has changed it since. */
import type { DetectionState, TriageAct, TriageActWord, TriageResult } from '@varde/contract'
import { sql } from 'kysely'
import type { Principal } from '../../access/index.ts'
import { type Db, Problem, problems, publish } from '../../platform/index.ts'
import { sightAnew } from '../findings/sighting.store.ts'
import { draftDetections, leaveDrafts, lockMembers, type Queued } from '../warnings/dispatch.store.ts'
import type { Triage } from './decide.store.ts'
import { endOfAct } from './suppression.store.ts'
import { undoRefusal } from './undo.ts'

const dayMilliseconds = 86_400_000

/** The caller's own of the last day, the newest first. */
export async function ownActs(db: Db, by: Pick<Principal, 'kind' | 'id'>, now: Date): Promise<TriageAct[]> {
  const { rows } = await sql<Omit<TriageAct, 'at'> & { at: Date }>`
    select a.id, a.at, a.act, count(*) as detections, count(d.undone_at) as undone
    from triage_act a join triage_act_detection d on d.act_id = a.id
    where a.by_kind = ${by.kind} and a.by_id = ${by.id} and a.at > ${new Date(now.getTime() - dayMilliseconds)}
    group by a.id order by a.at desc, a.id desc limit 50`.execute(db)
  return rows.map((row) => ({ ...row, at: row.at.toISOString() }))
}

type Kept = Queued & {
  act: TriageActWord
  state: DetectionState
  state_after: DetectionState
  undone: boolean
  /** No later act has changed it. */
  newest: boolean
  warning_id: string | null
  warning_before: string | null
}

/** @throws Problem not_found */
export async function undo(db: Db, act: string, { scope, by, now, note }: Omit<Triage, 'ids'>): Promise<TriageResult> {
  return await db.transaction().execute(async (trx) => {
    const read = async () => {
      const { rows } = await sql<Kept>`
        select d.id, d.orgnr, d.cause_kind, d.cause_key, t.act, d.state, a.state_after, a.undone_at is not null as undone,
          d.last_act is not distinct from a.act_id as newest, d.warning_id, (a.before ->> 'warning_id')::uuid as warning_before
        from triage_act t join triage_act_detection a on a.act_id = t.id join detection d on d.id = a.detection_id
        where t.id = ${act} and (${scope === 'all'} or d.orgnr = any(${scope === 'all' ? [] : scope}))
        order by d.id`.execute(trx)
      return rows
    }
    await lockMembers(trx, [...new Set((await read()).map(({ orgnr }) => orgnr))])
    const rows = await read()
    if (rows.length === 0) throw new Problem(problems.notFound, 'There is no such act, or what it was about is gone.')
    const refused: TriageResult['refused'] = []
    const possible = rows.filter((row) => {
      const why = undoRefusal(row)
      if (why !== null) refused.push({ id: row.id, ...why })
      return why === null
    })
    const done = possible.map(({ id }) => id)
    if (done.length === 0) return { act: null, done, refused, warnings: [] }
    await putBack(trx, act, done, now)
    const warnings = await settleDrafts(trx, possible, now)
    if (rows[0]?.act === 'suppress') await endOfAct(trx, act, by.name, now)
    await sightAnew(trx, done, now)
    await publish(trx, 'detections', done)
    await note(
      trx,
      possible.map(({ id, orgnr, act: what }) => ({
        act: 'detection.undone' as const,
        object: { kind: 'detection' as const, id },
        member: orgnr,
        details: { what },
      })),
    )
    return { act: null, done, refused, warnings }
  })
}

/**
 * A person, an original or a draft that is gone meanwhile is left out. A draft that has gone out cannot take its detection
 * back.
 */
async function putBack(trx: Db, act: string, ids: readonly string[], now: Date): Promise<void> {
  await sql`
    update detection d set state = b.state, dismiss_reason = b.dismiss_reason, dismissed_by = b.dismissed_by,
      duplicate_of = (select id from detection where id = b.duplicate_of), accepted_at = b.accepted_at,
      assigned_to = (select id from person where id = b.assigned_to), snoozed_until = b.snoozed_until,
      warning_id = (select id from warning where id = b.warning_id
        and (state in ('draft', 'cancelled') or d.state = 'warned')),
      suppressed_by = (select id from suppression where id = b.suppressed_by),
      held = b.held and exists (select from suppression where id = b.suppressed_by and ended_at is null),
      last_act = b.last_act, updated_at = case when b.state = d.state then d.updated_at else ${now} end
    from triage_act_detection a, jsonb_populate_record(null::detection, a.before) b
    where a.act_id = ${act} and d.id = a.detection_id and d.id = any(${ids}::uuid[])`.execute(trx)
  await sql`
    update triage_act_detection set undone_at = ${now}
    where act_id = ${act} and detection_id = any(${ids}::uuid[])`.execute(trx)
}

/** Brings the drafts they left, and those they came back to, up to date. */
async function settleDrafts(trx: Db, rows: readonly Kept[], now: Date): Promise<string[]> {
  const drafts = [
    ...new Set(rows.flatMap(({ warning_id, warning_before }) => [warning_id ?? [], warning_before ?? []].flat())),
  ]
  await sql`
    update warning set state = 'draft' where id = any(${drafts}::uuid[]) and state = 'cancelled'
      and exists (select from detection where warning_id = warning.id and state = 'queued')`.execute(trx)
  await leaveDrafts(trx, drafts)
  const { rows: alone } = await sql<Queued>`
    select id, orgnr, cause_kind, cause_key from detection
    where id = any(${rows.map(({ id }) => id)}::uuid[]) and state = 'queued' and warning_id is null`.execute(trx)
  await draftDetections(trx, alone, now)
  return drafts
}
