/** Imports of indicators: a file goes row by row into a table of its own, and from there in few statements, however long it is. */
import type { IndicatorImportReport, Stopped } from '@varde/contract'
import { sql } from 'kysely'
import type { Note } from '../../access/index.ts'
import { type CsvFault, copying, type Db, manyIds, type Postgres, publish } from '../../platform/index.ts'
import { weigh } from './allow-weigh.store.ts'
import { type CsvSource, readIndicatorsCsv } from './indicator-csv.ts'

export type IndicatorImport = {
  dryRun: boolean
  note: Note
  /** Told how many rows have been read. */
  progress?: (rows: number) => void
}

/** Rows between two words on the progress. */
const progressRows = 10_000
/** Reasons that a report names. */
const mostReasons = 20

const columns = [
  'line',
  'id',
  'type',
  'value',
  'category',
  'confidence',
  'tlp',
  'valid_until',
  'source',
  'comment',
] as const

class Faulty extends Error {}
class DryRun extends Error {}

/**
 * Imports an indicators' file in one transaction. With any error nothing is written; a dry run reports the same and
 * writes nothing. A known indicator takes the file's facts, and one that was retracted counts again. Of rows with the same type
 * and value the last one stands, as if the file's rows were imported one by one.
 */
export async function importIndicators(
  { pool }: Pick<Postgres, 'pool'>,
  csv: CsvSource,
  { dryRun, note, progress }: IndicatorImport,
): Promise<IndicatorImportReport> {
  const read: { rows: number; errors: CsvFault[] } = { rows: 0, errors: [] }
  const report = {
    created: 0,
    updated: 0,
    unchanged: 0,
    stopped: 0,
    stopped_by: [] as IndicatorImportReport['stopped_by'],
  }
  const newId = manyIds()
  async function* rows() {
    for await (const row of readIndicatorsCsv(csv, read)) {
      if (read.rows % progressRows === 0) progress?.(read.rows)
      if (read.errors.length > 0) continue
      const { line, type, value, category, confidence, tlp, valid_until, source, comment } = row
      const until = valid_until?.toISOString() ?? null
      yield [line, newId(), type, value, category, confidence, tlp, until, source, comment]
    }
    progress?.(read.rows)
  }
  try {
    await copying(pool, async (trx, copyIn) => {
      await sql`create temp table incoming (line int, id uuid, type text, value text, category text, confidence smallint,
        tlp text, valid_until timestamptz, source text, comment text,
        stopped_by text, stopped_entry text, stopped_reason text) on commit drop`.execute(trx)
      await copyIn('incoming', columns, rows())
      if (read.errors.length > 0) throw new Faulty()
      // Imports take turns: what the report counts is then what the statements below meet.
      await sql`select pg_advisory_xact_lock(hashtext('varde indicators import'))`.execute(trx)
      Object.assign(report, await write(trx))
      const { created, updated, unchanged, stopped } = report
      if (dryRun) throw new DryRun()
      if (created + updated > 0) await publish(trx, 'indicators', [])
      await note(trx, { act: 'indicators.imported', details: { created, updated, unchanged, stopped } })
    })
  } catch (fault) {
    // Thrown to undo what was tried.
    if (!(fault instanceof Faulty || fault instanceof DryRun)) throw fault
  }
  const { rows: count, errors } = read
  return { dry_run: dryRun, applied: !dryRun && errors.length === 0, rows: count, ...report, errors }
}

/** What a file says of an indicator, and what was weighed: copied from the file's row. */
const facts = sql.raw(
  'category, confidence, tlp, valid_until, source, comment, stopped_by, stopped_entry, stopped_reason',
)

/**
 * In few statements and each row once: what is known is changed, then what is not comes in. Nothing else adds indicators, and
 * imports take turns, so none of these can come in between; asking for each row whether one had would cost a tenth.
 */
async function write(trx: Db) {
  // For the joins of a whole file; the usual 4 MB would put them on disk.
  await sql`set local work_mem = '128MB'`.execute(trx)
  await sql`analyze incoming`.execute(trx)
  await sql`delete from incoming f using (select type, value, max(line) as last from incoming group by type, value having count(*) > 1) d
    where f.type = d.type and f.value = d.value and f.line < d.last`.execute(trx)
  const all = await sql<{ rows: number }>`select count(*)::int as rows from incoming`.execute(trx)
  // Before they come in: the rows of indicators are then written once, and what is stopped does not look back.
  await weigh(trx, 'incoming')
  const { numAffectedRows: updated = 0n } = await sql`
    update indicator i set category = f.category, confidence = f.confidence, tlp = f.tlp, valid_until = f.valid_until,
      source = f.source, comment = f.comment, updated_at = now(), retracted_at = null,
      stopped_by = f.stopped_by, stopped_entry = f.stopped_entry, stopped_reason = f.stopped_reason
    from incoming f
    where i.type = f.type and i.value = f.value
      and (i.category, i.confidence, i.tlp, i.valid_until, i.source, i.comment, i.retracted_at is null)
        is distinct from (f.category, f.confidence, f.tlp, f.valid_until, f.source, f.comment, true)`.execute(trx)
  const { numAffectedRows: created = 0n } = await sql`
    insert into indicator (id, type, value, ${facts})
    select id, type, value, ${facts} from incoming f
    where not exists (select from indicator i where i.type = f.type and i.value = f.value)
    order by line`.execute(trx)
  const { rows: stopped } = await sql<Stopped & { indicators: number; total: number }>`
    select i.stopped_by as by, i.stopped_entry as entry, coalesce(m.name, i.stopped_reason) as reason, m.orgnr as member,
      count(*)::int as indicators, (sum(count(*)) over ())::int as total
    from incoming f join indicator i on i.type = f.type and i.value = f.value
      left join member m on i.stopped_by = 'member' and m.orgnr = i.stopped_reason
    where i.stopped_by is not null and i.let_through_reason is null
    group by 1, 2, 3, 4 order by indicators desc, entry limit ${mostReasons}`.execute(trx)
  return {
    created: Number(created),
    updated: Number(updated),
    unchanged: (all.rows[0]?.rows ?? 0) - Number(created) - Number(updated),
    stopped: stopped[0]?.total ?? 0,
    stopped_by: stopped.map(({ total: _, ...reason }) => reason),
  }
}
