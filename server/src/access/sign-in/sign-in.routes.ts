/**
 * The doors to the sign-in library: each request is let through only as `sign-in-doors.ts` says, tries at a secret are
 * counted, what was refused and done is written down, and no session token is handed to a script.
 */
import { SignInProviders } from '@varde/contract'
import type { FastifyRequest } from 'fastify'
import { type App, type Clock, type Db, holdsIdentityNumber, Problem, problems, replies } from '../../platform/index.ts'
import { accessProblems } from '../access.problems.ts'
import type { Audit } from '../audit/audit.store.ts'
import type { Entry } from '../audit/audit.ts'
import type { Auth } from './auth.ts'
import { type CurrentSession, currentSession } from './current-session.ts'
import type { OidcClients } from './oidc-client.ts'
import { endLinkSessions, endOtherSessions } from './session.store.ts'
import { isFresh } from './session.ts'
import { personWithEmail, signInStandingOf } from './sign-in.store.ts'
import { callerHeader, type Door, doorAt, withoutWishes } from './sign-in-doors.ts'
import { openSignInLimit, type SignInLimits, type Try } from './sign-in-limit.ts'

export type SignInOptions = {
  db: Db
  auth: Auth
  audit: Audit
  clock: Clock
  oidcClients: OidcClients
  limits: SignInLimits
}

const base = '/api/auth'

/** @throws Problem where the person has a way in and did not sign in just now */
export async function askFresh(db: Db, current: CurrentSession, now: Date): Promise<void> {
  if (isFresh(current.startedAt, now)) return
  const { enrolled } = await signInStandingOf(db, current.person.id)
  if (!enrolled) return
  throw new Problem(accessProblems.signInAgain, 'You signed in a while ago. Sign out, sign in, and try again.')
}

