/** Claimed domains that wait for their proof. */
import { sql } from 'kysely'
import { inScope, type Note, type Scope } from '../access/index.ts'
import { type Db, Problem, problems, publish } from '../platform/index.ts'
import { memberProblems } from './member.problems.ts'

export type ToProve = { id: string; orgnr: string; domain: string; proof: string }

const minute = 60_000
/** How long a record is looked for by itself. */
const lookedFor = 30 * 24 * 60 * minute
/** How often, at most: name servers keep what they have heard for about as long. */
const between = 10 * minute
/** Of one run, so that a name server that does not answer holds up few. */
const most = 20

export async function waitingForProof(db: Db, now: Date): Promise<ToProve[]> {
  const { rows } = await sql<ToProve>`
    select id, orgnr, value as domain, proof from claim
    where state = 'waiting' and kind = 'domain' and change = 'add' and proven_at is null
      and created_at > ${new Date(now.getTime() - lookedFor)}
      and coalesce(checked_at, '-infinity') < ${new Date(now.getTime() - between)}
    order by checked_at nulls first, id limit ${most}`.execute(db)
  return rows
}

/** @throws Problem not_found, claim_decided */
export async function findToProve(db: Db, scope: Scope, id: string): Promise<ToProve> {
  const { rows } = await sql<ToProve & { provable: boolean; state: string }>`
    select id, orgnr, value as domain, proof, state, kind = 'domain' and change = 'add' as provable
    from claim where id = ${id}`.execute(db)
  const claim = rows[0]
  if (!claim?.provable || !inScope(scope, claim.orgnr)) {
    throw new Problem(problems.notFound, 'There is no such claim of a domain.')
  }
  if (claim.state !== 'waiting') throw new Problem(memberProblems.claimDecided, `It is ${claim.state} already.`)
  return claim
}

/** Writes down that it was looked for, and that it was found where it was: the first time counts. */
export async function keepCheck(db: Db, { id, orgnr }: ToProve, proven: boolean, now: Date, note: Note): Promise<void> {
  await db.transaction().execute(async (trx) => {
    const { rows } = await sql<{ first: boolean }>`
      update claim set checked_at = ${now}, proven_at = case when ${proven} then coalesce(proven_at, ${now}) else proven_at end
      where id = ${id} and state = 'waiting' returning proven_at = ${now} as first`.execute(trx)
    if (rows[0]?.first !== true) return
    await publish(trx, 'members', [orgnr])
    await note(trx, { act: 'claim.proven', object: { kind: 'claim', id }, member: orgnr })
  })
}
