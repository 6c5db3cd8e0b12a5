/** Each minute: fetches what has come to our mailbox, where there is one. A mail that two runs take in is one answer. */
import { fetchMail, type Minutely, mailboxAt, type Platform, type TakeMail, type Task } from '../../platform/index.ts'

export const mailFetchTask = 'mail_fetch'
export const mailFetchWatch: Minutely = { task: mailFetchTask, each: 'minute' }

export function mailFetchJob({ config: { imapUrl }, log }: Platform, incoming: TakeMail): Task {
  return async () => {
    if (imapUrl === null) return
    const done = await fetchMail(mailboxAt(imapUrl), incoming, log)
    if (done.taken + done.unknown + done.left > 0) log.info(done, 'fetched mail')
  }
}
