/** People's roles and whether they have chosen how to sign in. The sign-in library keeps the rest of a person. */
import type { Action, Language, Role, RoleAt } from '@varde/contract'
import { sql } from 'kysely'
import type { Db } from '../../platform/index.ts'
import { rolesWith } from '../roles.ts'

export async function rolesOfPerson(db: Db, person: string): Promise<RoleAt[]> {
  const rows = await db.selectFrom('person_role').select(['role', 'orgnr']).where('person_id', '=', person).execute()
  return rows.map(({ role, orgnr }) => ({ role, member: orgnr }))
}

/** Whether anyone at all has chosen how to sign in. */
export async function anyoneEnrolled(db: Db): Promise<boolean> {
  const { rows } = await sql<{ any: boolean }>`
    select exists (select from person where is_enrolled(id)) as any`.execute(db)
  return rows[0]?.any ?? false
}

/** Makes the person where the address is new, and gives the role; a role held already stays one. */
export async function grantRole(
  db: Db,
  person: { id: string; email: string; name: string; role: Role; orgnr: string | null; language: Language },
  now: Date,
): Promise<void> {
  await db.transaction().execute(async (trx) => {
    await trx
      .insertInto('person')
      .values({
        id: person.id,
        name: person.name,
        email: person.email,
        emailVerified: true,
        language: person.language,
        twoFactorEnabled: false,
        createdAt: now,
        updatedAt: now,
      })
      .onConflict((oc) => oc.column('email').doNothing())
      .execute()
    await sql`insert into person_role (person_id, role, orgnr)
      select id, ${person.role}, ${person.orgnr} from person where email = ${person.email}
      on conflict do nothing`.execute(trx)
  })
}

export async function setLanguage(db: Db, person: string, language: Language): Promise<void> {
  await db.updateTable('person').set({ language }).where('id', '=', person).execute()
}

export type PersonPhone = { phone: string | null; sms: boolean; language: Language }

/** Of an open account; of another, as of one without a number. */
export async function phoneOf(db: Db, person: string): Promise<PersonPhone> {
  const row = await db
    .selectFrom('person')
    .select(['phone', 'phone_sms as sms', 'language'])
    .where('id', '=', person)
    .where('deactivated_at', 'is', null)
    .executeTakeFirst()
  return row ?? { phone: null, sms: false, language: 'nb' }
}

export async function setPhone(
  trx: Db,
  person: string,
  { phone, sms }: Pick<PersonPhone, 'phone' | 'sms'>,
): Promise<void> {
  await trx.updateTable('person').set({ phone, phone_sms: sms }).where('id', '=', person).execute()
}

/** Those who are called when something is wrong, and have an open account. */
export async function dutyOfficers(db: Db): Promise<string[]> {
  const found = await db
    .selectFrom('person')
    .innerJoin('person_role', 'person_role.person_id', 'person.id')
    .select('person.id')
    .distinct()
    .where('person_role.role', '=', 'duty_officer')
    .where('person.deactivated_at', 'is', null)
    .execute()
  return found.map(({ id }) => id)
}

/** Those with an open account whose roles let them do this everywhere, by name. */
export async function peopleWhoMay(db: Db, action: Action): Promise<{ id: string; name: string }[]> {
  return await db
    .selectFrom('person')
    .innerJoin('person_role', 'person_role.person_id', 'person.id')
    .select(['person.id', 'person.name'])
    .distinct()
    .where('person_role.role', 'in', rolesWith(action))
    .where('person.deactivated_at', 'is', null)
    .orderBy('person.name')
    .execute()
}

/** How to reach a person whose account is open. */
export async function personToMail(
  db: Db,
  id: string,
): Promise<{ name: string; email: string; language: Language } | null> {
  const open = db
    .selectFrom('person')
    .select(['name', 'email', 'language'])
    .where('id', '=', id)
    .where('deactivated_at', 'is', null)
  return (await open.executeTakeFirst()) ?? null
}
