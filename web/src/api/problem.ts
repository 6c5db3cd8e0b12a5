/** RFC 9457 problem details as the interface needs them. Status 0 means that no reply came at all. */
export class ApiProblem extends Error {
  readonly status: number
  readonly code: string
  readonly detail: string | undefined
  readonly errors: { at: string; message: string }[]

  constructor(fields: { status: number; code: string; title: string; detail?: string | undefined; errors?: Fault[] }) {
    super(fields.title)
    this.name = 'ApiProblem'
    this.status = fields.status
    this.code = fields.code
    this.detail = fields.detail
    this.errors = fields.errors ?? []
  }
}

type Fault = { at: string; message: string }

function text(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined
}

function faults(value: unknown): Fault[] {
  if (!Array.isArray(value)) return []
  return value.flatMap((one: unknown) => {
    const fields = typeof one === 'object' && one !== null ? (one as Record<string, unknown>) : {}
    const message = text(fields['message'])
    return message ? [{ at: text(fields['at']) ?? '', message }] : []
  })
}

/** Reads whatever a failed call gave (problem+json, another body, a network fault) into one shape. */
export function problemOf(status: number, body: unknown): ApiProblem {
  if (body instanceof ApiProblem) return body
  const fields = typeof body === 'object' && body !== null ? (body as Record<string, unknown>) : {}
  return new ApiProblem({
    status,
    code: text(fields['code']) ?? (status === 0 ? 'no_reply' : 'unknown'),
    title: text(fields['title']) ?? `HTTP ${status}`,
    detail: text(fields['detail']),
    errors: faults(fields['errors']),
  })
}

export type FaultKind = 'offline' | 'signed_out' | 'forbidden' | 'gone' | 'refused' | 'busy' | 'server'

/** Sorts a fault by what the reader can do about it. */
export function faultKind(status: number): FaultKind {
  if (status === 0) return 'offline'
  if (status === 401) return 'signed_out'
  if (status === 403) return 'forbidden'
  if (status === 404 || status === 410) return 'gone'
  if (status === 429 || status === 503) return 'busy'
  return status >= 500 ? 'server' : 'refused'
}
