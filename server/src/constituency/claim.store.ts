/** Claims: proposed by a member, decided by the team, and carried out with the decision. */
import type { Claim, ClaimState, NewClaim } from '@varde/contract'
import { sql } from 'kysely'
import type { Entry, Note, Scope } from '../access/index.ts'
import { addJobSoon, type Db, newId, Problem, problems, publish, readNetwork } from '../platform/index.ts'
import { claimNoticeTask, gatherSeconds } from './claim-mail.job.ts'
import { readDomain } from './domain.ts'
import { memberProblems } from './member.problems.ts'

export type ClaimRow = Omit<Claim, 'member' | 'created_at' | 'decided_at' | 'conflicts' | 'proof'> & {
  orgnr: string
  created_at: Date
  decided_at: Date | null
  proof: string
  proven_at: Date | null
  checked_at: Date | null
}
/** What is waiting is read to the end; what is decided is read from the newest. */
const most = 500

const within = (scope: Scope) => sql`(${scope === 'all'} or c.orgnr = any(${scope === 'all' ? [] : scope}))`

export async function listClaims(
  db: Db,
  { scope, member, state }: { scope: Scope; member?: string | undefined; state?: ClaimState | undefined },
): Promise<ClaimRow[]> {
  const { rows } = await sql<ClaimRow>`
    select c.id, c.orgnr, c.kind, c.change, c.value, c.reason, c.state, c.proposed_by, c.created_at, c.decided_by, c.decided_at,
      c.words, c.proof, c.proven_at, c.checked_at, m.name as member_name from claim c join member m using (orgnr)
    where ${within(scope)} and ${member === undefined ? sql`true` : sql`c.orgnr = ${member}`}
      and ${state === undefined ? sql`true` : sql`c.state = ${state}`}
    order by c.state <> 'waiting', c.created_at desc, c.id limit ${most}`.execute(db)
  return rows
}

/** Of what waits to be added: who else holds the same, part of it, or what it is part of. */
export async function conflictsOf(db: Db, claims: readonly ClaimRow[]): Promise<Map<string, Claim['conflicts']>> {
  const adding = claims.filter(({ state, change }) => state === 'waiting' && change === 'add')
  const asked = JSON.stringify(adding.map(({ id, orgnr, kind, value }) => ({ id, orgnr, kind, value })))
  const { rows } = await sql<Claim['conflicts'][number] & { id: string }>`
    with claimed as (
      select * from json_to_recordset(${asked}::json) as c (id uuid, orgnr text, kind text, value text))
    select c.id, m.orgnr as member, m.name as member_name, n.network::text as value, n.network = c.value::cidr as same
    from (select id, orgnr, value from claimed where kind = 'network') c
    join member_network n on n.network && c.value::cidr and n.orgnr <> c.orgnr join member m on m.orgnr = n.orgnr
    union all
    select c.id, m.orgnr, m.name, d.domain, d.domain = c.value
    from (select id, orgnr, value from claimed where kind = 'domain') c
    join member_domain d on d.orgnr <> c.orgnr
      and (d.domain = c.value or d.domain like '%.' || c.value or c.value like '%.' || d.domain)
    join member m on m.orgnr = d.orgnr`.execute(db)
  return Map.groupBy(
    rows.map(({ id, ...conflict }) => ({ id, ...conflict })),
    ({ id }) => id,
  ) as Map<string, Claim['conflicts']>
}

const entry = (
  act: Entry['act'],
  { id, orgnr }: { id: string; orgnr: string },
  details: { kind: string; change: string },
): Entry => ({
  act,
  object: { kind: 'claim', id },
  member: orgnr,
  details,
})

export type Proposing = { orgnr: string; claim: NewClaim; by: string; now: Date; note: Note }

