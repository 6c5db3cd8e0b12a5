/** What a member says to a warning, and by which way. */
import { type Static, Type } from 'typebox'
import { Id, Instant, Nullable, words } from './common.ts'

export const answers = ['affected_handled', 'affected_need_help', 'not_affected', 'false_alarm', 'unknown'] as const
export const Answer = words(answers)
export type Answer = Static<typeof Answer>

/** How it was said: by the link, in the portal, on the telephone, by e-mail, or by us where we have helped. */
export const responseChannels = ['link', 'portal', 'phone', 'staff', 'email'] as const
export const ResponseChannel = words(responseChannels)
export type ResponseChannel = Static<typeof ResponseChannel>

/** `bad`: made with the contact's key, and not of what came. `unknown`: made with a key that we do not have for them. */
export const mailSignatures = ['good', 'bad', 'unknown'] as const
export const MailSignature = words(mailSignatures)
export type MailSignature = Static<typeof MailSignature>

/** A file that came with an answer. It may hold malware: it is handed out as bytes to staff, and never shown. */
export const Attachment = Type.Object({
  id: Id,
  /** As whoever sent it named it, without what a name could do harm with. */
  name: Type.String(),
  size: Type.Integer({ description: 'Bytes' }),
  sha256: Type.String(),
  /** An indicator that holds, of the same hash; null to members. */
  indicator: Nullable(Id),
  /** Other warnings that the same file was sent to; none to members. */
  also: Type.Array(Type.Object({ warning: Id, number: Type.Integer(), member_name: Type.String() })),
})
export type Attachment = Static<typeof Attachment>

export const Response = Type.Object({
  id: Id,
  channel: ResponseChannel,
  /** Who of ours wrote it down; null to members. */
  recorded_by: Nullable(Type.String()),
  contact_name: Type.String(),
  /** `withdraw`: what the answer followed from was taken back. */
  kind: words(['acknowledge', 'answer', 'withdraw']),
  /** The answer follows from what was said of each vulnerability by itself. */
  one_by_one: Type.Boolean(),
  answer: Nullable(Answer),
  comment: Type.String(),
  /** Of an answer by e-mail; null where it carried none. */
  signature: Nullable(MailSignature),
  /** Files that came with the answer. */
  attachments: Type.Array(Attachment),
  /** The measures that were ticked off with the answer, in the words that were read. */
  done: Type.Array(Type.String()),
  at: Instant,
})
export type Response = Static<typeof Response>
