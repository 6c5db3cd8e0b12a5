import type { Audit } from '../access/index.ts'
import type { Db, Part, Platform, TakeMail } from '../platform/index.ts'
import type { RecordFindings, Sensing } from '../sensing/index.ts'
import type { FindAdvisory } from './advised/advisory-letter.ts'
import type { AnswerLinks } from './answers/answer-link.ts'
import type { Channels } from './channels/channels.ts'
import type { OurMail } from './delivery/our-mail.ts'
import type { Open } from './detections/detection.store.ts'

export type Warning = {
  /** Called by the loader in the transaction that marks a segment loaded. */
  recordFindings: RecordFindings
  /** What is open at each of these members. */
  openOf(orgnrs: readonly string[]): Promise<Map<string, Open>>
  links: AnswerLinks
  ourMail: OurMail
  incoming: TakeMail
  channels: Channels
  /** A contact's key is another or gone: what waited for it goes out, and what was said of it is dealt with. */
  keyChanged(trx: Db, contact: string, now: Date): Promise<void>
}

type ForJobs = { platform: Platform; audit: Audit; warning: Warning }
type ForRoutes = ForJobs & {
  sensing: Sensing
  /** What is published; null where nothing is. */
  findAdvisory: FindAdvisory | null
}

export type WarningPart = Part<ForJobs, ForRoutes>
