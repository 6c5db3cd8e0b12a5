/** Asks whether a caller may do something to a person, and says in words why not. */
import type { RoleAt } from '@varde/contract'
import { type Db, Problem } from '../../platform/index.ts'
import type { Principal } from '../principal.ts'
import { personProblems } from './person.problems.ts'
import { rolesOfPerson } from './person.store.ts'
import { mayGrant, mayManage } from './person.ts'

/** @throws Problem person_beyond_you */
export function askGrant(caller: Principal, wish: RoleAt): void {
  if (mayGrant(caller.roles, wish)) return
  throw new Problem(
    personProblems.beyondYou,
    `You may not give or take ${wish.role}${wish.member === null ? '' : ` at ${wish.member}`}. Ask an administrator.`,
  )
}

/** @throws Problem role_unfit where the caller knows no such member */
export async function askMember(db: Db, { member }: RoleAt): Promise<void> {
  if (member === null) return
  const known = await db.selectFrom('member').select('orgnr').where('orgnr', '=', member).executeTakeFirst()
  if (!known) throw new Problem(personProblems.roleUnfit, `No member has the organisation number ${member}.`)
}

/** @throws Problem own_account */
export function askOther(caller: Principal, person: string): void {
  if (caller.id === person) throw new Problem(personProblems.ownAccount, 'Ask somebody else to do it.')
}

/**
 * @param db all members' rows: a role where the caller sees nothing counts too
 * @throws Problem own_account, person_beyond_you
 */
export async function askManage(db: Db, caller: Principal, person: string): Promise<void> {
  askOther(caller, person)
  if (mayManage(caller.roles, await rolesOfPerson(db, person))) return
  throw new Problem(
    personProblems.beyondYou,
    'The account holds more than you may give. You can take away the roles that you may give; ask an administrator for the rest.',
  )
}
