/**
 * The HTTP server that every route hangs on: shapes checked by compiled schemas, faults as problem details, an OpenAPI
 * document made from the same schemas, and no route without a rule for who may call it.
 */
import type { ServerOptions } from 'node:https'
import swagger from '@fastify/swagger'
import swaggerUi from '@fastify/swagger-ui'
import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox'
import fastify, { type FastifyBaseLogger, type FastifyServerOptions, LogController } from 'fastify'
import type { Tls } from '../config-tls.ts'
import type { App, Rule } from './app.ts'
import { addHeaders } from './http-headers.ts'
import { asProblem, bodyLimit, freeText, listFreeText, sendProblem } from './http-problems.ts'
import { addLimits, type LimitOptions } from './limits.ts'
import type { Logger } from './log.ts'
import { holdsIdentityNumber } from './national-identity-number.ts'
import { Problem, problems } from './problem.ts'

export type HttpOptions = LimitOptions & {
  /** Where people reach this server; https, here or in a proxy, makes browsers stay with it. */
  publicUrl?: string
  /** CIDRs of the proxies whose X-Forwarded-For is believed; from others it is ignored. */
  trustedProxies?: readonly string[]
  tls?: Tls | null
}

export async function createApp(log: Logger, options: HttpOptions = {}): Promise<App> {
  const { publicUrl = 'http://localhost', trustedProxies = [], tls = null } = options
  const app = fastify({
    https: tls === null ? null : tlsOptions(tls),
    trustProxy: trustedProxies.length === 0 ? false : [...trustedProxies],
    loggerInstance: log.child({ part: 'http' }) as FastifyBaseLogger,
    // One line a request is the proxy's work; here only faults are logged, and never addresses or links with tokens.
    logController: new LogController({ disableRequestLogging: true }),
    bodyLimit,
    // An answer link's token is some 300 characters; the router's own limit is 100.
    routerOptions: { ignoreTrailingSlash: false, maxParamLength: 1000 },
    ajv: {
      customOptions: {
        removeAdditional: false,
        coerceTypes: 'array',
        allErrors: true,
        formats: { [freeText]: (text: string) => !holdsIdentityNumber(text) },
      },
    },
  } as FastifyServerOptions).withTypeProvider<TypeBoxTypeProvider>()

  app.addHook('onRoute', (route) => {
    const config = (route.config ?? {}) as { rule?: Rule }
    if (route.url.startsWith('/api/docs')) config.rule ??= 'public'
    if (config.rule === undefined) throw new Error(`${route.method} ${route.url} has no rule: say who may call it`)
    route.config = config
    listFreeText(route)
  })
  app.addHook('onRequest', async ({ url }) => {
    // PostgreSQL has no such character in a text: without this it would be our fault (500) and not the caller's.
    if (url.includes('%00'))
      throw new Problem(problems.invalidInput, 'The address holds a NUL character. Leave it out.')
  })
  endWithoutTheSilent(app)
  addHeaders(app, new URL(publicUrl).protocol === 'https:')
  const counting = await addLimits(app, options)
  app.setErrorHandler(async (fault, request, reply) => {
    const problem = await counting.instead(request, asProblem(fault))
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
      schema: {
        ...schema,
        ...(url.startsWith('/api/v1/') || url.startsWith('/ingest/') ? {} : { hide: true }),
        'x-varde-rule': route.config?.rule,
      },
      url,
      route,
    }),
  })
  await app.register(swaggerUi, { routePrefix: '/api/docs' })
  app.get('/api/v1/openapi.json', { config: { rule: 'public' }, schema: { hide: true } }, () => app.swagger())
  return app
}

/** A caller without a certificate gets in: people have none, and a sensor is told by its route what is missing. */
function tlsOptions({ cert, key, sensorCa }: Tls): ServerOptions {
  if (sensorCa === null) return { cert, key }
  return { cert, key, ca: sensorCa, requestCert: true, rejectUnauthorized: false }
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
