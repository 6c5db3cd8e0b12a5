/** Each day: which contacts' keys soon end, so that somebody asks for new ones before mails must wait. */
import type { Daily, Platform, Task } from '../../platform/index.ts'
import { raiseExpiring } from './mail-task.store.ts'

export const keyExpiryTask = 'contact_key_expiry'
/** After the directories were asked: a key that was found anew there needs nobody. */
export const keyExpiryDaily: Daily = { task: keyExpiryTask, at: '04:10' }

const noticeMilliseconds = 30 * 24 * 60 * 60 * 1000

export function keyExpiryJob({ postgres: { db }, clock, log }: Platform): Task {
  return async () => {
    const raised = await raiseExpiring(db, clock(), new Date(clock().getTime() + noticeMilliseconds))
    if (raised > 0) log.info({ raised }, 'contacts’ keys soon end')
  }
}
