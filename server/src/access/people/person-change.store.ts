/**
 * What is done to people and their roles. Everything here sees all members' rows: whoever calls has asked first whether
 * the caller may, by `person.ts`.
 */
import { randomUUID } from 'node:crypto'
import type { Language, RoleAt } from '@varde/contract'
import { sql } from 'kysely'
import { addJobs, type Db, Problem } from '../../platform/index.ts'
import type { Note } from '../audit/audit.store.ts'
import { endKeysBeyond } from '../keys/key-end.store.ts'
import { endOtherSessions } from '../sign-in/session.store.ts'
import { forgetLinks } from '../sign-in/sign-in.store.ts'
import { personProblems } from './person.problems.ts'
import { rolesOfPerson } from './person.store.ts'
import { mailPersonTask, type PersonMail } from './person-mail.job.ts'

export type Invitation = RoleAt & { email: string; name: string; language: Language; invited_by: string | null }

/**
 * Gives a role to whoever has the address, and makes the person where there is none. The reply is the same for both, so
 * that nobody learns by it whether an address is known.
 * @returns the person's id
 */
export async function invite(db: Db, invitation: Invitation, now: Date, note: Note, mails: boolean): Promise<string> {
  const { email, name, language, invited_by, role, member } = invitation
  return db.transaction().execute(async (trx) => {
    await trx
      .insertInto('person')
      .values({
        // Not by time as other ids: it would tell when the address became known.
        id: randomUUID(),
        name,
        email,
        emailVerified: true,
        language,
        twoFactorEnabled: false,
        created_by: invited_by,
        createdAt: now,
        updatedAt: now,
      })
      .onConflict((oc) => oc.column('email').doNothing())
      .execute()
    const { id } = await trx.selectFrom('person').select('id').where('email', '=', email).executeTakeFirstOrThrow()
    await addRole(trx, id, { role, member })
    if (mails) await mail(trx, { person: id, about: 'invitation' })
    await note(trx, { act: 'person.invited', object: { kind: 'person', id }, member, details: { role } })
    return id
  })
}

export async function grant(db: Db, person: string, { role, member }: RoleAt, note: Note): Promise<void> {
  await db.transaction().execute(async (trx) => {
    if (!(await addRole(trx, person, { role, member }))) return
    await note(trx, { act: 'person.role_granted', object: { kind: 'person', id: person }, member, details: { role } })
  })
}

/**
 * Takes a role away, and ends the keys that went with it.
 * @returns false where the person has no such role
 */
export async function revoke(
  db: Db,
  person: string,
  { role, member }: RoleAt,
  now: Date,
  note: Note,
): Promise<boolean> {
  return db.transaction().execute(async (trx) => {
    if (role === 'admin') await keepAnAdministrator(trx, person)
    const gone = await trx
      .deleteFrom('person_role')
      .where('person_id', '=', person)
      .where('role', '=', role)
      .where('orgnr', 'is not distinct from', member)
      .returning('role')
      .executeTakeFirst()
    if (gone === undefined) return false
    const keys = await endKeysBeyond(trx, person, await rolesOfPerson(trx, person), now)
    const object = { kind: 'person', id: person } as const
    await note(trx, [...keys, { act: 'person.role_revoked', object, member, details: { role } }])
    return true
  })
}

/** Shuts the account, and ends its sessions and the keys that act for it at once. Nothing is done where it is shut. */
export async function deactivate(db: Db, person: string, now: Date, note: Note): Promise<void> {
  await db.transaction().execute(async (trx) => {
    await keepAnAdministrator(trx, person)
    const shut = await trx
      .updateTable('person')
      .set({ deactivated_at: now })
      .where('id', '=', person)
      .where('deactivated_at', 'is', null)
      .returning('email')
      .executeTakeFirst()
    if (shut === undefined) return
    await forgetLinks(trx, shut.email)
    const sessions = await endOtherSessions(trx, person, null)
    const keys = await endKeysBeyond(trx, person, [], now)
    const object = { kind: 'person', id: person } as const
    await note(trx, [...keys, { act: 'person.deactivated', object, details: { sessions, keys: keys.length } }])
  })
}

