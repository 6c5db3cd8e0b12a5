/** The one place where a request meets a route's rule. */
import type { FastifyRequest } from 'fastify'
import { type App, type Clock, type Db, hashSecret, Problem } from '../platform/index.ts'
import { accessProblems } from './access.problems.ts'
import type { Auth } from './auth.ts'
import { findKey } from './key.store.ts'
import { rolesOfScope } from './key-scope.ts'
import { isEnrolled, rolesOfPerson } from './person.store.ts'
import { may, type Principal } from './principal.ts'

declare module 'fastify' {
  interface FastifyRequest {
    /** Set on every route whose rule names an action or asks for a sign-in. */
    principal: Principal | null
  }
}

export type AuthorizeOptions = {
  db: Db
  auth: Auth
  clock: Clock
  /** The demonstration signs people in by link alone; anywhere else a link only opens the first-time page. */
  linkIsEnough: boolean
}

export function addAuthorization(app: App, { db, auth, clock, linkIsEnough }: AuthorizeOptions): void {
  app.decorateRequest('principal', null)
  app.addHook('onRequest', async (request) => {
    const rule = request.routeOptions.config.rule
    if (rule === undefined || rule === 'public' || rule === 'sensor' || rule === 'link') return
    const principal = (await byKey(request)) ?? (await bySession(request))
    if (principal === null) {
      throw new Problem(accessProblems.notSignedIn, 'Send `Authorization: Bearer KEY`, or sign in in the browser.', {
        headers: { 'www-authenticate': 'Bearer realm="varde"' },
      })
    }
    request.principal = principal
    if (rule === 'signed-in') return
    if (!principal.enrolled) {
      throw new Problem(accessProblems.notEnrolled, 'Open /welcome and choose a passkey, or a password with a code.')
    }
    if (!may(principal, rule.action)) throw new Problem(accessProblems.notAllowed, `This needs ${rule.action}.`)
  })

  async function byKey(request: FastifyRequest): Promise<Principal | null> {
    const [scheme, secret] = (request.headers.authorization ?? '').split(' ')
    if (scheme?.toLowerCase() !== 'bearer' || !secret) return null
    const key = await findKey(db, hashSecret(secret), clock())
    const roles = key === null ? null : rolesOfScope(key.scope)
    if (key === null || roles === null) {
      throw new Problem(accessProblems.keyUnknown, 'Make a new one with `varde keys create`.', {
        headers: { 'www-authenticate': 'Bearer realm="varde", error="invalid_token"' },
      })
    }
    return { kind: 'key', id: key.id, name: key.name, email: null, language: 'nb', roles, enrolled: true }
  }

  async function bySession(request: FastifyRequest): Promise<Principal | null> {
    if (request.headers.cookie === undefined) return null
    const found = await auth.api.getSession({ headers: new Headers({ cookie: request.headers.cookie }) })
    if (!found) return null
    refuseForeignOrigin(request)
    const { id, name, email, language } = found.user
    const [roles, enrolled] = await Promise.all([rolesOfPerson(db, id), linkIsEnough || isEnrolled(db, id)])
    return { kind: 'person', id, name, email, language: language as Principal['language'], roles, enrolled }
  }
}

/** A browser says where a request that changes something comes from; a cookie counts only from our own pages. */
function refuseForeignOrigin(request: FastifyRequest): void {
  if (request.method === 'GET' || request.method === 'HEAD') return
  const { origin, host } = request.headers
  if (origin !== undefined && URL.canParse(origin) && new URL(origin).host === host) return
  throw new Problem(accessProblems.foreignOrigin, 'Open Varde in its own tab and try again there.')
}

/** The caller of a route whose rule made sure that there is one. */
export function callerOf(request: FastifyRequest): Principal {
  if (request.principal === null) throw new Error(`${request.routeOptions.url} asks for a caller but lets anyone in`)
  return request.principal
}
