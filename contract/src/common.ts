/** Shapes that more than one noun uses. Everything in this package is browser-safe: shapes and closed lists, no I/O. */
import { type Static, type TSchema, Type } from 'typebox'

/** A closed list of words as a string enum, so that OpenAPI, the validator and the type agree. */
export function words<const Values extends (string | number)[]>(values: readonly [...Values]) {
  return Type.Enum(values)
}

/** RFC 3339 in UTC, e.g. `2026-11-24T03:00:00.000Z`. */
export const Instant = Type.String({ format: 'date-time' })

/** Norwegian organisation number: nine digits, the last a mod-11 control digit. */
export const Orgnr = Type.String({ pattern: '^[0-9]{9}$', description: 'Organisation number, nine digits' })

export const Id = Type.String({ format: 'uuid' })

export const languages = ['nb', 'nn', 'en'] as const
export const Language = words(languages)
export type Language = Static<typeof Language>

/** Highest first: the order in which lists sort and colours weigh. */
export const severities = ['critical', 'high', 'medium', 'low'] as const
export const Severity = words(severities)
export type Severity = Static<typeof Severity>

/** FIRST TLP 2.0. */
export const tlps = ['RED', 'AMBER+STRICT', 'AMBER', 'GREEN', 'CLEAR'] as const
export const Tlp = words(tlps)
export type Tlp = Static<typeof Tlp>

/** One page of a list; `next` goes back as `cursor` and is null on the last page. */
export function Page<T extends TSchema>(item: T) {
  return Type.Object({ items: Type.Array(item), next: Type.Union([Type.String(), Type.Null()]) })
}

export const PageQuery = {
  cursor: Type.Optional(Type.String({ description: 'The `next` of the page before' })),
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 500, default: 100 })),
}

/** RFC 9457 problem details; `errors` names each faulty field or row and the mend. */
export const ProblemDetails = Type.Object({
  type: Type.String(),
  title: Type.String(),
  status: Type.Integer(),
  code: Type.String({ description: 'Stable word for the fault, e.g. `sensor_token_unknown`' }),
  detail: Type.Optional(Type.String()),
  errors: Type.Optional(Type.Array(Type.Object({ at: Type.String(), message: Type.String() }))),
})
export type ProblemDetails = Static<typeof ProblemDetails>

export function Nullable<T extends TSchema>(schema: T) {
  return Type.Union([schema, Type.Null()])
}
