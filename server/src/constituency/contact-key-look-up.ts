/** Finds contacts' keys in the Web Key Directory of their mail domain: when somebody asks, and each day for all. */
import { type Audit, noteBy, system } from '../access/index.ts'
import { type Daily, type Outbound, type Platform, Problem, type Reading, type Task } from '../platform/index.ts'
import { contactsToLookUp, keepKey } from './contact-key.store.ts'
import { type ContactKey, readContactKey } from './contact-key.ts'
import { wkdUrls } from './wkd.ts'

/** A directory answers with one small file and leads nowhere else. */
const bounds = { maxBytes: 200_000, milliseconds: 5_000, redirects: 1 }

/** @returns the key, what is wrong with the one that is there, or null where the domain has none */
export async function lookUpKey(outbound: Outbound, email: string, now: Date): Promise<Reading<ContactKey> | null> {
  for (const url of wkdUrls(email)) {
    try {
      return await readContactKey(await outbound.fetchOutside(url, bounds), email, now)
    } catch (fault) {
      // Most domains have no directory, and many no such host: then there is no key, and nothing is wrong.
      if (!(fault instanceof Problem)) throw fault
    }
  }
  return null
}

export const keyLookUpTask = 'contact_keys'
/** Before people come to work. */
export const keyLookUpDaily: Daily = { task: keyLookUpTask, at: '03:40' }

/**
 * Asks for every contact without a key, and anew for those found so before. A key that is gone from its directory is kept:
 * the directory may only be down, and an end that has come is seen when something is sent.
 */
export function keyLookUpJob(
  { postgres: { db }, clock, log }: Platform,
  audit: Audit,
  outbound: Outbound,
  changed: KeyChanged,
): Task {
  const note = noteBy(audit, system(keyLookUpTask))
  return async () => {
    const contacts = await contactsToLookUp(db)
    let found = 0
    for (const contact of contacts) {
      const read = await lookUpKey(outbound, contact.email, clock())
      if (read === null || 'fault' in read || read.value.key.armor() === contact.armored) continue
      await db.transaction().execute(async (trx) => {
        await keepKey(trx, contact, read.value, 'wkd', clock())
        await changed(trx, contact.id, clock())
        const details = { fingerprint: read.value.fingerprint, source: 'wkd' }
        const object = { kind: 'contact', id: contact.id } as const
        await note(trx, { act: 'contact.key_set', object, member: contact.orgnr, details })
      })
      found++
    }
    log.info({ asked: contacts.length, found }, 'looked contacts’ keys up')
  }
}

/** What follows where a contact's key is another than before: mails may wait for it. */
export type KeyChanged = (trx: Platform['postgres']['db'], contact: string, now: Date) => Promise<void>
