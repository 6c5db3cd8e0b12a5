/**
 * Each minute: reminds those who are silent, and tells the next contact. Each member is a transaction of its own that
 * writes down how far along the plan its warnings have come, so a stop in the middle neither loses a reminder nor sends one
 * twice; and what is due at the same time is there for one mail to take together.
 */
import { type Audit, type Entry, noteBy, system } from '../../access/index.ts'
import type { Minutely, Platform, Task } from '../../platform/index.ts'
import { chaseOne, dueByMember } from './chase.store.ts'
import { readChaseRules } from './chase-rule.store.ts'

export const chaseTask = 'chase'
export const chaseWatch: Minutely = { task: chaseTask, each: 'minute' }

export function chaseJob({ postgres: { db }, clock }: Platform, audit: Audit): Task {
  const note = noteBy(audit, system(chaseTask))
  return async () => {
    const now = clock()
    const rules = await readChaseRules(db)
    for (const ids of await dueByMember(db, rules, now)) {
      await db.transaction().execute(async (trx) => {
        const entries: Entry[] = []
        for (const id of ids) entries.push(...(await chaseOne(trx, id, rules, now)))
        if (entries.length > 0) await note(trx, entries)
      })
    }
  }
}