export async function reactivate(db: Db, person: string, note: Note): Promise<void> {
  await db.transaction().execute(async (trx) => {
    const opened = await trx
      .updateTable('person')
      .set({ deactivated_at: null, inactivity_warned_at: null })
      .where('id', '=', person)
      .where('deactivated_at', 'is not', null)
      .returning('id')
      .executeTakeFirst()
    if (opened !== undefined) await note(trx, { act: 'person.reactivated', object: { kind: 'person', id: person } })
  })
}

/**
 * Takes away every way to sign in, and ends the sessions and the keys that act for the person: it is done where somebody
 * else may have come in.
 * @param how `mail`: with a new one-time link by mail; `by hand`: by whoever has the machine and is given the link, who
 *   may do it to the last administrator too
 */
export async function resetSignIn(
  db: Db,
  person: string,
  now: Date,
  note: Note,
  how: 'mail' | 'silent' | 'by hand',
): Promise<void> {
  await db.transaction().execute(async (trx) => {
    if (how !== 'by hand') await keepAnAdministrator(trx, person)
    await forgetWays(trx, person)
    if (how === 'mail') await mail(trx, { person, about: 'reset' })
    const keys = await endKeysBeyond(trx, person, [], now)
    await note(trx, [...keys, { act: 'person.sign_in_reset', object: { kind: 'person', id: person } }])
  })
}

async function forgetWays(trx: Db, person: string): Promise<void> {
  await trx.deleteFrom('person_passkey').where('userId', '=', person).execute()
  await trx.deleteFrom('person_two_factor').where('userId', '=', person).execute()
  await trx.deleteFrom('person_account').where('userId', '=', person).execute()
  await endOtherSessions(trx, person, null)
  const { email } = await trx
    .updateTable('person')
    .set({ twoFactorEnabled: false })
    .where('id', '=', person)
    .returning('email')
    .executeTakeFirstOrThrow()
  await forgetLinks(trx, email)
}

/** The log keeps the id, which then says nothing. */
export async function erase(db: Db, person: string, now: Date, note: Note): Promise<void> {
  await db.transaction().execute(async (trx) => {
    await keepAnAdministrator(trx, person)
    const keys = await endKeysBeyond(trx, person, [], now)
    const gone = await trx.deleteFrom('person').where('id', '=', person).returning('email').executeTakeFirst()
    if (gone === undefined) return
    await forgetLinks(trx, gone.email)
    await note(trx, [...keys, { act: 'person.erased', object: { kind: 'person', id: person } }])
  })
}

/**
 * Sees to it that an administrator who can sign in is left without this person.
 * @throws Problem last_administrator
 */
async function keepAnAdministrator(trx: Db, person: string): Promise<void> {
  // Held until the commit, so that two administrators cannot take each other away at the same moment.
  await trx
    .selectFrom('person_role')
    .select('person_id')
    .where('role', '=', 'admin')
    .orderBy('person_id')
    .forUpdate()
    .execute()
  const { rows } = await sql<{ id: string }>`
    select person.id from person join person_role on person_id = person.id
    where role = 'admin' and deactivated_at is null and is_enrolled(person.id)`.execute(trx)
  if (rows.length === 1 && rows[0]?.id === person) {
    throw new Problem(personProblems.lastAdministrator, 'Make another administrator, who has signed in, first.')
  }
}

async function addRole(trx: Db, person_id: string, { role, member }: RoleAt): Promise<boolean> {
  const added = await trx
    .insertInto('person_role')
    .values({ person_id, role, orgnr: member })
    .onConflict((oc) => oc.doNothing())
    .returning('role')
    .executeTakeFirst()
  return added !== undefined
}

async function mail(trx: Db, payload: PersonMail): Promise<void> {
  await addJobs(trx, mailPersonTask, [{ key: `${mailPersonTask}-${payload.person}-${payload.about}`, payload }])
}
