/**
 * Each minute: reminds those who are silent, and tells the next contact. Each warning is a transaction of its own that
 * writes down how far along the plan it has come, so a stop in the middle neither loses a reminder nor sends one twice.
 */
import { type Audit, noteBy, system } from '../../access/index.ts'
import type { Minutely, Platform, Task } from '../../platform/index.ts'
import { chaseOne, dueIds } from './chase.store.ts'
import { readChaseRules } from './chase-rule.store.ts'

export const chaseTask = 'chase'
export const chaseWatch: Minutely = { task: chaseTask, each: 'minute' }

export function chaseJob({ postgres: { db }, clock }: Platform, audit: Audit): Task {
  const note = noteBy(audit, system(chaseTask))
  return async () => {
    const now = clock()
    const rules = await readChaseRules(db)
    for (const id of await dueIds(db, rules, now)) {
      await db.transaction().execute(async (trx) => {
        const entries = await chaseOne(trx, id, rules, now)
        if (entries.length > 0) await note(trx, entries)
      })
    }
  }
}
