/** A server's own type, and what each of its routes says of who may call it. */
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox'
import type { Action } from '@varde/contract'
import type { FastifyBaseLogger, FastifyInstance, RawServerDefault } from 'fastify'

/**
 * Who may call a route. `signed-in`: any person or key. `person`: any person, about themselves. `sensor` and `link`: the
 * route checks the sensor's token or the signed link itself, before anything else. `public`: anyone; nothing about a
 * member may be in the answer.
 */
export type Rule = { action: Action } | 'signed-in' | 'person' | 'sensor' | 'link' | 'public'

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
