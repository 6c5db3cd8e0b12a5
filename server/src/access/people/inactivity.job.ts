/** Looks each day for accounts that nobody uses, warns their people, and closes what stays unused. */
import { addJobs, type Clock, type Daily, type Db, Problem, type Task } from '../../platform/index.ts'
import { type Audit, noteBy } from '../audit/audit.store.ts'
import { system } from '../audit/audit.ts'
import { openAccountsUnusedSince, stampWarning } from './inactivity.store.ts'
import { inactivityStep, warnAfterDays } from './inactivity.ts'
import { personProblems } from './person.problems.ts'
import { deactivate } from './person-change.store.ts'
import { mailPersonTask } from './person-mail.job.ts'

export const inactivityTask = 'inactivity'
/** At night in Norway; the mails are there in the morning. */
export const inactivityDaily: Daily = { task: inactivityTask, at: '03:20' }

const dayMilliseconds = 24 * 60 * 60 * 1000

type Options = { db: Db; audit: Audit; clock: Clock /** Whether mail can be sent at all. */; mails: boolean }

export function inactivityJob({ db, audit, clock, mails }: Options): Task {
  const note = noteBy(audit, system(inactivityTask))
  return async () => {
    const now = clock()
    const unused = await openAccountsUnusedSince(db, new Date(now.getTime() - warnAfterDays * dayMilliseconds))
    for (const { id, ...seen } of unused) {
      const due = inactivityStep(seen, now)
      if (due === 'warn') await warn(id, now)
      if (due === 'close') await close(id, now)
    }
  }

  async function warn(person: string, now: Date): Promise<void> {
    await db.transaction().execute(async (trx) => {
      if (!(await stampWarning(trx, person, now))) return
      if (mails) {
        const payload = { person, about: 'inactive' }
        await addJobs(trx, mailPersonTask, [{ key: `${mailPersonTask}-${person}-inactive`, payload }])
      }
      await note(trx, { act: 'person.inactivity_warned', object: { kind: 'person', id: person } })
    })
  }

  /** The last administrator keeps the account: nobody could open it again. */
  async function close(person: string, now: Date): Promise<void> {
    try {
      await deactivate(db, person, now, note)
    } catch (fault) {
      if (!(fault instanceof Problem) || fault.kind !== personProblems.lastAdministrator) throw fault
    }
  }
}
