/** The fields of an event that are counted and filtered by, under what they are about. Pure. */
import type { EventField } from '../../api/types.ts'

const groups = ['who', 'flow', 'found', 'dns', 'tls', 'http', 'file'] as const
export type FieldGroup = (typeof groups)[number]

/** Total: a new field must say where it belongs. In the order in which they are shown. */
const groupOf: Record<EventField, FieldGroup> = {
  event_type: 'who',
  member: 'who',
  sensor: 'who',
  src_ip: 'flow',
  dest_ip: 'flow',
  src_port: 'flow',
  dest_port: 'flow',
  proto: 'flow',
  app_proto: 'flow',
  flow_state: 'flow',
  indicator: 'found',
  hit_field: 'found',
  alert_signature: 'found',
  alert_category: 'found',
  alert_severity: 'found',
  dns_name: 'dns',
  dns_type: 'dns',
  dns_rcode: 'dns',
  dns_answers: 'dns',
  tls_sni: 'tls',
  tls_version: 'tls',
  tls_subject: 'tls',
  tls_issuer: 'tls',
  tls_fingerprint: 'tls',
  ja3: 'tls',
  ja3s: 'tls',
  ja4: 'tls',
  http_host: 'http',
  http_method: 'http',
  http_status: 'http',
  http_user_agent: 'http',
  http_content_type: 'http',
  file_name: 'file',
  file_type: 'file',
  file_hashes: 'file',
  email_from: 'file',
  email_to: 'file',
}

export const eventFields = Object.keys(groupOf) as EventField[]

export const fieldGroups: { group: FieldGroup; fields: EventField[] }[] = groups.map((group) => ({
  group,
  fields: eventFields.filter((field) => groupOf[field] === group),
}))

/** A field and a value, as the address and the API write them. */
export type Term = `${EventField}:${string}`

export function term(field: EventField, value: string): Term {
  return `${field}:${value}`
}

/** Null where it names no field. */
export function readTerm(text: string): { field: EventField; value: string } | null {
  const colon = text.indexOf(':')
  const field = eventFields.find((one) => one === text.slice(0, colon))
  const value = text.slice(colon + 1)
  return field === undefined || value === '' ? null : { field, value }
}
