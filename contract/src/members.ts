import { type Static, Type } from 'typebox'
import { Id, Instant, Language, Nullable, Orgnr, Page, PageQuery, Severity, words } from './common.ts'

/** What is written to the contact is encrypted to it (OpenPGP, RFC 9580). */
export const ContactKey = Type.Object({
  fingerprint: Type.String({ description: 'Hexadecimal' }),
  algorithm: Type.String({ description: 'e.g. RSA 3072' }),
  expires_at: Nullable(Instant),
  source: words(['uploaded', 'wkd']),
  added_at: Instant,
})
export type ContactKey = Static<typeof ContactKey>

export const Contact = Type.Object({
  id: Id,
  member: Orgnr,
  name: Type.String(),
  email: Type.String(),
  phone: Nullable(Type.String()),
  language: Language,
  /** Whom of the member to reach first: 1 before 2, those of the same together. */
  rank: Type.Integer(),
  role: Type.String(),
  verified_at: Nullable(Instant),
  key: Nullable(ContactKey),
  created_at: Instant,
})
export type Contact = Static<typeof Contact>

export const ContactKeyGiven = Type.Object({
  armored: Type.String({
    maxLength: 200_000,
    description: 'The public key, ASCII-armoured; text around it is no fault',
  }),
})
export const ContactKeyLookUp = Type.Object({
  found: Type.Boolean(),
  fault: Nullable(Type.String({ description: 'What is wrong with the key that lies there' })),
  contact: Contact,
})
export type ContactKeyLookUp = Static<typeof ContactKeyLookUp>
/** Whom of a member to reach first, and as what. */
export const ContactPlace = Type.Object({
  rank: Type.Integer({ minimum: 1, maximum: 9 }),
  role: Type.String({ maxLength: 100, format: 'free-text' }),
})
export type ContactPlace = Static<typeof ContactPlace>

export const MemberSummary = Type.Object({
  orgnr: Orgnr,
  name: Type.String(),
  kind: Type.String({ description: 'e.g. municipality, hospital, gp, pharmacy, supplier' }),
  municipality_number: Nullable(Type.String()),
  networks: Type.Integer(),
  domains: Type.Integer(),
  contacts: Type.Integer(),
  sensors: Type.Integer(),
  sensors_silent: Type.Integer(),
  open_detections: Type.Integer(),
  /** Sent and not yet answered. */
  open_warnings: Type.Integer(),
  worst_open_severity: Nullable(Severity),
})
export type MemberSummary = Static<typeof MemberSummary>

export const Member = Type.Object({
  orgnr: Orgnr,
  name: Type.String(),
  kind: Type.String(),
  municipality_number: Nullable(Type.String()),
  /** Whether its contacts are told of troubles of the sensors it gets from now on. */
  tell_of_sensors: Type.Boolean(),
  created_at: Instant,
  networks: Type.Array(Type.String({ description: 'CIDR' })),
  domains: Type.Array(Type.String()),
  contacts: Type.Array(Contact),
})
export type Member = Static<typeof Member>

export const MemberListQuery = Type.Object({
  ...PageQuery,
  q: Type.Optional(Type.String({ description: 'Part of the name, orgnr, a domain, or an address inside a network' })),
  kind: Type.Optional(Type.String()),
})
export const MemberPage = Page(MemberSummary)

export const ContactListQuery = Type.Object({ ...PageQuery, member: Type.Optional(Orgnr) })
export const ContactPage = Page(Contact)

/** What an import did, or with a dry run would do. With any error nothing is written. */
export const ImportReport = Type.Object({
  dry_run: Type.Boolean(),
  applied: Type.Boolean(),
  rows: Type.Integer(),
  created: Type.Integer(),
  updated: Type.Integer(),
  unchanged: Type.Integer(),
  errors: Type.Array(
    Type.Object({
      row: Type.Integer({ description: 'Line of the file, the header being 1' }),
      column: Nullable(Type.String()),
      value: Nullable(Type.String()),
      message: Type.String({ description: 'What is wrong and what to write instead' }),
    }),
  ),
})
export type ImportReport = Static<typeof ImportReport>

export const ImportQuery = Type.Object({ dry_run: Type.Optional(Type.Boolean({ default: false })) })