/** @throws Problem invalid_input, claim_pointless */
export async function proposeClaim(db: Db, { orgnr, claim, by, now, note }: Proposing): Promise<string> {
  const { kind, change, reason = '' } = claim
  const read = kind === 'network' ? readNetwork(claim.value.trim()) : readDomain(claim.value.trim())
  if ('fault' in read) {
    const errors = [{ at: 'body/value', message: `"${claim.value}" ${read.fault}` }]
    throw new Problem(problems.invalidInput, 'This cannot be claimed.', { errors })
  }
  const { value } = read
  const id = newId()
  await db.transaction().execute(async (trx) => {
    const own = await isOwn(trx, { orgnr, kind, value })
    if (own === (change === 'add')) {
      const detail = own ? `${value} is the member’s already.` : `${value} is not among what is the member’s.`
      throw new Problem(memberProblems.claimPointless, detail)
    }
    const { rows } = await sql`
      insert into claim (id, orgnr, kind, change, value, reason, proposed_by, created_at)
      values (${id}, ${orgnr}, ${kind}, ${change}, ${value}, ${reason.trim()}, ${by}, ${now})
      on conflict do nothing returning id`.execute(trx)
    if (rows.length === 0) throw new Problem(memberProblems.claimPointless, `${value} waits for a decision already.`)
    await publish(trx, 'members', [orgnr])
    await addJobSoon(trx, claimNoticeTask, gatherSeconds)
    await note(trx, entry('claim.proposed', { id, orgnr }, { kind, change }))
  })
  return id
}

async function isOwn(trx: Db, { orgnr, kind, value }: { orgnr: string; kind: Claim['kind']; value: string }) {
  const { rows } = await (kind === 'network'
    ? sql`select from member_network where orgnr = ${orgnr} and network = ${value}::cidr`
    : sql`select from member_domain where orgnr = ${orgnr} and domain = ${value}`
  ).execute(trx)
  return rows.length > 0
}

export type Deciding = {
  id: string
  scope: Scope
  state: 'approved' | 'refused' | 'withdrawn'
  words: string
  by: string
  now: Date
  note: Note
}

const actOf = { approved: 'claim.approved', refused: 'claim.refused', withdrawn: 'claim.withdrawn' } as const

/** @throws Problem not_found, claim_decided, claim_held */
export async function decideClaim(db: Db, { id, scope, state, words, by, now, note }: Deciding): Promise<void> {
  await db.transaction().execute(async (trx) => {
    // As an import does: two at once could each give the same network to another member.
    await sql`select pg_advisory_xact_lock(hashtext('varde members import'))`.execute(trx)
    const { rows } = await sql<ClaimRow>`
      select c.* from claim c where c.id = ${id} and ${within(scope)} for update`.execute(trx)
    const claim = rows[0]
    if (!claim) throw new Problem(problems.notFound, 'There is no such claim.')
    if (claim.state !== 'waiting') throw new Problem(memberProblems.claimDecided, `It is ${claim.state} already.`)
    if (state === 'approved') await carryOut(trx, claim)
    await sql`
      update claim set state = ${state}, words = ${words}, decided_by = ${by}, decided_at = ${now}
      where id = ${id}`.execute(trx)
    await publish(trx, 'members', [claim.orgnr])
    await note(trx, entry(actOf[state], claim, { kind: claim.kind, change: claim.change }))
  })
}

async function carryOut(trx: Db, { orgnr, kind, change, value }: ClaimRow): Promise<void> {
  const [table, column] = kind === 'network' ? ['member_network', 'network'] : ['member_domain', 'domain']
  const written = kind === 'network' ? sql`${value}::cidr` : sql`${value}`
  if (change === 'remove') {
    await sql`
      delete from ${sql.table(table)} where orgnr = ${orgnr} and ${sql.ref(column)} = ${written}`.execute(trx)
    return
  }
  const { rows } = await sql<{ orgnr: string; name: string }>`
    select m.orgnr, m.name from ${sql.table(table)} t join member m using (orgnr)
    where t.${sql.ref(column)} = ${written}`.execute(trx)
  const holder = rows[0]
  if (holder && holder.orgnr !== orgnr) {
    const detail = `${value} belongs to ${holder.name} (${holder.orgnr}). Take it from them first, or refuse the claim.`
    throw new Problem(memberProblems.claimHeld, detail)
  }
  if (holder) return
  await sql`insert into ${sql.table(table)} (${sql.ref(column)}, orgnr) values (${written}, ${orgnr})`.execute(trx)
}
