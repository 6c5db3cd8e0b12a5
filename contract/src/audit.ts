/** The audit log: who did what to which object, from where. */
import { type Static, Type } from 'typebox'
import { Instant, Nullable, Orgnr, Page, PageQuery, words } from './common.ts'

export const actorKinds = ['person', 'key', 'sensor', 'link', 'command', 'system', 'nobody'] as const
export const ActorKind = words(actorKinds)
export type ActorKind = Static<typeof ActorKind>

export const objectKinds = [
  'person',
  'session',
  'key',
  'sensor',
  'member',
  'contact',
  'indicator',
  'allow_entry',
  'hunt',
  'detection',
  'warning',
  'campaign',
  'policy',
  'failure',
  'retention',
  'hold',
  'audit',
  'address',
] as const
export const ObjectKind = words(objectKinds)
export type ObjectKind = Static<typeof ObjectKind>

/** Everything that is written down. A new one without words in three languages does not compile in the web. */
export const acts = [
  'sign_in.done',
  'sign_in.refused',
  'sign_in.limited',
  'sign_out.done',
  'session.revoked',
  'passkey.added',
  'passkey.removed',
  'password.set',
  'totp.enabled',
  'recovery_codes.made',
  'organisation.linked',
  'organisation.unlinked',
  'link.made',
  'link.refused',
  'person.invited',
  'person.role_granted',
  'person.role_revoked',
  'person.inactivity_warned',
  'person.deactivated',
  'person.reactivated',
  'person.sign_in_reset',
  'person.erased',
  'key.made',
  'key.changed',
  'key.rotated',
  'key.revoked',
  'key.refused',
  'sensor.enrolled',
  'sensor.changed',
  'sensor.rotated',
  'sensor.revoked',
  'sensor.refused',
  'sensor.loaded_again',
  'sensor.lines_exported',
  'sensor.alarm_raised',
  'sensor.alarm_ended',
  'heartbeat.alarm_raised',
  'heartbeat.alarm_ended',
  'events.imported',
  'events.exported',
  'source.enrolled',
  'source.rotated',
  'source.revoked',
  'reports.imported',
  'access.refused',
  'request.limited',
  'address.refused',
  'upload.refused',
  'members.imported',
  'member.sensors_told',
  'member.exported',
  'member.erased',
  'indicators.imported',
  'indicators.look_back',
  'indicator.retracted',
  'indicator.let_through',
  'indicator.stopped_again',
  'allow.added',
  'allow.removed',
  'hunt.started',
  'hunt.stopped',
  'detection.warned',
  'detection.dismissed',
  'detection.restored',
  'detection.accepted',
  'detection.assigned',
  'detection.snoozed',
  'detection.merged',
  'detection.split',
  'detection.undone',
  'warning.sent',
  'warning.cancelled',
  'warning.answered',
  'warning.reopened',
  'warning.reminded',
  'warning.escalated',
  'warning.noted',
  'warning.messaged',
  'warning.called',
  'board.exported',
  'campaign.made',
  'campaign.set_aside',
  'campaign.reopened',
  'campaign.changed',
  'campaign.merged',
  'campaign.split',
  'campaign.warned',
  'policy.changed',
  'policy.drafted',
  'policy.discarded',
  'policy.tried',
  'policy.switched_on',
  'policy.paged',
  'text.changed',
  'warning.measures_changed',
  'failure.retried',
  'red.read',
  'contacts.read',
  'retention.changed',
  'retention.run',
  'hold.placed',
  'hold.released',
  'audit.exported',
  'audit.pruned',
] as const
export const Act = words(acts)
export type Act = Static<typeof Act>

export const AuditEntry = Type.Object({
  seq: Type.Integer({ description: 'Its place in the chain' }),
  at: Instant,
  actor_kind: ActorKind,
  actor_id: Nullable(Type.String()),
  /** The actor's name as it is now; null where the person or key is gone or has none. */
  actor_name: Nullable(Type.String()),
  address: Nullable(Type.String()),
  act: Act,
  outcome: words(['done', 'refused']),
  object_kind: Nullable(ObjectKind),
  object_id: Nullable(Type.String()),
  member: Nullable(Orgnr),
  details: Type.Record(Type.String(), Type.Unknown()),
  hash: Type.String({ description: 'HMAC-SHA-256 over this entry and the one before, in hexadecimal' }),
})
export type AuditEntry = Static<typeof AuditEntry>
export const AuditPage = Page(AuditEntry)

const filter = {
  object_kind: Type.Optional(ObjectKind),
  object_id: Type.Optional(Type.String({ maxLength: 100 })),
  member: Type.Optional(Orgnr),
  actor_id: Type.Optional(Type.String({ maxLength: 100 })),
  act: Type.Optional(Act),
  outcome: Type.Optional(words(['done', 'refused'])),
  from: Type.Optional(Instant),
  to: Type.Optional(Instant),
}
export const AuditQuery = Type.Object({ ...filter, ...PageQuery })
export const AuditExportQuery = Type.Object({ ...filter, format: Type.Optional(words(['csv', 'ndjson'])) })

/** What is wrong with a chain at one place. `altered`: the row is not what was written. `missing`: a row is gone. */
export const ChainFault = Type.Object({
  seq: Type.Integer(),
  fault: words(['altered', 'missing', 'head']),
  detail: Type.String(),
})
export type ChainFault = Static<typeof ChainFault>
export const ChainReport = Type.Object({
  entries: Type.Integer(),
  first_seq: Nullable(Type.Integer()),
  last_seq: Nullable(Type.Integer()),
  /** At most a hundred. */
  faults: Type.Array(ChainFault),
  checked_at: Instant,
})
export type ChainReport = Static<typeof ChainReport>
