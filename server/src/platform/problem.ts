/**
 * Faults that a caller can see, as RFC 9457 problem details. Each context declares its own once; this is the one class
 * and the one place that renders them.
 */
import type { ProblemDetails } from '@varde/contract'

export type ProblemKind = { code: string; status: number; title: string }

/** Declares a kind of problem: a stable code, the HTTP status and a short title. */
export function problemKind(code: string, status: number, title: string): ProblemKind {
  return { code, status, title }
}

export class Problem extends Error {
  override name = 'Problem'
  readonly kind: ProblemKind
  readonly detail: string | undefined
  readonly errors: ProblemDetails['errors']
  readonly headers: Record<string, string>

  constructor(
    kind: ProblemKind,
    /** What is wrong with this call and the mend, for the caller. */
    detail?: string,
    more: { errors?: ProblemDetails['errors']; headers?: Record<string, string> } = {},
  ) {
    super(detail ?? kind.title)
    this.kind = kind
    this.detail = detail
    this.errors = more.errors
    this.headers = more.headers ?? {}
  }

  toJSON(): ProblemDetails {
    const { code, status, title } = this.kind
    return {
      type: `urn:varde:problem:${code}`,
      title,
      status,
      code,
      ...(this.detail === undefined ? {} : { detail: this.detail }),
      ...(this.errors === undefined ? {} : { errors: this.errors }),
    }
  }
}

export const problems = {
  notFound: problemKind('not_found', 404, 'Not found'),
  invalidInput: problemKind('invalid_input', 400, 'The input is not valid'),
  tooLarge: problemKind('too_large', 413, 'The body is too large'),
  tooManyRequests: problemKind('too_many_requests', 429, 'Too many requests'),
  nationalIdentityNumber: problemKind('national_identity_number', 400, 'The text holds a national identity number'),
  unsupportedType: problemKind('unsupported_media_type', 415, 'The content type is not supported'),
  internal: problemKind('internal', 500, 'Something went wrong here'),
}
