/** Mails those who may approve that claims wait: what was raised since the last mail, once an hour at most. */
import { Type } from 'typebox'
import { Value } from 'typebox/value'
import { dutyOfficers, peopleWhoMay, personToMail } from '../access/index.ts'
import { addJobSoon, addJobs, MailError, newId, type Platform, type Task } from '../platform/index.ts'
import { claimsAmong, lastTold, tellOfNew } from './claim-mail.store.ts'
import { claimMail } from './claim-mail.ts'

export const claimNoticeTask = 'claim_notice'
export const claimMailTask = 'claim_mail'

/** Seconds that are waited after a claim: who raises one often raises several. */
export const gatherSeconds = 300
const hour = 3_600_000

/** Decides who is told of what. The duty officers are; where there are none, whoever may approve. */
export function claimNoticeJob({ postgres: { db }, clock }: Platform): Task {
  return async () => {
    const now = clock()
    await db.transaction().execute(async (trx) => {
      const last = await lastTold(trx)
      const wait = last === null ? 0 : last.getTime() + hour - now.getTime()
      if (wait > 0) return await addJobSoon(trx, claimNoticeTask, Math.ceil(wait / 1000))
      const duty = await dutyOfficers(trx)
      const people = duty.length > 0 ? duty : (await peopleWhoMay(trx, 'members.write')).map(({ id }) => id)
      const claims = await tellOfNew(trx, now)
      if (claims.length === 0) return
      const jobs = people.map((person) => ({ key: newId(), payload: { person, claims } }))
      await addJobs(trx, claimMailTask, jobs)
    })
  }
}

const Payload = Type.Object({ person: Type.String(), claims: Type.Array(Type.String()) })

/** Mails one of them. What was decided or withdrawn meanwhile is left out. */
export function claimMailJob({ postgres: { db }, config: { publicUrl }, mailer }: Platform): Task {
  return async (payload) => {
    const { person: id, claims } = Value.Parse(Payload, payload)
    const [person, waiting] = [await personToMail(db, id), await claimsAmong(db, claims)]
    if (person === null || waiting.length === 0) return
    const { name, email, language } = person
    try {
      await mailer.send({
        to: { name, address: email },
        ...claimMail(waiting, language, `${publicUrl}/claims`),
        messageId: `<${newId()}@${new URL(publicUrl).hostname}>`,
        headers: { 'X-Auto-Response-Suppress': 'OOF, AutoReply' },
      })
    } catch (fault) {
      // A mail server's words may hold the address.
      throw fault instanceof MailError ? new Error(`The mail was not taken: ${fault.fault}.`) : fault
    }
  }
}
