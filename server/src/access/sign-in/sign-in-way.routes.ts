/** The caller's own ways to sign in. Adding one goes through the sign-in library; see `sign-in.routes.ts`. */
import { Id, SignInWays } from '@varde/contract'
import type { FastifyRequest } from 'fastify'
import { Type } from 'typebox'
import { type App, type Clock, type Db, Problem, problems, replies } from '../../platform/index.ts'
import { accessProblems } from '../access.problems.ts'
import type { Audit } from '../audit/audit.store.ts'
import type { Entry } from '../audit/audit.ts'
import { actorOf } from '../authorize.ts'
import type { Auth } from './auth.ts'
import { currentSession } from './current-session.ts'
import type { OidcClients } from './oidc-client.ts'
import { personOf } from './session.routes.ts'
import { askFresh } from './sign-in.routes.ts'
import { signInStandingOf } from './sign-in.store.ts'
import {
  forgetPassword,
  hasPassword,
  lockWays,
  organisationsOf,
  passkeysOf,
  removeOrganisation,
  removePasskey,
} from './sign-in-way.store.ts'

type Options = { db: Db; auth: Auth; audit: Audit; clock: Clock; oidcClients: OidcClients }

export function addSignInWayRoutes(app: App, { db, auth, audit, clock, oidcClients }: Options): void {
  const kinds = [accessProblems.notSignedIn, accessProblems.notAllowed]
  const one = Type.Object({ id: Id })

  app.get(
    '/api/v1/me/sign-in',
    {
      config: { rule: 'person' },
      schema: { summary: 'Your ways to sign in', tags: ['access'], response: replies({ 200: SignInWays }, kinds) },
    },
    async (request) => {
      const person = personOf(request)
      const [passkeys, organisations, password, { twoFactor }] = await Promise.all([
        passkeysOf(db, person),
        organisationsOf(db, person),
        hasPassword(db, person),
        signInStandingOf(db, person),
      ])
      const codes = twoFactor ? (await auth.api.viewBackupCodes({ body: { userId: person } })).backupCodes : null
      return {
        passkeys: passkeys.map(({ id, name, createdAt }) => ({
          id,
          name: name ?? '',
          created_at: createdAt?.toISOString() ?? null,
        })),
        password,
        totp: twoFactor,
        recovery_codes_left: codes?.length ?? null,
        organisations: organisations.map(({ id, provider, linkedAt }) => ({
          id,
          provider,
          name: oidcClients.get(provider)?.name ?? provider,
          linked_at: linkedAt.toISOString(),
        })),
      }
    },
  )

  app.post(
    '/api/v1/me/password',
    {
      config: { rule: 'person' },
      schema: {
        summary: 'Set the first password, before TOTP is switched on',
        tags: ['access'],
        body: Type.Object({ password: Type.String({ minLength: 12, maxLength: 200 }) }),
        response: replies({ 204: Type.Null() }, [...kinds, accessProblems.signInAgain]),
      },
    },
    async (request, reply) => {
      const person = personOf(request)
      await fresh(request)
      const { twoFactor } = await signInStandingOf(db, person)
      if (twoFactor) throw new Problem(accessProblems.notAllowed, 'You have one. Change it with the old one at hand.')
      await forgetPassword(db, person)
      await auth.api.setPassword({
        body: { newPassword: request.body.password },
        headers: new Headers({ cookie: request.headers.cookie ?? '' }),
      })
      await audit.record(db, actorOf(request), { act: 'password.set', object: { kind: 'person', id: person } })
      return reply.code(204).send(null)
    },
  )

  app.delete(
    '/api/v1/me/passkeys/:id',
    {
      config: { rule: 'person' },
      schema: {
        summary: 'Remove one of your passkeys; never the last way to sign in',
        tags: ['access'],
        params: one,
        response: replies({ 204: Type.Null() }, removalKinds),
      },
    },
    async (request, reply) => {
      const { id } = request.params
      await remove(request, async (trx, person) =>
        (await removePasskey(trx, person, id))
          ? { act: 'passkey.removed', object: { kind: 'person', id: person }, details: { passkey: id } }
          : null,
      )
      return reply.code(204).send(null)
    },
  )

  app.delete(
    '/api/v1/me/organisations/:id',
    {
      config: { rule: 'person' },
      schema: {
        summary: 'Unlink an organisation’s sign-in; never the last way to sign in',
        tags: ['access'],
        params: one,
        response: replies({ 204: Type.Null() }, removalKinds),
      },
    },
    async (request, reply) => {
      const { id } = request.params
      await remove(request, async (trx, person) => {
        const provider = await removeOrganisation(trx, person, id)
        if (provider === null) return null
        return { act: 'organisation.unlinked', object: { kind: 'person', id: person }, details: { provider } }
      })
      return reply.code(204).send(null)
    },
  )

  async function fresh(request: FastifyRequest): Promise<void> {
    const current = await currentSession(auth, request, clock())
    if (current !== null) await askFresh(db, current, clock())
  }

  /** @param take removes the way and says what was done; null where there is none */
  async function remove(request: FastifyRequest, take: (trx: Db, person: string) => Promise<Entry | null>) {
    const person = personOf(request)
    await fresh(request)
    await db.transaction().execute(async (trx) => {
      const ways = await lockWays(trx, person)
      const entry = await take(trx, person)
      if (entry === null) throw new Problem(problems.notFound, 'You have no such way to sign in.')
      if (ways === 1) throw new Problem(accessProblems.lastWayIn, 'Add another way to sign in first.')
      await audit.record(trx, actorOf(request), entry)
    })
  }
}

const removalKinds = [
  accessProblems.notSignedIn,
  accessProblems.notAllowed,
  accessProblems.signInAgain,
  accessProblems.lastWayIn,
  problems.notFound,
]
