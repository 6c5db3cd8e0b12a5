/** What comes of mails that were sent: what a person must see to. */
import { type Static, Type } from 'typebox'
import { Id, Instant, Nullable, Orgnr, words } from './common.ts'

/**
 * `address`: a mail came back. `key`: the contact's OpenPGP key cannot be used. `key_expiring`: it ends soon. `reply`: the
 * contact has written back.
 */
export const mailTaskKinds = ['address', 'key', 'key_expiring', 'reply'] as const
export const MailTaskKind = words(mailTaskKinds)
export type MailTaskKind = Static<typeof MailTaskKind>

export const MailTask = Type.Object({
  id: Id,
  kind: MailTaskKind,
  member: Orgnr,
  member_name: Type.String(),
  contact: Nullable(Type.Object({ id: Id, name: Type.String(), email: Type.String() })),
  warning: Nullable(Type.Object({ id: Id, number: Type.Integer() })),
  words: Type.String({ description: 'What the mail server said, what is wrong with the key, or when it ends' }),
  raised_at: Instant,
  done_at: Nullable(Instant),
  done_by: Nullable(Type.String()),
})
export type MailTask = Static<typeof MailTask>
export const MailTaskList = Type.Object({ items: Type.Array(MailTask) })
export const MailTaskQuery = Type.Object({
  member: Type.Optional(Orgnr),
  done: Type.Optional(Type.Boolean({ description: 'Those that were seen to in the last week, the newest first' })),
})
