/** Files that came with answers. */
import type { Attachment } from '@varde/contract'
import { sql } from 'kysely'
import type { Scope } from '../../access/index.ts'
import { type Db, newId } from '../../platform/index.ts'
import { inScopeOf } from '../warnings/warning.store.ts'
import { mostBytes, type ReplyFile } from './reply-file.ts'

/** @returns bytes that are left for a warning's files */
export async function roomFor(db: Db, warning: string): Promise<number> {
  const { rows } = await sql<{ used: number }>`
    select coalesce(sum(a.size), 0)::bigint as used from response_attachment a join response r on r.id = a.response_id
    where r.warning_id = ${warning}`.execute(db)
  return mostBytes - (rows[0]?.used ?? 0)
}

export async function keepFiles(trx: Db, response: string, files: readonly ReplyFile[]): Promise<void> {
  for (const [number, { content, ...file }] of files.entries()) {
    await trx
      .insertInto('response_attachment')
      .values({ id: newId(), response_id: response, number, ...file, size: content.length, content })
      .execute()
  }
}

type FileRow = { response_id: string; id: string; name: string; size: number; sha256: string }

/** Of each answer to a warning, as a member sees them. */
export async function filesTo(db: Db, warning: string): Promise<Map<string, Attachment[]>> {
  const { rows } = await sql<FileRow>`
    select a.response_id, a.id, a.name, a.size, a.sha256
    from response_attachment a join response r on r.id = a.response_id
    where r.warning_id = ${warning} order by a.response_id, a.number`.execute(db)
  const shown = rows.map(({ response_id, ...file }) => ({ response_id, file: { ...file, indicator: null, also: [] } }))
  return new Map(
    [...Map.groupBy(shown, ({ response_id }) => response_id)].map(([id, group]) => [id, group.map(({ file }) => file)]),
  )
}

/** Other warnings that are named for a file; more would not be read. */
const mostOthers = 5

/** What is known elsewhere of a warning's files, by hash: for staff. */
export async function knownOf(
  db: Db,
  warning: string,
  hashes: readonly string[],
  { red }: { red: boolean },
): Promise<Map<string, Pick<Attachment, 'indicator' | 'also'>>> {
  if (hashes.length === 0) return new Map()
  const { rows: indicators } = await sql<{ id: string; value: string }>`
    select id, value from indicator where type = 'sha256' and value = any(${hashes}::text[]) and retracted_at is null
      and (${red} or tlp <> 'RED')`.execute(db)
  const { rows: others } = await sql<Attachment['also'][number] & { sha256: string }>`
    select distinct a.sha256, w.id as warning, w.number, m.name as member_name
    from response_attachment a join response r on r.id = a.response_id join warning w on w.id = r.warning_id
      join member m using (orgnr)
    where a.sha256 = any(${hashes}::text[]) and w.id <> ${warning} order by w.number desc limit 100`.execute(db)
  return new Map(
    hashes.map((hash) => [
      hash,
      {
        indicator: indicators.find(({ value }) => value === hash)?.id ?? null,
        also: others.flatMap(({ sha256, ...other }) => (sha256 === hash ? [other] : [])).slice(0, mostOthers),
      },
    ]),
  )
}

export type FoundFile = { name: string; sha256: string; size: number; content: Buffer; warning: string; orgnr: string }

/** @returns null where there is none in the scope */
export async function findFile(db: Db, scope: Scope, id: string): Promise<FoundFile | null> {
  const { rows } = await sql<FoundFile>`
    select a.name, a.sha256, a.size, a.content, w.id as warning, w.orgnr
    from response_attachment a join response r on r.id = a.response_id join warning w on w.id = r.warning_id
    where a.id = ${id} and ${inScopeOf(scope)}`.execute(db)
  return rows[0] ?? null
}
