/** Indicators as they are kept: imported in bulk, listed, retracted. */
import type { ImportReport, Indicator, IndicatorType } from '@varde/contract'
import { type Selectable, sql } from 'kysely'
import type { Note } from '../access/index.ts'
import { type Db, newId, publish, type Tables } from '../platform/index.ts'
import { refang } from './indicator.ts'
import { type IndicatorDraft, readIndicatorsCsv } from './indicator-csv.ts'

/** Rows a statement: 100,000 rows take about five seconds on two cores, and no more than these are copied at a time. */
const chunkRows = 10_000

export type IndicatorImport = { dryRun: boolean; note: Note; progress?: (done: number, of: number) => void }

/**
 * Imports an indicators' file in one transaction. With any error nothing is written; a dry run reports the same and
 * writes nothing. A known indicator takes the file's facts, and one that was retracted counts again.
 */
export async function importIndicators(
  db: Db,
  csv: string | Buffer,
  { dryRun, note, progress }: IndicatorImport,
): Promise<ImportReport> {
  const { rows, indicators, errors } = readIndicatorsCsv(csv)
  const report = { dry_run: dryRun, applied: false, rows, created: 0, updated: 0, unchanged: 0, errors }
  if (errors.length > 0) return report
  await db.transaction().execute(async (trx) => {
    // Imports take turns: what the report counts is then what the statements below meet.
    await sql`select pg_advisory_xact_lock(hashtext('varde indicators import'))`.execute(trx)
    for (let from = 0; from < indicators.length; from += chunkRows) {
      const chunk = indicators.slice(from, from + chunkRows)
      const { created, updated } = await count(trx, chunk)
      // A statement without effect would still count up the version that the loaders follow.
      if (!dryRun && created + updated > 0) await upsert(trx, chunk)
      report.created += created
      report.updated += updated
      report.unchanged += chunk.length - created - updated
      progress?.(from + chunk.length, indicators.length)
    }
    if (dryRun) return
    if (report.created + report.updated > 0) await publish(trx, 'indicators', [])
    const { created, updated, unchanged } = report
    await note(trx, { act: 'indicators.imported', details: { created, updated, unchanged } })
  })
  return { ...report, applied: !dryRun }
}

/** The rows of a chunk as a table of their own, each with the id that it takes if it is new. */
function incoming(chunk: readonly IndicatorDraft[]) {
  const column = <Name extends keyof IndicatorDraft>(name: Name) => chunk.map((row) => row[name])
  return sql`unnest(${chunk.map(() => newId())}::uuid[], ${column('type')}::text[], ${column('value')}::text[],
    ${column('category')}::text[], ${column('confidence')}::smallint[], ${column('tlp')}::text[],
    ${column('valid_until')}::timestamptz[], ${column('source')}::text[], ${column('comment')}::text[])
    as f(id, type, value, category, confidence, tlp, valid_until, source, comment)`
}

/** Whether a known indicator `i` is other than the file's row `f` says. */
const differs = sql`(i.category, i.confidence, i.tlp, i.valid_until, i.source, i.comment, i.retracted_at is null)
  is distinct from (f.category, f.confidence, f.tlp, f.valid_until, f.source, f.comment, true)`

async function count(db: Db, chunk: readonly IndicatorDraft[]): Promise<{ created: number; updated: number }> {
  const { rows } = await sql<{ created: number; updated: number }>`
    select count(*) filter (where i.id is null)::int as created,
      count(*) filter (where i.id is not null and ${differs})::int as updated
    from ${incoming(chunk)} left join indicator i on i.type = f.type and i.value = f.value`.execute(db)
  return rows[0] ?? { created: 0, updated: 0 }
}

async function upsert(db: Db, chunk: readonly IndicatorDraft[]): Promise<void> {
  await sql`
    insert into indicator (id, type, value, category, confidence, tlp, valid_until, source, comment)
    select f.* from ${incoming(chunk)} left join indicator i on i.type = f.type and i.value = f.value
    where i.id is null or ${differs}
    on conflict (type, value) do update set category = excluded.category, confidence = excluded.confidence,
      tlp = excluded.tlp, valid_until = excluded.valid_until, source = excluded.source, comment = excluded.comment,
      updated_at = now(), retracted_at = null`.execute(db)
}

export type IndicatorFilter = {
  q?: string | undefined
  type?: IndicatorType | undefined
  /** Where the page before ended. */
  before: string | null
  limit: number
  /** The caller may not read the texts of TLP:RED: a search must not tell of them either. */
  hideRed?: boolean | undefined
}

/** Indicators, the newest first (ids sort by when they were made); one more than `limit` where there are more. */
export async function listIndicators(
  db: Db,
  { q, type, before, limit, hideRed = false }: IndicatorFilter,
): Promise<Indicator[]> {
  const sought = q === undefined ? '' : refang(q).toLowerCase()
  const rows = await db
    .selectFrom('indicator')
    .selectAll()
    .$if(type !== undefined, (query) => query.where('type', '=', type as IndicatorType))
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
  const row = await db.selectFrom('indicator').selectAll().where('id', '=', id).executeTakeFirst()
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

/** When the newest indicator came in, or null where there is none. */
export async function lastIndicatorAt(db: Db): Promise<Date | null> {
  const row = await db
    .selectFrom('indicator')
    .select(({ fn }) => fn.max('created_at').as('at'))
    .executeTakeFirst()
  return row?.at ?? null
}

function asIndicator(row: Selectable<Tables['indicator']>): Indicator {
  const { id, type, value, category, confidence, tlp, source, comment } = row
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
  }
}
