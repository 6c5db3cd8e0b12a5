/**
 * Sign-in by an organisation's own identity provider, as a plug-in of the sign-in library. An account there opens a person
 * here only once the person has linked it, from a session of theirs; an e-mail address links nothing, since whoever runs a
 * provider can write any.
 */
import type { BetterAuthPlugin, GenericEndpointContext } from 'better-auth'
import { APIError, createAuthEndpoint, getSessionFromCtx, isAPIError, sessionMiddleware } from 'better-auth/api'
import { expireCookie, setSessionCookie } from 'better-auth/cookies'
import { symmetricDecrypt, symmetricEncrypt } from 'better-auth/crypto'
import { Type } from 'typebox'
import { Value } from 'typebox/value'
import type { Db } from '../../platform/index.ts'
import type { Audit } from '../audit/audit.store.ts'
import type { Actor } from '../audit/audit.ts'
import { linkAccount, ownerOf } from './oidc.store.ts'
import type { Begun, OidcClient, OidcClients, Subject } from './oidc-client.ts'
import { OidcFault } from './oidc-fault.ts'
import { oidcAccounts } from './sign-in.store.ts'
import { callerHeader } from './sign-in-doors.ts'

/** To come back from the provider. */
const pendingSeconds = 10 * 60

const Asked = Type.Object({ provider: Type.String(), callbackURL: Type.Optional(Type.String()) })

/** What is kept, encrypted, while the person is at the provider. */
type Pending = Begun & {
  provider: string
  /** Who links; null: somebody signs in. */
  person: string | null
  /** The page to go on to. */
  next: string
}

export type OidcOptions = { db: Db; publicUrl: string; audit: Audit; clients: OidcClients }

export function oidc({ db, publicUrl, audit, clients }: OidcOptions) {
  return {
    id: 'organisations',
    endpoints: {
      signInOidc: createAuthEndpoint('/sign-in/oidc', { method: 'POST' }, async (ctx) =>
        ctx.json(await begin(ctx, null)),
      ),

      linkOidc: createAuthEndpoint('/oidc/link', { method: 'POST', use: [sessionMiddleware] }, async (ctx) =>
        ctx.json(await begin(ctx, ctx.context.session.user.id)),
      ),

      oidcCallback: createAuthEndpoint('/oidc/callback/:provider', { method: 'GET' }, async (ctx) => {
        let pending: Pending | null = null
        try {
          pending = await takePending(ctx, ctx.params.provider)
          const client = clients.get(pending.provider)
          if (client === undefined) throw new OidcFault('expired', 'provider')
          const { search } = new URL(ctx.request?.url ?? '', publicUrl)
          const subject = await client.finish(new URL(`${redirectUri(client.id)}${search}`), pending)
          await (pending.person === null ? signIn(ctx, client, subject) : link(ctx, client, subject, pending.person))
        } catch (thrown) {
          if (!(thrown instanceof OidcFault)) throw thrown
          const { code, reason } = thrown
          await audit.recordOnce(db, caller(ctx, null), {
            act: 'sign_in.refused',
            outcome: 'refused',
            details: { reason, provider: clients.has(ctx.params.provider) ? ctx.params.provider : null },
          })
          const page = pending?.person == null ? '/sign-in' : pending.next
          throw ctx.redirect(`${publicUrl}${page}?fault=${code}`)
        }
        throw ctx.redirect(`${publicUrl}${pending.next}`)
      }),
    },
  } satisfies BetterAuthPlugin

  function redirectUri(provider: string): string {
    return `${publicUrl}/api/auth/oidc/callback/${provider}`
  }

  async function begin(ctx: GenericEndpointContext, person: string | null): Promise<{ url: string }> {
    const { body } = ctx
    const client = Value.Check(Asked, body) ? clients.get(body.provider) : undefined
    if (client === undefined) {
      throw new APIError('BAD_REQUEST', { code: 'unknown_provider', message: 'No such provider is set up.' })
    }
    const { url, ...begun } = await client.begin(redirectUri(client.id)).catch((thrown: unknown) => {
      if (!(thrown instanceof OidcFault)) throw thrown
      throw new APIError('BAD_GATEWAY', { code: thrown.code, message: 'The provider did not answer as it should.' })
    })
    const next = ownPage(body.callbackURL) ?? (person === null ? '/' : '/account')
    await putPending(ctx, { ...begun, provider: client.id, person, next })
    return { url }
  }

  async function signIn(ctx: GenericEndpointContext, client: OidcClient, subject: Subject): Promise<void> {
    const owner = await ownerOf(db, account(client, subject))
    if (owner === null) throw new OidcFault('not_linked', 'not_linked')
    try {
      const session = await ctx.context.internalAdapter.createSession(owner)
      const user = await ctx.context.internalAdapter.findUserById(owner)
      if (!session || !user) throw new OidcFault('expired', 'session')
      await setSessionCookie(ctx, { session, user })
    } catch (thrown) {
      if (isAPIError(thrown) && thrown.body?.code === 'deactivated') throw new OidcFault('deactivated', 'deactivated')
      throw thrown
    }
  }

  async function link(ctx: GenericEndpointContext, client: OidcClient, subject: Subject, person: string) {
    const session = await getSessionFromCtx(ctx)
    if (session?.user.id !== person) throw new OidcFault('expired', 'session')
    await db.transaction().execute(async (trx) => {
      const linked = await linkAccount(trx, account(client, subject), { person, session: session.session.id })
      if (!linked) throw new OidcFault('already_linked', 'already_linked')
      await audit.record(trx, caller(ctx, person), {
        act: 'organisation.linked',
        object: { kind: 'person', id: person },
        details: { provider: client.id },
      })
    })
  }
}

