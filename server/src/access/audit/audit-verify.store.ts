/** Checks the whole audit log against its key, its head, and the end that was noted outside the database. */
import type { ChainReport } from '@varde/contract'
import { sql } from 'kysely'
import { type Clock, type Db, everyRow, type Logger } from '../../platform/index.ts'
import { readAnchor, writeAnchor } from './audit-anchor.ts'
import { type Place, type StoredLink, walkChain } from './audit-chain.ts'

export type VerifyParts = {
  db: Db
  key: Buffer
  clock: Clock /** Where the end is noted: `VARDE_DATA`. */
  folder: string
}

/** Rows read at a time. */
const pageRows = 5000

/** Reads every entry, in pages, from one snapshot. A log that is whole has its end noted anew. */
export async function verifyAudit({ db, key, clock, folder }: VerifyParts): Promise<ChainReport> {
  const anchor = await readAnchor(folder)
  const { report, head } = await db
    .transaction()
    .setIsolationLevel('repeatable read')
    .execute(async (trx) => {
      const head = await headOf(trx)
      const walk = walkChain(key, { pruned: await prunedOf(trx), head, anchor })
      for await (const link of linksOf(trx)) walk.step(link)
      return { report: walk.end(clock()), head }
    })
  if (report.faults.length === 0) await writeAnchor(folder, head)
  return report
}

/**
 * Notes the end of the log outside the database. One that does not go on from the end noted before stays as it is, for
 * `verifyAudit` to find.
 */
export async function noteEnd({ db, folder, log }: { db: Db; folder: string; log: Logger }): Promise<void> {
  const anchor = await readAnchor(folder)
  const head = await headOf(db)
  if (anchor !== null) {
    const [there, pruned] = [await hashAt(db, anchor.seq), await prunedOf(db)]
    const goesOn = there === null ? pruned !== null && pruned.seq >= anchor.seq : there.equals(anchor.hash)
    if (head.seq < anchor.seq || (anchor.seq > 0 && !goesOn)) {
      log.error({ seq: anchor.seq }, 'the audit log does not go on from where it ended: run "varde audit verify"')
      return
    }
  }
  await writeAnchor(folder, head)
}

const hourMilliseconds = 60 * 60 * 1000

/** Notes the end now and each hour. */
export function noteEndHourly(parts: { db: Db; folder: string; log: Logger }): { close(): Promise<void> } {
  let under: Promise<void> = Promise.resolve()
  const note = () => {
    under = noteEnd(parts).catch((fault) => parts.log.error({ err: fault }, 'the end of the audit log was not noted'))
  }
  note()
  const timer = setInterval(note, hourMilliseconds)
  return {
    close: async () => {
      clearInterval(timer)
      await under
    },
  }
}

async function headOf(db: Db): Promise<Place> {
  return await db.selectFrom('audit_head').select(['seq', 'hash']).executeTakeFirstOrThrow()
}

async function hashAt(db: Db, seq: number): Promise<Buffer | null> {
  return (await db.selectFrom('audit_entry').select('hash').where('seq', '=', seq).executeTakeFirst())?.hash ?? null
}

/** Where retention says that it ended, if the log begins right behind that. */
async function prunedOf(db: Db): Promise<Place | null> {
  const { rows } = await sql<{ seq: number; hash: string }>`
    select (details ->> 'to_seq')::bigint as seq, details ->> 'hash' as hash from audit_entry
    where act = 'audit.pruned' and details ->> 'to_seq' = ((select min(seq) from audit_entry) - 1)::text
    order by seq desc limit 1`.execute(db)
  return rows[0] === undefined ? null : { seq: rows[0].seq, hash: Buffer.from(rows[0].hash, 'hex') }
}

function linksOf(db: Db): AsyncGenerator<StoredLink> {
  const read = async (after: number | null) => {
    const { rows } = await sql<StoredLink>`
      select seq, at, actor_kind, actor_id, address, act, outcome, object_kind, object_id, orgnr, details, hash
      from audit_entry where seq > ${after ?? 0} order by seq limit ${pageRows}`.execute(db)
    return rows
  }
  return everyRow(read, ({ seq }) => seq)
}