export function addSignInRoutes(app: App, options: SignInOptions): void {
  const { db, auth, audit, clock, oidcClients, limits } = options
  const limit = openSignInLimit(limits)

  app.get(
    '/api/v1/sign-in/providers',
    {
      config: { rule: 'public' },
      schema: {
        summary: 'Organisations’ own identity providers by which people may sign in',
        tags: ['access'],
        response: replies({ 200: SignInProviders }),
      },
    },
    () => ({ items: [...oidcClients.values()].map(({ id, name }) => ({ id, name })) }),
  )

  app.route({
    method: ['GET', 'POST'],
    url: `${base}/*`,
    config: { rule: 'public' },
    schema: { hide: true },
    handler: async (request, reply) => {
      const door = doorAt(request.method, new URL(request.url, 'http://varde').pathname.slice(base.length))
      if (door === null) throw new Problem(problems.notFound, 'There is nothing here.')
      const body = bodyOf(request)
      // A passkey's name is the one text that somebody writes here.
      if (typeof body?.['name'] === 'string' && holdsIdentityNumber(body['name'])) {
        throw new Problem(problems.nationalIdentityNumber, 'Leave the number out of the name.')
      }
      const current = await currentSession(auth, request, clock())
      if (door.fresh && current !== null) await askFresh(db, current, clock())
      const person = door.refusal === undefined ? null : await personAt(request, body)
      const attempt = door.guessable ? await begin(request, person, body) : null

      const answer = await auth.handler(asked(request, body, current !== null))
      const content = await answer.text()
      const refused = answer.status >= 400 || linkFault(answer)
      if (refused) await writeRefusal(request, door, person, current, answer.status, content)
      else if (attempt?.limited === false) attempt.succeeded()
      if (linkFault(answer)) {
        throw new Problem(accessProblems.linkRefused, 'It was used already, or is older than a day. Ask for a new one.')
      }
      if (!refused && door.act !== undefined && current !== null) await writeAct(request, door.act, current)

      reply.code(answer.status)
      for (const [name, value] of answer.headers) if (name !== 'set-cookie') reply.header(name, value)
      for (const cookie of answer.headers.getSetCookie()) reply.header('set-cookie', cookie)
      return reply.send(withoutTokens(content))
    },
  })

  /** Whose account is tried, as far as it is known: by the address given, or by the challenge between password and code. */
  async function personAt(request: FastifyRequest, body: Body): Promise<string | null> {
    if (typeof body?.['email'] === 'string') return personWithEmail(db, body['email'])
    const { createAuthCookie, internalAdapter } = await auth.$context
    const { name } = createAuthCookie('two_factor')
    const signed = new RegExp(`(?:^|; )${name.replaceAll('.', '\\.')}=([^;]+)`).exec(request.headers.cookie ?? '')?.[1]
    if (signed === undefined) return null
    // The challenge cannot be guessed and is looked up by its hash, so its signature need not be checked here.
    const challenge = decodeURIComponent(signed).split('.')[0] ?? ''
    return (await internalAdapter.findVerificationValue(challenge))?.value ?? null
  }

  /** @throws Problem where there were too many tries */
  async function begin(request: FastifyRequest, person: string | null, body: Body): Promise<Try> {
    const account = typeof body?.['email'] === 'string' ? body['email'].toLowerCase() : person
    const attempt = limit.begin(request.ip, account, clock())
    if (!attempt.limited) return attempt
    await audit.recordOnce(db, nobodyAt(request), { act: 'sign_in.limited', outcome: 'refused', ...about(person) })
    const seconds = String(attempt.retryAfterSeconds)
    throw new Problem(
      problems.tooManyRequests,
      `Too many tries from here. Sign in with a passkey, or try again in ${seconds} seconds.`,
      { headers: { 'retry-after': seconds } },
    )
  }

  async function writeRefusal(
    request: FastifyRequest,
    { refusal }: Door,
    person: string | null,
    current: CurrentSession | null,
    status: number,
    content: string,
  ): Promise<void> {
    // Who is signed in mistypes the first code of a new app, which is no sign-in.
    if (refusal === undefined || status >= 500 || (refusal === 'code' && current !== null)) return
    const code = /"code":"(deactivated|link_not_enough)"/.exec(content)?.[1]
    await audit.recordOnce(db, nobodyAt(request), {
      act: status === 429 ? 'sign_in.limited' : refusal === 'link' ? 'link.refused' : 'sign_in.refused',
      outcome: 'refused',
      ...about(person),
      details: { reason: code ?? refusal },
    })
  }

  async function writeAct(request: FastifyRequest, act: NonNullable<Door['act']>, current: CurrentSession) {
    const { id, twoFactor } = current.person
    if (act === 'totp.enabled' && twoFactor) return
    const object: Entry['object'] =
      act === 'sign_out.done' ? { kind: 'session', id: current.id } : { kind: 'person', id }
    await db.transaction().execute(async (trx) => {
      if (act === 'passkey.added' || act === 'totp.enabled') await endLinkSessions(trx, id, current.id)
      if (act === 'password.set') await endOtherSessions(trx, id, current.id)
      await audit.record(trx, { kind: 'person', id, address: request.ip }, { act, object })
    })
  }

  function asked(request: FastifyRequest, body: Body, signedIn: boolean): Request {
    const headers = new Headers()
    for (const [name, value] of Object.entries(request.headers)) {
      if (value === undefined || name === 'content-length' || name.startsWith('x-forwarded-')) continue
      headers.set(name, Array.isArray(value) ? value.join(', ') : value)
    }
    headers.set(callerHeader, request.ip)
    // The library knows only its own end of a session, and not that a long one has ended for us.
    const cookies = signedIn ? headers.get('cookie') : withoutSession(headers.get('cookie'))
    if (cookies) headers.set('cookie', cookies)
    else headers.delete('cookie')
    return new Request(new URL(request.url, `http://${request.headers.host}`), {
      method: request.method,
      headers,
      ...(body === null ? {} : { body: JSON.stringify(withoutWishes(body)) }),
    })
  }
}

type Body = Record<string, unknown> | null

/** @throws Problem for anything but an object as JSON: a form could be sent by another site's page */
function bodyOf(request: FastifyRequest): Body {
  const { body } = request
  if (body === undefined || body === null) return null
  if (!/^application\/json\b/i.test(request.headers['content-type'] ?? '')) {
    throw new Problem(problems.unsupportedType, 'Send application/json.')
  }
  if (typeof body !== 'object' || Array.isArray(body)) {
    throw new Problem(problems.invalidInput, 'The body is no object. Send one as JSON.')
  }
  return body as Record<string, unknown>
}

/** Where the library would send a browser on with the fault in the address. */
function linkFault(answer: Response): boolean {
  const location = answer.headers.get('location')
  return location !== null && /[?&]error=/.test(location)
}

function withoutSession(cookies: string | null): string {
  return (cookies ?? '')
    .split('; ')
    .filter((cookie) => !/^[^=]*session_token=/.test(cookie))
    .join('; ')
}

function nobodyAt({ ip }: FastifyRequest) {
  return { kind: 'nobody', id: null, address: ip } as const
}

function about(person: string | null): Pick<Entry, 'object'> {
  return person === null ? {} : { object: { kind: 'person', id: person } }
}

/** The library answers with the session's token; the cookie has it already, out of reach of scripts. */
function withoutTokens(content: string): string {
  if (!content.startsWith('{')) return content
  const { token: _, session: __, ...rest } = JSON.parse(content) as Record<string, unknown>
  return JSON.stringify(rest)
}