/** Issuer and subject together name an account (OpenID Connect Core, section 5.7); an issuer's address holds no space. */
function account(client: OidcClient, { issuer, subject }: Subject) {
  return { providerId: `${oidcAccounts}${client.id}`, accountId: `${issuer} ${subject}` }
}

function caller(ctx: GenericEndpointContext, person: string | null): Actor {
  return { kind: person === null ? 'nobody' : 'person', id: person, address: ctx.headers?.get(callerHeader) ?? null }
}

/** A page of ours by its path, e.g. `/account`. */
function ownPage(wish: unknown): string | null {
  return typeof wish === 'string' && /^\/(?![/\\])[\w/-]*$/.test(wish) ? wish : null
}

async function putPending(ctx: GenericEndpointContext, pending: Pending): Promise<void> {
  const { context } = ctx
  const value = await symmetricEncrypt({ key: context.secretConfig, data: JSON.stringify(pending) })
  const expiresAt = new Date(Date.now() + pendingSeconds * 1000)
  await context.internalAdapter.createVerificationValue({ identifier: `oidc-${pending.state}`, value, expiresAt })
  const cookie = stateCookie(ctx)
  await ctx.setSignedCookie(cookie.name, pending.state, context.secret, cookie.attributes)
}

/** Takes what was begun in this browser; a second time there is nothing to take. */
async function takePending(ctx: GenericEndpointContext, provider: string): Promise<Pending> {
  const { context } = ctx
  const cookie = stateCookie(ctx)
  const state = await ctx.getSignedCookie(cookie.name, context.secret)
  expireCookie(ctx, cookie)
  if (!state || state !== ctx.query?.['state']) throw new OidcFault('expired', 'state')
  const kept = await context.internalAdapter.consumeVerificationValue(`oidc-${state}`)
  if (!kept) throw new OidcFault('expired', 'replay')
  const pending = JSON.parse(await symmetricDecrypt({ key: context.secretConfig, data: kept.value })) as Pending
  if (pending.provider !== provider) throw new OidcFault('expired', 'state')
  return pending
}

function stateCookie({ context }: GenericEndpointContext) {
  return context.createAuthCookie('oidc_state', { maxAge: pendingSeconds })
}
