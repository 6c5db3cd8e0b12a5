/**
 * What is kept in versions: a row is one, never changes, and says who wrote it and why. The newest of a kind is in force. To go
 * back is to write the old content anew.
 */
import { sql } from 'kysely'
import type { Db } from './postgres.ts'

/** A table with `number`, `content`, `at`, `by` and `note`, and the column that tells the kinds apart. */
export type Versioned = { table: string; kind: string }
export type Version<Content> = { version: number; content: Content; at: string; by: string; note: string }

const most = 200

/** The newest first, up to two hundred. */
export async function versionsOf<Content>(db: Db, { table, kind }: Versioned, of: string): Promise<Version<Content>[]> {
  const { rows } = await sql<Omit<Version<Content>, 'at'> & { at: Date }>`
    select number as version, content, at, by, note from ${sql.table(table)} where ${sql.ref(kind)} = ${of}
    order by number desc limit ${most}`.execute(db)
  return rows.map((row) => ({ ...row, at: row.at.toISOString() }))
}

/** What is in force of every kind, by kind; one that nobody has written is absent. */
export async function newestOfEach<Content>(
  db: Db,
  { table, kind }: Versioned,
): Promise<Map<string, Version<Content>>> {
  const { rows } = await sql<Omit<Version<Content>, 'at'> & { at: Date; of: string }>`
    select distinct on (${sql.ref(kind)}) ${sql.ref(kind)} as of, number as version, content, at, by, note
    from ${sql.table(table)} order by ${sql.ref(kind)}, number desc`.execute(db)
  return new Map(rows.map(({ of, ...row }) => [of, { ...row, at: row.at.toISOString() }]))
}

/** What is in force; null where nobody has written any. */
export async function newestOf<Content>(db: Db, { table, kind }: Versioned, of: string): Promise<Content | null> {
  const { rows } = await sql<{ content: Content }>`
    select content from ${sql.table(table)} where ${sql.ref(kind)} = ${of} order by number desc limit 1`.execute(db)
  return rows[0]?.content ?? null
}

export type NewVersion = {
  of: string
  content: unknown
  /** The one in force as the writer has seen it; 0 where there was none. */
  seen: number
  why: string
  by: string
  now: Date
}

/** Until the transaction ends, so that the numbers come into force in their order. */
export async function oneAtATime(trx: Db, { table }: Pick<Versioned, 'table'>): Promise<void> {
  await sql`lock table ${sql.table(table)} in share row exclusive mode`.execute(trx)
}

/** @returns false, and nothing is written, where another is in force than the one that was seen */
export async function writeVersion(
  trx: Db,
  { table, kind }: Versioned,
  { of, content, seen, why, by, now }: NewVersion,
): Promise<boolean> {
  await oneAtATime(trx, { table })
  const { rows } = await sql<{ number: number | null }>`
    select max(number) as number from ${sql.table(table)} where ${sql.ref(kind)} = ${of}`.execute(trx)
  if ((rows[0]?.number ?? 0) !== seen) return false
  await sql`
    insert into ${sql.table(table)} (${sql.ref(kind)}, content, at, by, note)
    values (${of}, ${JSON.stringify(content)}, ${now}, ${by}, ${why})`.execute(trx)
  return true
}
