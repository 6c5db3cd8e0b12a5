/** Small rules of sending one mail. */
import type { Tlp } from '@varde/contract'
import type { MailFault } from '../../platform/index.ts'

/** The same for each attempt, so that a mail that went out twice is known as one (RFC 5322, section 3.6.4). */
export function messageIdOf(delivery: string, publicUrl: string): string {
  return `<${delivery}@${new URL(publicUrl).hostname}>`
}

/** What may be read by those it is not for: it may go signed alone where the contact's key cannot be used. */
export const openTlps: readonly Tlp[] = ['CLEAR', 'GREEN']

/**
 * What may be logged of a fault: a mail server's own words often repeat the address. They are kept with the delivery.
 */
export function loggable(fault: MailFault, reply: string): string {
  const code = /^\d{3}\b/.exec(reply)?.[0]
  if (fault === 'unconfigured') return reply
  return code === undefined ? 'the mail server could not be reached' : `the mail server answered ${code}`
}
