/** Faults as answers: what a route lists of them in the API document, and what a caller gets. */
import { ProblemDetails } from '@varde/contract'
import type { RouteOptions } from 'fastify'
import type { TSchema } from 'typebox'
import { Problem, type ProblemKind, problems } from './problem.ts'

/** Bytes of a body that is parsed in memory; ingest streams and has its own limit. */
export const bodyLimit = 20 * 1024 * 1024

/** For strings that people write: `format` of a schema, so that no national identity number is ever stored. */
export const freeText = 'free-text'

export function sendProblem(
  reply: {
    code(status: number): unknown
    header(name: string, value: string): unknown
    type(type: string): unknown
    serializer(serialize: (payload: unknown) => string): unknown
    send(payload: unknown): unknown
  },
  problem: Problem,
) {
  reply.code(problem.kind.status)
  for (const [name, value] of Object.entries(problem.headers)) reply.header(name, value)
  reply.type('application/problem+json')
  reply.serializer(JSON.stringify)
  return reply.send(problem.toJSON())
}

/** The replies of a route for its schema: the good ones, and each problem's status with the codes it can carry. */
export function replies<Good extends Record<number, TSchema>>(good: Good, kinds: readonly ProblemKind[] = []) {
  const byStatus = new Map<number, string[]>()
  for (const kind of [problems.invalidInput, problems.tooManyRequests, ...kinds]) {
    byStatus.set(kind.status, [...(byStatus.get(kind.status) ?? []), `\`${kind.code}\`: ${kind.title}`])
  }
  const faults = Object.fromEntries(
    [...byStatus].map(([status, lines]) => [
      status,
      { description: lines.join('; '), content: { 'application/problem+json': { schema: ProblemDetails } } },
    ]),
  )
  // Typed as the good replies only: faults are thrown, never returned.
  return { ...faults, ...good } as Good
}

type Listed = { description: string }

/** A route whose body has free text lists that it may be refused, without having to say so. */
export function listFreeText(route: RouteOptions): void {
  const { body, response } = (route.schema ?? {}) as { body?: unknown; response?: Record<string, Listed> }
  const invalid = response?.[problems.invalidInput.status]
  if (invalid === undefined || !JSON.stringify(body ?? null).includes(`"format":"${freeText}"`)) return
  const { code, title } = problems.nationalIdentityNumber
  const listed = { ...invalid, description: `${invalid.description}; \`${code}\`: ${title}` }
  route.schema = { ...route.schema, response: { ...response, [problems.invalidInput.status]: listed } }
}

export function asProblem(fault: unknown): Problem {
  if (fault instanceof Problem) return fault
  const { validation, validationContext, statusCode, code, message } = fault as {
    validation?: Fault[]
    validationContext?: string
    statusCode?: number
    code?: string
    message: string
  }
  if (validation) return invalid(validation, validationContext ?? 'body')
  if (code === 'FST_ERR_CTP_BODY_TOO_LARGE') return new Problem(problems.tooLarge, `At most ${bodyLimit} bytes.`)
  if (code === 'FST_ERR_CTP_INVALID_MEDIA_TYPE') return new Problem(problems.unsupportedType, message)
  if (statusCode !== undefined && statusCode >= 400 && statusCode < 500)
    return new Problem(problems.invalidInput, message)
  return new Problem(problems.internal, 'Nothing was lost. Try again; if it persists, tell the operator.')
}

type Fault = { instancePath: string; message?: string; params?: Record<string, unknown> }

/** The values are never repeated: one may be what must not be written anywhere. */
function invalid(faults: Fault[], where: string): Problem {
  const holdsNumber = ({ params }: Fault) => params?.['format'] === freeText
  const errors = faults.map((fault) => ({
    at: `${where}${fault.instancePath}${fault.params?.['missingProperty'] ? `/${fault.params['missingProperty']}` : ''}`,
    message: holdsNumber(fault) ? 'holds a national identity number' : (fault.message ?? 'is not valid'),
  }))
  return faults.some(holdsNumber)
    ? new Problem(problems.nationalIdentityNumber, 'Leave the number out: no patient data belongs here.', { errors })
    : new Problem(problems.invalidInput, 'Some fields are missing or not of the right form.', { errors })
}
