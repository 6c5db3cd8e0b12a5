/** Suppressions as they are kept: made, prolonged and ended by people, ended by the clock. */
import type {
  CauseKind,
  NewSuppression,
  Severity,
  Suppression,
  SuppressionMade,
  SuppressionState,
  SuppressionTried,
  SuppressionTry,
  Tlp,
} from '@varde/contract'
import { sql } from 'kysely'
import type { Entry, Note } from '../../access/index.ts'
import { type Db, newId, Problem, problems, publish } from '../../platform/index.ts'
import { severityRank } from '../detections/detection.ts'
import { warningProblems } from '../warning.problems.ts'
import { decideIn, type Row, type Triage } from './decide.store.ts'
import { hold, isAbout, releaseFrom } from './suppression-hold.store.ts'

export type SuppressionRow = Omit<Suppression, 'state' | 'cause' | 'created_at' | 'until' | 'ended_at'> & {
  cause_kind: CauseKind | null
  cause_key: string | null
  cause_label: string | null
  indicator_type: string | null
  tlp: Tlp | null
  up_to: Severity
  created_at: Date
  until: Date
  ended_at: Date | null
}

/** More would not be read. */
const mostShown = 500

/** Those that are active first, those that end the soonest first among them; then those that ended last. */
export async function listSuppressions(
  db: Db,
  { state, member }: { state?: SuppressionState | undefined; member?: string },
  now: Date,
): Promise<SuppressionRow[]> {
  const active = sql<boolean>`(s.ended_at is null and s.until > ${now})`
  const { rows } = await sql<SuppressionRow>`
    select s.id, s.cause_kind, s.cause_key, c.cause_label, c.indicator_type, c.tlp, s.category, s.source, s.orgnr as member,
      m.name as member_name, s.network::text as network, s.up_to, s.reason, s.author, s.created_at, s.until, s.ended_at,
      s.ended_by, f.detections, f.events, f.members, f.held
    from suppression s left join member m using (orgnr)
    left join lateral (
      select d.cause_label, d.indicator_type, d.tlp from detection d
      where d.cause_kind = s.cause_kind and d.cause_key = s.cause_key limit 1) c on true
    cross join lateral (
      select count(*) as detections, coalesce(sum(d.events), 0)::bigint as events, count(distinct d.orgnr) as members,
        count(*) filter (where d.held and d.state = 'queued') as held
      from detection d where d.suppressed_by = s.id) f
    where ${member === undefined ? sql`true` : sql`s.orgnr = ${member}`}
      and ${state === undefined ? sql`true` : state === 'active' ? active : sql`not ${active}`}
    order by ${active} desc, case when ${active} then s.until end, coalesce(s.ended_at, s.until) desc, s.id
    limit ${mostShown}`.execute(db)
  return rows
}

type Making = Omit<Triage, 'ids'> & { network: string | null }

/** What it is about and waits is held back at once. @throws Problem suppression_wrong */
export async function suppress(
  db: Db,
  asked: NewSuppression,
  { network, ...triage }: Making,
): Promise<SuppressionMade> {
  return await db.transaction().execute(async (trx) => {
    const id = newId()
    await knownIn(trx, asked)
    await trx
      .insertInto('suppression')
      .values({
        id,
        cause_kind: asked.cause?.kind ?? null,
        cause_key: asked.cause?.key ?? null,
        category: asked.category ?? null,
        source: asked.source ?? null,
        orgnr: asked.member ?? null,
        network,
        up_to: asked.up_to,
        reason: asked.reason,
        author: triage.by.name,
        created_at: triage.now,
        until: new Date(asked.until),
      })
      .execute()
    const made: Entry = {
      act: 'suppression.made',
      object: { kind: 'suppression', id },
      ...(asked.member === undefined ? {} : { member: asked.member }),
      details: { until: asked.until, up_to: asked.up_to },
    }
    const note: Note = (trx, entries) => triage.note(trx, [...[entries].flat(), made])
    const result = await decideIn(
      trx,
      { ...triage, note, ids: await waitingAbout(trx, id) },
      {
        act: 'suppress',
        details: { suppression: id },
        async apply(trx, rows) {
          await hold(
            trx,
            rows.map((row: Row) => ({ id: row.id, warning_id: row.warning_id, suppression: id })),
          )
          return []
        },
      },
    )
    if (result.act === null) {
      await publish(trx, 'detections', [])
      await note(trx, [])
    } else {
      await trx.updateTable('suppression').set({ act_id: result.act }).where('id', '=', id).execute()
    }
    return { id, result }
  })
}

