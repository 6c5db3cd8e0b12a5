/** The mail server: greeted, and signed in to where the URL says so; nothing is sent. */
import type { Config } from '../config.ts'
import { openMailer } from '../platform/index.ts'
import { type Check, fault, ok, placeOf, saidBy, unreachable, warn, within } from './check.ts'

const answerMilliseconds = 15_000

export async function checkMail({ smtpUrl, mailFrom }: Pick<Config, 'smtpUrl' | 'mailFrom'>): Promise<Check> {
  const name = 'mail'
  if (smtpUrl === null) {
    return warn(
      name,
      'no mail server is configured, so no warning leaves',
      'Set VARDE_SMTP_URL, e.g. smtp://127.0.0.1:25.',
    )
  }
  const mailer = openMailer(smtpUrl, mailFrom)
  try {
    await within(answerMilliseconds, mailer.verify())
    return ok(name, `${placeOf(smtpUrl)} answers; the sender is ${mailFrom}`)
  } catch (error) {
    const said = saidBy(error, smtpUrl)
    const code = /\b(E[A-Z_]{4,})\b/.exec(said)?.[1]
    const lost = unreachable({ code, message: said }, smtpUrl, 'VARDE_SMTP_URL', 'the mail server')
    if (lost) return fault(name, lost.what, lost.mend)
    return fault(name, `${placeOf(smtpUrl)} says: ${said}`, 'Mend that, or correct VARDE_SMTP_URL.')
  } finally {
    mailer.close()
  }
}
