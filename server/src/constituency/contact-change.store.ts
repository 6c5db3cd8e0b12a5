/** Contacts that are added, changed and removed one by one. */
import type { ContactChange, Language } from '@varde/contract'
import { sql } from 'kysely'
import type { Entry, Note, Scope } from '../access/index.ts'
import { type Db, newId, Problem, problems, publish, readPhone } from '../platform/index.ts'
import { oneLine, readEmail } from './contact.ts'
import { memberProblems } from './member.problems.ts'

type Draft = { name: string; email: string; phone: string | null; language: Language }
/** What else must follow, in the same transaction, when an address is no contact's any more. */
export type AddressGone = (trx: Db, gone: { orgnr: string; email: string }) => Promise<void>
type Changing = { scope: Scope; note: Note; addressGone: AddressGone }

/** @throws Problem invalid_input */
function draftOf({ name, email, phone, language }: ContactChange): Draft {
  const [line, address] = [oneLine(name), readEmail(email.trim())]
  const number = phone === null || phone.trim() === '' ? null : readPhone(phone.trim())
  const errors = [
    ...(line === '' ? [{ at: 'body/name', message: 'Write a name.' }] : []),
    ...('fault' in address ? [{ at: 'body/email', message: `"${email}" ${address.fault}` }] : []),
    ...(number !== null && 'fault' in number ? [{ at: 'body/phone', message: `"${phone}" ${number.fault}` }] : []),
  ]
  if (errors.length > 0 || 'fault' in address || (number !== null && 'fault' in number)) {
    throw new Problem(problems.invalidInput, 'The contact cannot be kept like this.', { errors })
  }
  return { name: line, email: address.value, phone: number?.value ?? null, language }
}

const entry = (act: Entry['act'], id: string, orgnr: string): Entry => ({
  act,
  object: { kind: 'contact', id },
  member: orgnr,
})

/** Locks the member, so that two who remove a contact each do not leave it without any. @throws Problem not_found */
async function lockMember(trx: Db, orgnr: string): Promise<void> {
  const { rows } = await sql`select from member where orgnr = ${orgnr} for no key update`.execute(trx)
  if (rows.length === 0) throw new Problem(problems.notFound, `No member has the organisation number ${orgnr}.`)
}

/** @throws Problem contact_taken */
async function refuseTaken(trx: Db, orgnr: string, email: string, but: string | null): Promise<void> {
  const { rows } = await sql`
    select from contact where orgnr = ${orgnr} and email = ${email} and id is distinct from ${but}`.execute(trx)
  if (rows.length > 0) throw new Problem(memberProblems.contactTaken, `${email} is a contact of the member already.`)
}

/** @throws Problem not_found, contact_taken, invalid_input */
export async function addContact(db: Db, orgnr: string, change: ContactChange, note: Note): Promise<string> {
  const draft = draftOf(change)
  const id = newId()
  await db.transaction().execute(async (trx) => {
    await lockMember(trx, orgnr)
    await refuseTaken(trx, orgnr, draft.email, null)
    await trx
      .insertInto('contact')
      .values({ id, orgnr, ...draft })
      .execute()
    await publish(trx, 'members', [orgnr])
    await note(trx, entry('contact.added', id, orgnr))
  })
  return id
}

/** Another address is not verified, whatever the one before was. @throws Problem not_found, contact_taken, invalid_input */
export async function changeContact(
  db: Db,
  id: string,
  change: ContactChange,
  { scope, note, addressGone }: Changing,
): Promise<void> {
  const draft = draftOf(change)
  await db.transaction().execute(async (trx) => {
    const before = await locked(trx, scope, id)
    await refuseTaken(trx, before.orgnr, draft.email, id)
    const moved = draft.email !== before.email
    await sql`
      update contact set name = ${draft.name}, email = ${draft.email}, phone = ${draft.phone},
        language = ${draft.language}, verified_at = case when ${moved} then null else verified_at end
      where id = ${id}`.execute(trx)
    if (moved) await addressGone(trx, before)
    await publish(trx, 'members', [before.orgnr])
    await note(trx, entry('contact.changed', id, before.orgnr))
  })
}

/** @throws Problem not_found, last_contact */
export async function removeContact(db: Db, id: string, { scope, note, addressGone }: Changing): Promise<void> {
  await db.transaction().execute(async (trx) => {
    const before = await locked(trx, scope, id)
    const { rows } = await sql`select from contact where orgnr = ${before.orgnr} and id <> ${id} limit 1`.execute(trx)
    if (rows.length === 0) throw new Problem(memberProblems.lastContact, 'Add another contact first.')
    await trx.deleteFrom('contact').where('id', '=', id).execute()
    await addressGone(trx, before)
    await publish(trx, 'members', [before.orgnr])
    await note(trx, entry('contact.removed', id, before.orgnr))
  })
}

async function locked(trx: Db, scope: Scope, id: string): Promise<{ orgnr: string; email: string }> {
  const contact = async () => {
    const { rows } = await sql<{ orgnr: string; email: string }>`
      select orgnr, email from contact
      where id = ${id} and (${scope === 'all'} or orgnr = any(${scope === 'all' ? [] : scope}))`.execute(trx)
    return rows[0]
  }
  const found = await contact()
  if (found) await lockMember(trx, found.orgnr)
  const current = await contact()
  if (!current) throw new Problem(problems.notFound, 'There is no such contact.')
  return current
}
