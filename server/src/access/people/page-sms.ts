/** Tells one duty officer by SMS, beside the mail: a telephone wakes where a mail does not. */
import { isFinal, newId, openGateways, type Platform } from '../../platform/index.ts'
import { phoneOf } from './person.store.ts'

/** One SMS holds so many (3GPP TS 23.038). */
const most = 160

/** @param text it is open to whoever carries it */
type PageSms = (person: string, text: string) => Promise<void>

/** Nothing where they have no number, want none, or there is no gateway. @throws Error so that it is tried again */
export function openPageSms({ postgres: { db }, config: { gateways } }: Platform): PageSms {
  const handOver = openGateways()
  return async (person, text) => {
    const gateway = gateways.sms
    if (gateway === null) return
    const { phone, sms, language } = await phoneOf(db, person)
    if (phone === null || !sms) return
    const placed = {
      to: phone,
      text: text.length > most ? `${text.slice(0, most - 1).trimEnd()}.` : text,
      id: newId(),
      language,
    }
    const { status } = await handOver(gateway, placed)
    if (status !== null && ((status >= 200 && status < 300) || isFinal(status))) return
    // Without what the gateway said: it may hold the number, and would be kept with the job.
    throw new Error(status === null ? 'the gateway did not answer' : `the gateway answered ${status}`)
  }
}
