/** Indicators as they are kept: listed, retracted, let through. */
import type { Indicator, IndicatorType, indicatorStates } from '@varde/contract'
import { type RawBuilder, type Selectable, sql } from 'kysely'
import type { Note } from '../../access/index.ts'
import { type Db, publish, type Tables } from '../../platform/index.ts'
import { refang } from './indicator.ts'
import { inUse } from './indicator-use.ts'

export type IndicatorState = (typeof indicatorStates)[number]
export type IndicatorFilter = {
  q?: string | undefined
  type?: IndicatorType | undefined
  /** As of `now`. */
  state?: IndicatorState | undefined
  now: Date
  /** Where the page before ended. */
  before: string | null
  limit: number
  /** The caller may not read the texts of TLP:RED: a search must not tell of them either. */
  hideRed?: boolean | undefined
}

const states: Record<IndicatorState, (now: Date) => RawBuilder<boolean>> = {
  active: inUse,
  stopped: () => sql`(stopped_by is not null and let_through_reason is null and retracted_at is null)`,
  let_through: () => sql`(stopped_by is not null and let_through_reason is not null and retracted_at is null)`,
  ended: (now) => sql`(valid_until <= ${now} and retracted_at is null)`,
  retracted: () => sql`(retracted_at is not null)`,
}

/** With the name of the member in whose networks or domains it lies. */
const shown = (db: Db) =>
  db
    .selectFrom('indicator')
    .leftJoin('member', (join) => join.on('stopped_by', '=', 'member').onRef('member.orgnr', '=', 'stopped_reason'))
    .selectAll('indicator')
    .select('member.name as member_name')

/** Indicators, the newest first (ids sort by when they were made); one more than `limit` where there are more. */
export async function listIndicators(
  db: Db,
  { q, type, state, now, before, limit, hideRed = false }: IndicatorFilter,
): Promise<Indicator[]> {
  const sought = q === undefined ? '' : refang(q).toLowerCase()
  const rows = await shown(db)
    .$if(type !== undefined, (query) => query.where('type', '=', type as IndicatorType))
    .$if(state !== undefined, (query) => query.where(states[state as IndicatorState](now)))
    .$if(sought !== '', (query) =>
      query.where(
        sql<boolean>`(category = ${sought} or not (${hideRed} and tlp = 'RED')
          and (position(${sought} in lower(value)) > 0 or position(${sought} in lower(source)) > 0))`,
      ),
    )
    .$if(before !== null, (query) => query.where('id', '<', before as string))
    .orderBy('id', 'desc')
    .limit(limit + 1)
    .execute()
  return rows.map(asIndicator)
}

export async function findIndicator(db: Db, id: string): Promise<Indicator | null> {
  const row = await shown(db).where('id', '=', id).executeTakeFirst()
  return row ? asIndicator(row) : null
}

/** Takes an indicator out of use; once more changes nothing. @returns whether there is such an indicator */
export async function retractIndicator(db: Db, id: string, now: Date, note: Note): Promise<boolean> {
  return db.transaction().execute(async (trx) => {
    const row = await trx.selectFrom('indicator').select('retracted_at').where('id', '=', id).executeTakeFirst()
    if (row && row.retracted_at === null) {
      await trx.updateTable('indicator').set({ retracted_at: now, updated_at: now }).where('id', '=', id).execute()
      await publish(trx, 'indicators', [id])
      await note(trx, { act: 'indicator.retracted', object: { kind: 'indicator', id } })
    }
    return row !== undefined
  })
}

/** Lets an indicator count whatever the list says; once more changes the reason. @returns whether there is such an indicator */
export async function letThrough(db: Db, id: string, reason: string, now: Date, note: Note): Promise<boolean> {
  return setLetThrough(db, id, { let_through_reason: reason, let_through_at: now }, note, 'indicator.let_through')
}

/** Lets the list decide again. @returns whether there is such an indicator */
export async function stopAgain(db: Db, id: string, note: Note): Promise<boolean> {
  return setLetThrough(db, id, { let_through_reason: null, let_through_at: null }, note, 'indicator.stopped_again')
}

async function setLetThrough(
  db: Db,
  id: string,
  fields: { let_through_reason: string | null; let_through_at: Date | null },
  note: Note,
  act: 'indicator.let_through' | 'indicator.stopped_again',
): Promise<boolean> {
  return db.transaction().execute(async (trx) => {
    const row = await trx.selectFrom('indicator').select('let_through_reason').where('id', '=', id).executeTakeFirst()
    if (row && row.let_through_reason !== fields.let_through_reason) {
      await trx.updateTable('indicator').set(fields).where('id', '=', id).execute()
      await publish(trx, 'indicators', [id])
      await note(trx, { act, object: { kind: 'indicator', id } })
    }
    return row !== undefined
  })
}

/** When the newest indicator came in, or null where there is none. */
export async function lastIndicatorAt(db: Db): Promise<Date | null> {
  const row = await db.selectFrom('indicator').select('created_at').orderBy('id', 'desc').limit(1).executeTakeFirst()
  return row?.created_at ?? null
}

function asIndicator(row: Selectable<Tables['indicator']> & { member_name: string | null }): Indicator {
  const { id, type, value, category, confidence, tlp, source, comment } = row
  const { stopped_by: by, stopped_entry: entry, stopped_reason: reason, let_through_reason: why, let_through_at } = row
  return {
    id,
    type,
    value,
    category,
    confidence,
    tlp,
    valid_until: row.valid_until?.toISOString() ?? null,
    source,
    comment,
    created_at: row.created_at.toISOString(),
    retracted_at: row.retracted_at?.toISOString() ?? null,
    stopped:
      by === null
        ? null
        : {
            by,
            entry: entry ?? '',
            reason: (by === 'member' ? row.member_name : null) ?? reason ?? '',
            member: by === 'member' ? reason : null,
          },
    let_through: why === null ? null : { reason: why, at: (let_through_at ?? row.updated_at).toISOString() },
  }
}
