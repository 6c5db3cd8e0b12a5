/** The ways beside mail: members' webhooks, and messages by telephone. */
import { type Static, Type } from 'typebox'
import { Id, Instant, Language, Nullable, Orgnr, Severity, words } from './common.ts'

/** What a webhook can be told of: a warning went out, was reminded of, came back, was written about, was closed by an answer. */
export const webhookTypes = [
  'warning.sent',
  'warning.reminded',
  'warning.relapsed',
  'warning.message',
  'warning.closed',
] as const
export const WebhookType = words(webhookTypes)
export type WebhookType = Static<typeof WebhookType>

/** `stopped`: by us, since the address is gone or has not answered for long. */
export const webhookStates = ['on', 'paused', 'stopped'] as const
export const WebhookState = words(webhookStates)
export type WebhookState = Static<typeof WebhookState>

export const channelStates = ['queued', 'deferred', 'delivered', 'failed'] as const
export const ChannelState = words(channelStates)
export type ChannelState = Static<typeof ChannelState>

export const WebhookBody = Type.Object({
  name: Type.String({ minLength: 1, maxLength: 100 }),
  url: Type.String({ minLength: 1, maxLength: 2000, description: 'An https address that anybody can reach' }),
  types: Type.Array(WebhookType, { minItems: 1, maxItems: webhookTypes.length }),
  least: Severity,
})
export type WebhookBody = Static<typeof WebhookBody>
export const NewWebhook = Type.Object({ ...WebhookBody.properties, member: Orgnr })
export const WebhookChange = Type.Object({ ...WebhookBody.properties, paused: Type.Boolean() })
export type WebhookChange = Static<typeof WebhookChange>

export const Webhook = Type.Object({
  id: Id,
  member: Orgnr,
  ...WebhookBody.properties,
  state: WebhookState,
  /** `gone`: it answered 410. `failing`: calls were given up again and again. */
  stopped_for: Nullable(words(['gone', 'failing'])),
  /** Until when calls are signed with the secret before too. */
  old_until: Nullable(Instant),
  created_at: Instant,
  created_by: Type.String(),
  /** The newest call that was made; null for none. */
  last: Nullable(
    Type.Object({ at: Instant, state: ChannelState, status: Nullable(Type.Integer()), reply: Type.String() }),
  ),
})
export type Webhook = Static<typeof Webhook>
export const WebhookList = Type.Object({ items: Type.Array(Webhook) })
export const WebhookQuery = Type.Object({ member: Type.Optional(Orgnr) })

/** Shown this once. */
export const WebhookSecret = Type.Object({
  id: Id,
  secret: Type.String({ description: '`whsec_` and base64, as Standard Webhooks has it' }),
})
export type WebhookSecret = Static<typeof WebhookSecret>

export const WebhookEvent = Type.Object({
  id: Type.String({ format: 'uuid', description: 'The `webhook-id` of every attempt' }),
  type: words([...webhookTypes, 'test']),
  warning: Nullable(Type.Object({ id: Id, number: Type.Integer() })),
  state: ChannelState,
  created_at: Instant,
  attempts: Type.Array(
    Type.Object({
      at: Instant,
      status: Nullable(Type.Integer({ description: 'Null where nothing answered' })),
      reply: Type.String(),
    }),
  ),
})
export type WebhookEvent = Static<typeof WebhookEvent>
/** The newest first; at most fifty. */
export const WebhookEventList = Type.Object({ items: Type.Array(WebhookEvent) })

export const phoneChannels = ['sms', 'voice'] as const
export const PhoneChannel = words(phoneChannels)
export type PhoneChannel = Static<typeof PhoneChannel>

/** From which severity on a contact is told this way; null: not at all. */
export const PhoneChoice = Type.Object({ channel: PhoneChannel, least: Nullable(Severity) })
export type PhoneChoice = Static<typeof PhoneChoice>
/** A channel that is not named stays as it is. */
export const PhoneChoices = Type.Object({ choices: Type.Array(PhoneChoice, { maxItems: phoneChannels.length }) })
/** `phone`: null where the contact cannot be told so. `channels`: those that there is a gateway for. */
export const PhoneStanding = Type.Object({
  phone: Nullable(Type.String()),
  channels: Type.Array(PhoneChannel),
  choices: Type.Array(PhoneChoice),
})
export type PhoneStanding = Static<typeof PhoneStanding>

/** One thing that was said of a warning by another way than mail. */
export const OtherDelivery = Type.Object({
  id: Id,
  channel: words([...phoneChannels, 'webhook']),
  what: words(['warning', 'reminder', 'relapse', 'message', 'closed']),
  /** The contact, or the webhook. */
  name: Type.String(),
  /** The telephone number; null for a webhook. */
  phone: Nullable(Type.String()),
  language: Nullable(Language),
  state: ChannelState,
  attempts: Type.Integer(),
  last_reply: Type.String(),
  created_at: Instant,
  delivered_at: Nullable(Instant),
})
export type OtherDelivery = Static<typeof OtherDelivery>
