/** Erases a member from PostgreSQL in one transaction; what else belongs to it follows by jobs that are added there. */
import { sql } from 'kysely'
import { erasePeopleOf, isHeld, type Note } from '../access/index.ts'
import { type Db, Problem, problems, publish } from '../platform/index.ts'
import { memberProblems } from './member.problems.ts'
import type { MemberData } from './member-data.ts'

export type Erasing = { orgnr: string /** As the caller wrote it. */; name: string; now: Date; note: Note }

/**
 * @returns how many of what went
 * @throws Problem not_found, member_name_differs, member_held
 */
export async function eraseMember(
  db: Db,
  { orgnr, name, now, note }: Erasing,
  erasures: MemberData['erasures'],
): Promise<Record<string, number>> {
  return await db.transaction().execute(async (trx) => {
    // Whoever adds anything to the member waits, and then finds it gone.
    const { rows } = await sql<{ name: string; networks: number; domains: number; contacts: number; claims: number }>`
      select name, (select count(*) from member_network n where n.orgnr = m.orgnr) as networks,
        (select count(*) from member_domain d where d.orgnr = m.orgnr) as domains,
        (select count(*) from contact c where c.orgnr = m.orgnr) as contacts,
        (select count(*) from claim l where l.orgnr = m.orgnr) as claims
      from member m where orgnr = ${orgnr} for update`.execute(trx)
    const member = rows[0]
    if (!member) throw new Problem(problems.notFound, `No member has the organisation number ${orgnr}.`)
    if (member.name !== name.trim()) {
      throw new Problem(memberProblems.nameDiffers, `${orgnr} is "${member.name}". Write that name to erase it.`)
    }
    if (await isHeld(trx, orgnr, now)) {
      throw new Problem(memberProblems.held, 'A hold keeps what there is of it. Release the hold first.')
    }
    const { name: _, ...own } = member
    const removed: Record<string, number> = { ...own }
    for (const erase of erasures) Object.assign(removed, await erase(trx, orgnr, now))
    const people = await erasePeopleOf(trx, orgnr)
    Object.assign(removed, people.removed)
    // Only holds that are over are left; their reasons go with the member.
    const { numAffectedRows: holds = 0n } = await sql`delete from archive_hold where orgnr = ${orgnr}`.execute(trx)
    removed['holds'] = Number(holds)
    await sql`delete from member where orgnr = ${orgnr}`.execute(trx)
    await publish(trx, 'members', [orgnr])
    const entry = {
      act: 'member.erased',
      object: { kind: 'member', id: orgnr },
      member: orgnr,
      details: removed,
    } as const
    await note(trx, [...people.entries, entry])
    return removed
  })
}