/** In the queue, and what the suppression is about. */
export async function waitingAbout(trx: Db, id: string): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select d.id from detection d join suppression s on s.id = ${id} and ${isAbout}
    where d.state = 'queued' and not d.held`.execute(trx)
  return rows.map((row) => row.id)
}

/** What it would hold back at once. */
export async function trySuppression(
  db: Db,
  { cause, category, source, member, up_to }: SuppressionTry,
  network: string | null,
): Promise<SuppressionTried> {
  const { rows } = await sql<SuppressionTried>`
    select count(*) as detections, count(distinct d.orgnr) as members
    from detection d join (
      select ${cause?.kind ?? null}::text as cause_kind, ${cause?.key ?? null}::text as cause_key,
        ${category ?? null}::text as category, ${source ?? null}::text as source, ${member ?? null}::text as orgnr,
        ${network}::cidr as network, ${severityRank(up_to)}::int as up_to_rank) s on ${isAbout}
    where d.state = 'queued' and not d.held`.execute(db)
  return rows[0] as SuppressionTried
}

/** A cause that no detection has, and a member that is not here, are slips. */
async function knownIn(trx: Db, { cause, member }: NewSuppression): Promise<void> {
  const { rows } = await sql<{ cause: boolean; member: boolean }>`
    select exists (select from detection where cause_kind = ${cause?.kind ?? null} and cause_key = ${cause?.key ?? null}) as cause,
      exists (select from member where orgnr = ${member ?? null}) as member`.execute(trx)
  const found = rows[0]
  if (cause !== undefined && !found?.cause) {
    throw new Problem(warningProblems.suppressionWrong, 'No detection has this cause. Take it from one that does.')
  }
  if (member !== undefined && !found?.member) {
    throw new Problem(warningProblems.suppressionWrong, 'There is no such member. Leave it out, or choose another.')
  }
}

type Change = Pick<Triage, 'now' | 'note'> & { id: string }

/** @throws Problem not_found, suppression_over */
export async function prolong(db: Db, until: Date, { id, now, note }: Change): Promise<void> {
  await db.transaction().execute(async (trx) => {
    const member = await lockActive(trx, id, now)
    await trx.updateTable('suppression').set({ until }).where('id', '=', id).execute()
    await publish(trx, 'detections', [])
    const object = { kind: 'suppression', id } as const
    await note(trx, { act: 'suppression.prolonged', object, member, details: { until: until.toISOString() } })
  })
}

/** @returns how many came into the queue @throws Problem not_found, suppression_over */
export async function endSuppression(db: Db, { id, now, note, by }: Change & { by: string }): Promise<number> {
  return await db.transaction().execute(async (trx) => {
    const member = await lockActive(trx, id, now)
    const detections = await endIn(trx, [id], by, now)
    await note(trx, { act: 'suppression.ended', object: { kind: 'suppression', id }, member, details: { detections } })
    return detections
  })
}

/** @returns its member, if it has one */
async function lockActive(trx: Db, id: string, now: Date): Promise<string | null> {
  const { rows } = await sql<{ orgnr: string | null; active: boolean }>`
    select orgnr, ended_at is null and until > ${now} as active from suppression where id = ${id}
    for no key update`.execute(trx)
  const found = rows[0]
  if (!found) throw new Problem(problems.notFound, 'There is no such suppression.')
  if (!found.active) throw new Problem(warningProblems.suppressionOver, 'Make a new one from a detection.')
  return found.orgnr
}

async function endIn(trx: Db, ids: readonly string[], by: string | null, now: Date): Promise<number> {
  await sql`
    update suppression set ended_at = ${now}, ended_by = ${by}
    where id = any(${ids}::uuid[]) and ended_at is null`.execute(trx)
  return await releaseFrom(trx, ids, now)
}

/** The act that made it is undone: it ends, and what came since comes into the queue too. */
export async function endOfAct(trx: Db, act: string, by: string, now: Date): Promise<void> {
  const { rows } = await sql<{ id: string }>`
    select id from suppression where act_id = ${act} and ended_at is null for no key update`.execute(trx)
  if (rows.length > 0)
    await endIn(
      trx,
      rows.map(({ id }) => id),
      by,
      now,
    )
}

/** Ends what has run out. What one that was ended holds all the same, since it came in at that very moment, is let go too. */
export async function endRunOut(db: Db, now: Date, note: Note): Promise<void> {
  await db.transaction().execute(async (trx) => {
    const { rows: over } = await sql<{ id: string; orgnr: string | null; fresh: boolean }>`
      select id, orgnr, ended_at is null as fresh from suppression s
      where ended_at is null and until <= ${now}
        or ended_at is not null and exists (select from detection where suppressed_by = s.id and held)
      order by id for no key update`.execute(trx)
    if (over.length === 0) return
    await endIn(
      trx,
      over.map(({ id }) => id),
      null,
      now,
    )
    const entries = over.flatMap(({ id, orgnr, fresh }) => {
      const object = { kind: 'suppression', id } as const
      return fresh ? [{ act: 'suppression.ended' as const, object, member: orgnr, details: { ran_out: true } }] : []
    })
    if (entries.length > 0) await note(trx, entries)
  })
}
