/** Contacts' keys as they are kept: one for each contact at most. */
import type { ContactKey as ShownKey } from '@varde/contract'
import { sql } from 'kysely'
import type { Scope } from '../access/index.ts'
import { type Db, publish } from '../platform/index.ts'
import type { ContactKey } from './contact-key.ts'

export type KeyedContact = {
  id: string
  orgnr: string
  email: string
  armored: string | null
  fingerprint: string | null
}

/** @returns null where there is no such contact in the scope */
export async function findKeyed(db: Db, id: string, scope: Scope): Promise<KeyedContact | null> {
  const { rows } = await sql<KeyedContact>`
    select c.id, c.orgnr, c.email, k.armored, k.fingerprint from contact c left join contact_key k on k.contact_id = c.id
    where c.id = ${id} and (${scope === 'all'} or c.orgnr = any(${scope === 'all' ? [] : [...scope]}::text[]))`.execute(
    db,
  )
  return rows[0] ?? null
}

export async function keepKey(
  trx: Db,
  contact: Pick<KeyedContact, 'id' | 'orgnr'>,
  { key, fingerprint, algorithm, expiresAt }: ContactKey,
  source: ShownKey['source'],
  now: Date,
): Promise<void> {
  const kept = { armored: key.armor(), fingerprint, algorithm, expires_at: expiresAt, source, added_at: now }
  await trx
    .insertInto('contact_key')
    .values({ contact_id: contact.id, ...kept })
    .onConflict((conflict) => conflict.column('contact_id').doUpdateSet(kept))
    .execute()
  await publish(trx, 'members', [contact.orgnr])
}

export async function removeKey(trx: Db, { id, orgnr }: Pick<KeyedContact, 'id' | 'orgnr'>): Promise<void> {
  await trx.deleteFrom('contact_key').where('contact_id', '=', id).execute()
  await publish(trx, 'members', [orgnr])
}

/** Those whose key may be found, or found anew, in their domain's directory: not where somebody gave us one. */
export async function contactsToLookUp(db: Db): Promise<KeyedContact[]> {
  const { rows } = await sql<KeyedContact>`
    select c.id, c.orgnr, c.email, k.armored, k.fingerprint from contact c left join contact_key k on k.contact_id = c.id
    where k.contact_id is null or k.source = 'wkd' order by c.id`.execute(db)
  return rows
}
