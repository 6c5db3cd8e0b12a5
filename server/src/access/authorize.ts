/** The one place where a request meets a route's rule. */
import type { FastifyReply, FastifyRequest } from 'fastify'
import { type App, type Clock, type Db, type Postgres, Problem } from '../platform/index.ts'
import { accessProblems } from './access.problems.ts'
import { type Audit, type Note, noteBy } from './audit/audit.store.ts'
import type { Actor } from './audit/audit.ts'
import { keyOpening } from './keys/key-opening.store.ts'
import { refusedKey } from './keys/key-refusal.ts'
import { rolesOfScope } from './keys/key-scope.ts'
import { callerAddress } from './keys/network-pin.ts'
import { rolesOfPerson } from './people/person.store.ts'
import { may, type Principal, scopeOf } from './principal.ts'
import type { Scope } from './roles.ts'
import type { Auth } from './sign-in/auth.ts'
import { currentSession } from './sign-in/current-session.ts'
import { holdsForgedCookie } from './sign-in/forged-cookie.ts'
import { signInStandingOf } from './sign-in/sign-in.store.ts'

declare module 'fastify' {
  interface FastifyRequest {
    /** Set on every route whose rule names an action or asks for a sign-in. */
    principal: Principal | null
    /** Set on every route whose rule names an action. */
    reach: Reach | null
  }
}

/** What a caller can get at by the action that the route's rule names. */
export type Reach = {
  caller: Principal
  /** Goes into every query of the route. */
  scope: Scope
  /** The database with only that scope's rows: the second fence, should a query forget the first. */
  db: Db
  /** Who the audit log says it was. */
  by: Actor
  /** Writes in the log what this caller does. */
  note: Note
  /** Writes in the log what this caller reads, which repeats; see `audit-reads.ts`. */
  noteOnce: Note
  /** Whether the caller may read the texts of TLP:RED objects. */
  red: boolean
}

export type AuthorizeOptions = {
  postgres: Pick<Postgres, 'db' | 'within'>
  audit: Audit
  auth: Auth
  clock: Clock
  /** The demonstration signs people in by link alone; anywhere else a link only opens the first-time page. */
  linkIsEnough: boolean
}

export function addAuthorization(app: App, { postgres, audit, auth, clock, linkIsEnough }: AuthorizeOptions): void {
  const { db } = postgres
  const openKey = keyOpening(db, audit, 'program')
  app.decorateRequest('principal', null)
  app.decorateRequest('reach', null)
  app.addHook('onRequest', async (request, reply) => {
    const rule = request.routeOptions.config.rule
    if (rule === undefined || rule === 'public' || rule === 'sensor' || rule === 'link') return
    const principal = (await byKey(request)) ?? (await bySession(request, reply))
    if (principal === null) {
      if (await holdsForgedCookie(auth, request.headers.cookie)) {
        const entry = { act: 'sign_in.refused', outcome: 'refused', details: { reason: 'cookie' } } as const
        await audit.recordOnce(db, actorOf(request), entry)
      }
      throw new Problem(accessProblems.notSignedIn, 'Send `Authorization: Bearer KEY`, or sign in in the browser.', {
        headers: { 'www-authenticate': 'Bearer realm="varde"' },
      })
    }
    request.principal = principal
    if (rule === 'signed-in') return
    if (rule === 'person') {
      if (principal.kind === 'person') return
      throw new Problem(accessProblems.notAllowed, 'This is for people. A key does not sign in.')
    }
    if (!principal.enrolled) {
      throw new Problem(accessProblems.notEnrolled, 'Open /welcome and choose a passkey, or a password with a code.')
    }
    if (!may(principal, rule.action)) {
      const entry = { act: 'access.refused', outcome: 'refused', details: { action: rule.action } } as const
      await audit.recordOnce(db, actorOf(request), entry)
      throw new Problem(accessProblems.notAllowed, `This needs ${rule.action}.`)
    }
    const scope = scopeOf(principal, rule.action)
    const by = actorOf(request)
    request.reach = {
      caller: principal,
      scope,
      db: postgres.within(scope),
      by,
      note: noteBy(audit, by),
      noteOnce: (trx, entries) => audit.recordOnce(trx, by, entries),
      red: may(principal, 'red.read'),
    }
  })

  async function byKey(request: FastifyRequest): Promise<Principal | null> {
    const [scheme, secret] = (request.headers.authorization ?? '').split(' ')
    if (scheme?.toLowerCase() !== 'bearer' || !secret) return null
    const opening = await openKey(secret, { from: request.ip, now: clock() })
    if (opening.refusal !== null) throw refusedKey(opening.refusal)
    const { id, name, scope } = opening.key
    const roles = rolesOfScope(scope)
    if (roles === null) throw refusedKey('unknown')
    return { kind: 'key', id, name, email: null, language: 'nb', roles, enrolled: true }
  }

  async function bySession(request: FastifyRequest, reply: FastifyReply): Promise<Principal | null> {
    const found = await currentSession(auth, request, clock())
    if (found === null) return null
    if (isForeign(request)) {
      const by: Actor = { kind: 'person', id: found.person.id, address: callerAddress(request.ip) }
      await audit.recordOnce(db, by, { act: 'access.refused', outcome: 'refused', details: { reason: 'origin' } })
      throw new Problem(accessProblems.foreignOrigin, 'Open Varde in its own tab and try again there.')
    }
    if (found.cookies.length > 0) reply.header('set-cookie', found.cookies)
    const { id, name, email, language } = found.person
    const [roles, standing] = await Promise.all([rolesOfPerson(db, id), signInStandingOf(db, id)])
    const enrolled = linkIsEnough || standing.enrolled
    return { kind: 'person', id, name, email, language: language as Principal['language'], roles, enrolled }
  }
}

/**
 * A cookie counts only from our own pages. A browser says where a request comes from: newer ones for every request
 * (Fetch Metadata; `none` is the person's own doing), all of them for one that changes something (RFC 6454).
 */
function isForeign(request: FastifyRequest): boolean {
  const { origin, host, 'sec-fetch-site': site = 'none' } = request.headers
  const reads = request.method === 'GET' || request.method === 'HEAD'
  const fromHere = site === 'none' || site === 'same-origin'
  const said = origin !== undefined && URL.canParse(origin) && new URL(origin).host === host
  return !fromHere || !(reads || said)
}

/** What the caller of a route whose rule names an action can get at. */
export function reachOf(request: FastifyRequest): Reach {
  if (request.reach === null) throw new Error(`${request.routeOptions.url} asks for a scope but names no action`)
  return request.reach
}

/** Who calls, as the audit log names them: by id alone, with the address that the call came from. */
export function actorOf(request: FastifyRequest): Actor {
  const { principal, ip } = request
  const address = callerAddress(ip)
  // A process that only receives sets none.
  return principal ? { kind: principal.kind, id: principal.id, address } : { kind: 'nobody', id: null, address }
}

/** The caller of a route whose rule made sure that there is one. */
export function callerOf(request: FastifyRequest): Principal {
  if (request.principal === null) throw new Error(`${request.routeOptions.url} asks for a caller but lets anyone in`)
  return request.principal
}
