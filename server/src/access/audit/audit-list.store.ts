/** Reading the audit log: pages of it, newest first, and the whole of it, oldest first, for a file. */
import type { Act, AuditEntry, ObjectKind } from '@varde/contract'
import { sql } from 'kysely'
import { type Db, everyRow } from '../../platform/index.ts'
import type { Scope } from '../roles.ts'

export type AuditFilter = {
  object_kind?: ObjectKind | undefined
  object_id?: string | undefined
  member?: string | undefined
  actor_id?: string | undefined
  act?: Act | undefined
  outcome?: 'done' | 'refused' | undefined
  from?: string | undefined
  to?: string | undefined
}

type Row = Omit<AuditEntry, 'at' | 'hash'> & { at: Date; hash: Buffer }

const idIf = (kind: string) =>
  sql`case when e.actor_kind = ${sql.lit(kind)} and e.actor_id ~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' then e.actor_id::uuid end`

/** Names are looked up as they are now: the log itself holds none. */
const named = sql`
  select e.seq, e.at, e.actor_kind, e.actor_id, coalesce(p.name, k.name, s.name) as actor_name, e.address, e.act, e.outcome,
    e.object_kind, e.object_id, e.orgnr as member, e.details, e.hash
  from chosen e
  left join person p on p.id = ${idIf('person')}
  left join api_key k on k.id = ${idIf('key')}
  left join sensor s on s.id = ${idIf('sensor')}`

/** One more than `limit` where there are more. `before`: the number of the last entry of the page before. */
export async function listAudit(
  db: Db,
  scope: Scope,
  filter: AuditFilter,
  before: number | null,
  limit: number,
): Promise<AuditEntry[]> {
  const where = conditions(scope, filter)
  const { rows } = await sql<Row>`
    with chosen as materialized (
      select * from audit_entry where ${where} and ${before === null ? sql`true` : sql`seq < ${before}`}
      order by seq desc limit ${limit + 1})
    ${named} order by e.seq desc`.execute(db)
  return rows.map(shown)
}

/** Rows read at a time. */
const pageRows = 1000

/** Every entry that was there when it began, the oldest first. */
export async function* allAudit(db: Db, scope: Scope, filter: AuditFilter): AsyncGenerator<AuditEntry> {
  const where = conditions(scope, filter)
  const { rows: ends } = await sql<{ last: number | null }>`select max(seq) as last from audit_entry`.execute(db)
  const last = ends[0]?.last ?? 0
  const read = async (after: number | null) => {
    const { rows } = await sql<Row>`
      with chosen as materialized (
        select * from audit_entry where ${where} and seq > ${after ?? 0} and seq <= ${last}
        order by seq limit ${pageRows})
      ${named} order by e.seq`.execute(db)
    return rows.map(shown)
  }
  yield* everyRow(read, ({ seq }) => seq)
}

function conditions(scope: Scope, filter: AuditFilter) {
  const { object_kind, object_id, member, actor_id, act, outcome, from, to } = filter
  const parts = [
    scope === 'all' ? sql`true` : sql`orgnr = any(${[...scope]}::text[])`,
    ...(object_kind === undefined ? [] : [sql`object_kind = ${object_kind}`]),
    ...(object_id === undefined ? [] : [sql`object_id = ${object_id}`]),
    ...(member === undefined ? [] : [sql`orgnr = ${member}`]),
    ...(actor_id === undefined ? [] : [sql`actor_id = ${actor_id}`]),
    ...(act === undefined ? [] : [sql`act = ${act}`]),
    ...(outcome === undefined ? [] : [sql`outcome = ${outcome}`]),
    ...(from === undefined ? [] : [sql`at >= ${new Date(from)}`]),
    ...(to === undefined ? [] : [sql`at < ${new Date(to)}`]),
  ]
  return sql.join(parts, sql` and `)
}

function shown({ at, hash, ...row }: Row): AuditEntry {
  return { ...row, at: at.toISOString(), hash: hash.toString('hex') }
}
