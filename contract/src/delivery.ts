/** A warning on its way to one contact by mail. */
import { type Static, Type } from 'typebox'
import { Id, Instant, Language, Nullable, words } from './common.ts'

export const deliveryStates = ['queued', 'deferred', 'delivered', 'bounced', 'failed'] as const
export const DeliveryState = words(deliveryStates)
export type DeliveryState = Static<typeof DeliveryState>

/** Why a mail waits: for the morning, or for others to the same contact. */
export const waitReasons = ['quiet', 'gather'] as const
export type WaitReason = (typeof waitReasons)[number]
export const Wait = Type.Object({ until: Instant, why: words(waitReasons) })
export type Wait = Static<typeof Wait>

/** What a mail is for: the warning, a reminder of it, that it is seen again, or a message about it. */
export const deliveryKinds = ['warning', 'reminder', 'relapse', 'message'] as const
export const DeliveryKind = words(deliveryKinds)
export type DeliveryKind = Static<typeof DeliveryKind>

/** Signed with our OpenPGP key, so that it is known as ours; or encrypted to the contact's own as well. */
export const mailProtections = ['signed', 'encrypted'] as const
export const MailProtection = words(mailProtections)
export type MailProtection = Static<typeof MailProtection>

export const Delivery = Type.Object({
  id: Id,
  kind: DeliveryKind,
  contact_name: Type.String(),
  email: Type.String(),
  language: Language,
  state: DeliveryState,
  attempts: Type.Integer(),
  last_reply: Type.String({ description: "The mail server's own words" }),
  created_at: Instant,
  delivered_at: Nullable(Instant),
  protection: Nullable(MailProtection),
  status: Nullable(Type.String({ description: 'What came back after it was taken: a status code of RFC 3463' })),
  reported_at: Nullable(Instant),
  waits_for_key: Type.Boolean({
    description: 'It goes out when the contact’s OpenPGP key can be used, or is taken away',
  }),
  waits: Nullable(Wait),
  together: Type.Array(Type.Integer(), { description: 'The numbers of the other warnings in the same mail' }),
})
export type Delivery = Static<typeof Delivery>
