/** What a language must be able to say in a warning. A missing part does not compile. */
import type { Category, HitField, Severity, Tlp } from '@varde/contract'

export type Words = {
  /** For `Intl`, e.g. `nb-NO`. */
  locale: string
  severity: Record<Severity, string>
  /** What was seen, as the heading of a mail; the reader may know no jargon. */
  headline: Record<Category, string>
  /** What it can mean, in one or two sentences. */
  meaning: Record<Category, string>
  /** What the host did, by where in the traffic the indicator was found. */
  seen: Record<HitField, (host: string, cause: string) => string>
  /** The sensor's own rule fired. */
  seenBySignature: (host: string, signature: string) => string
  /** Somebody who looked from outside said so. */
  seenByReport: (host: string, cause: string) => string
  /** The address on the list is the member's own. */
  seenOwn: (host: string, cause: string) => string
  someHost: string
  hosts: (count: number) => string
  more: (count: number) => string
  /** How sure, in words, from the least confidence (0–100) up. */
  sure: readonly { from: number; word: string }[]
  sureness: (word: string, confidence: number) => string
  surenessOfSignature: string
  surenessOfReport: string
  bySensorOnly: string
  source: (source: string) => string
  /** `kl.` and the like between a date and a time; the zone is named after it. */
  at: (date: string, time: string) => string
  span: (from: string, to: string) => string
  zone: (abbreviation: string) => string
  events: (count: number) => string
  /** Beside the time: it was found afterwards. */
  lookedBack: string
  what: string
  when: string
  where: string
  howSure: string
  means: string
  doThis: string
  answerHere: string
  answerButton: string
  noSignIn: string
  deadline: (hours: number) => string
  warningTo: (number: string, member: string) => string
  /** Of a mail with several. */
  several: (count: number, member: string) => string
  severalReminders: (count: number, member: string) => string
  severalLead: string
  place: (place: number, of: number) => string
  doNotReply: (number: string) => string
  tlp: Record<Tlp, string>
}
