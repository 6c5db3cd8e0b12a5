/** Each minute: what has run out is ended, and what it held back comes into the queue. */
import { type Audit, noteBy, system } from '../../access/index.ts'
import type { Minutely, Platform, Task } from '../../platform/index.ts'
import { endRunOut } from './suppression.store.ts'

export const suppressionTask = 'suppressions'
export const suppressionWatch: Minutely = { task: suppressionTask, each: 'minute' }

export function suppressionJob({ postgres: { db }, clock }: Platform, audit: Audit): Task {
  const note = noteBy(audit, system(suppressionTask))
  return () => endRunOut(db, clock(), note)
}
