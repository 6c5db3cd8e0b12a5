/** Removes each day what has been kept long enough, class by class, and says what went. */
import type { Clock, Daily, Db, Logger, Task } from '../../platform/index.ts'
import { type Audit, noteBy } from '../audit/audit.store.ts'
import { system } from '../audit/audit.ts'
import { holdsInForce } from './hold.store.ts'
import { recordRun, retentionDays } from './retention.store.ts'
import { cutOff, holdingOf, type Removers, removalOrder } from './retention.ts'

export const retentionTask = 'retention'
/** At night in Norway, when little is being loaded. */
export const retentionDaily: Daily = { task: retentionTask, at: '02:20' }

type RetentionParts = { db: Db; audit: Audit; clock: Clock; log: Logger; removers: Removers }

/** A class that fails does not stop the others; the job then counts as failed and is tried again. */
export function retentionJob({ db, audit, clock, log, removers }: RetentionParts): Task {
  const note = noteBy(audit, system(retentionTask))
  return async () => {
    const days = await retentionDays(db)
    const failed: string[] = []
    for (const name of removalOrder) {
      try {
        // Read anew for each: a hold that is placed while others are removed counts at once.
        const holding = holdingOf(name, await holdsInForce(db, clock()))
        const before = cutOff(clock(), days[name])
        const { removed, held } = await removers[name](before, holding)
        await recordRun(db, { class: name, at: clock(), before, removed, held }, note)
        if (removed + held > 0) log.info({ class: name, removed, held }, 'retention')
      } catch (fault) {
        failed.push(name)
        log.error({ err: fault, class: name }, 'retention could not remove what is due')
      }
    }
    if (failed.length > 0) throw new Error(`retention failed for ${failed.join(', ')}`)
  }
}
