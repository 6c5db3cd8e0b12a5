/**
 * The HTTP server that every route hangs on: shapes checked by compiled schemas, faults as problem details, an OpenAPI
 * document made from the same schemas, and no route without a rule for who may call it.
 */

import type { IncomingMessage, ServerResponse } from 'node:http'
import swagger from '@fastify/swagger'
import swaggerUi from '@fastify/swagger-ui'
import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox'
import { type Action, ProblemDetails } from '@varde/contract'
import fastify, { type FastifyBaseLogger, type FastifyInstance, LogController, type RawServerDefault } from 'fastify'
import type { TSchema } from 'typebox'
import type { Logger } from './log.ts'
import { Problem, type ProblemKind, problems } from './problem.ts'

/**
 * Who may call a route. `signed-in`: any person or key. `sensor` and `link`: the route checks the sensor's token or the
 * signed link itself, before anything else. `public`: anyone; nothing about a member may be in the answer.
 */
export type Rule = { action: Action } | 'signed-in' | 'sensor' | 'link' | 'public'

declare module 'fastify' {
  interface FastifyContextConfig {
    rule?: Rule
  }
}

export type App = FastifyInstance<
  RawServerDefault,
  IncomingMessage,
  ServerResponse,
  FastifyBaseLogger,
  TypeBoxTypeProvider
>

/** Bytes of a body that is parsed in memory; ingest streams and has its own limit. */
const bodyLimit = 20 * 1024 * 1024

export async function createApp(log: Logger): Promise<App> {
  const app = fastify({
    loggerInstance: log.child({ part: 'http' }) as FastifyBaseLogger,
    // One line a request is the proxy's work; here only faults are logged, and never addresses or links with tokens.
    logController: new LogController({ disableRequestLogging: true }),
    bodyLimit,
    // An answer link's token is some 300 characters; the router's own limit is 100.
    routerOptions: { ignoreTrailingSlash: false, maxParamLength: 1000 },
    ajv: { customOptions: { removeAdditional: false, coerceTypes: 'array', allErrors: true } },
  }).withTypeProvider<TypeBoxTypeProvider>()

  app.addHook('onRoute', (route) => {
    const config = (route.config ?? {}) as { rule?: Rule }
    if (route.url.startsWith('/api/docs')) config.rule ??= 'public'
    if (config.rule === undefined) throw new Error(`${route.method} ${route.url} has no rule: say who may call it`)
    route.config = config
  })
  app.addHook('onRequest', async ({ url }) => {
    // PostgreSQL has no such character in a text: without this it would be our fault (500) and not the caller's.
    if (url.includes('%00'))
      throw new Problem(problems.invalidInput, 'The address holds a NUL character. Leave it out.')
  })
  endWithoutTheSilent(app)
  app.addHook('onSend', async (request, reply) => {
    reply.header('x-content-type-options', 'nosniff')
    reply.header('referrer-policy', 'no-referrer')
    reply.header('cross-origin-opener-policy', 'same-origin')
    reply.header('permissions-policy', 'camera=(), microphone=(), geolocation=()')
    if (!request.url.startsWith('/api/docs')) {
      reply.header(
        'content-security-policy',
        "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; object-src 'none'; base-uri 'none'; frame-ancestors 'none'; form-action 'self'",
      )
    }
    if (request.url.startsWith('/api/') && !reply.hasHeader('cache-control')) reply.header('cache-control', 'no-store')
  })
  app.setErrorHandler((fault, request, reply) => {
    const problem = asProblem(fault)
    if (problem.kind.status >= 500) log.error({ err: fault, route: request.routeOptions.url }, 'a request failed')
    return sendProblem(reply, problem)
  })

  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'Varde',
        version: '0.1.0',
        description: 'Receives what sensors see, warns the affected, and follows up their answers.',
      },
      components: {
        securitySchemes: {
          key: { type: 'http', scheme: 'bearer', description: 'An API key: `varde keys create`' },
          session: { type: 'apiKey', in: 'cookie', name: 'better-auth.session_token' },
        },
      },
      security: [{ key: [] }, { session: [] }],
    },
    // Only the API proper: pages and files are not part of the document.
    transform: ({ schema, url, route }) => ({
      schema: url.startsWith('/api/v1/') || url.startsWith('/ingest/') ? schema : { ...schema, hide: true },
      url,
      route,
    }),
  })
  await app.register(swaggerUi, { routePrefix: '/api/docs', staticCSP: true })
  app.get('/api/v1/openapi.json', { config: { rule: 'public' }, schema: { hide: true } }, () => app.swagger())
  return app
}

const closingMilliseconds = 100

/**
 * Lets a stop end once what is under way is answered. Node takes a connection that has sent nothing yet for a busy one
 * and waits a minute for its first bytes, and browsers and HTTP clients open such connections ahead of need.
 */
function endWithoutTheSilent(app: App): void {
  let underWay = 0
  app.server.on('request', (_request, response) => {
    underWay++
    response.once('close', () => underWay--)
  })
  app.addHook('preClose', async () => {
    const timer = setInterval(() => {
      if (underWay === 0) app.server.closeAllConnections()
    }, closingMilliseconds)
    app.server.once('close', () => clearInterval(timer))
  })
}

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
  for (const kind of [problems.invalidInput, ...kinds]) {
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

function asProblem(fault: unknown): Problem {
  if (fault instanceof Problem) return fault
  const { validation, validationContext, statusCode, code, message } = fault as {
    validation?: { instancePath: string; message?: string; params?: Record<string, unknown> }[]
    validationContext?: string
    statusCode?: number
    code?: string
    message: string
  }
  if (validation) {
    return new Problem(problems.invalidInput, 'Some fields are missing or not of the right form.', {
      errors: validation.map(({ instancePath, message, params }) => ({
        at: `${validationContext ?? 'body'}${instancePath}${params?.['missingProperty'] ? `/${params['missingProperty']}` : ''}`,
        message: message ?? 'is not valid',
      })),
    })
  }
  if (code === 'FST_ERR_CTP_BODY_TOO_LARGE') return new Problem(problems.tooLarge, `At most ${bodyLimit} bytes.`)
  if (code === 'FST_ERR_CTP_INVALID_MEDIA_TYPE') return new Problem(problems.unsupportedType, message)
  if (statusCode !== undefined && statusCode >= 400 && statusCode < 500)
    return new Problem(problems.invalidInput, message)
  return new Problem(problems.internal, 'Nothing was lost. Try again; if it persists, tell the operator.')
}
