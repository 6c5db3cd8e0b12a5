/**
 * People's sign-in, by better-auth: a passkey, a password with TOTP, or an organisation's own identity provider; a first
 * sign-in by a one-time link. Its tables are in `0003-people.sql`, named by our nouns. Which of its paths are open, and
 * what each asks for, is in `sign-in-doors.ts`.
 */
import { passkey } from '@better-auth/passkey'
import { type BetterAuthOptions, betterAuth } from 'better-auth'
import { APIError } from 'better-auth/api'
import { magicLink, twoFactor } from 'better-auth/plugins'
import type { Clock, Db } from '../../platform/index.ts'
import type { Audit } from '../audit/audit.store.ts'
import { oidc } from './oidc.ts'
import type { OidcClients } from './oidc-client.ts'
import { idleSeconds } from './session.ts'
import { guardSessions } from './session-guard.ts'
import { callerHeader } from './sign-in-doors.ts'

/** A one-time link stays good for a day: long enough to be handed over, short enough to be forgotten. */
const linkSeconds = 24 * 60 * 60
/** A session that is used is written to at most this often. */
const stampSeconds = 5 * 60

export type AuthOptions = {
  db: Db
  publicUrl: string
  secret: Buffer
  audit: Audit
  clock: Clock
  oidcClients: OidcClients
}

/** What everything that uses the library's tables must have in common. */
export function tablesOf({ db, publicUrl, secret }: Pick<AuthOptions, 'db' | 'publicUrl' | 'secret'>) {
  return {
    baseURL: publicUrl,
    basePath: '/api/auth',
    secret: secret.toString('base64url'),
    database: { db, type: 'postgres', transaction: true },
    telemetry: { enabled: false },
    logger: { disabled: true },
    user: {
      modelName: 'person',
      additionalFields: { language: { type: 'string', defaultValue: 'nb', input: false } },
    },
    // How young a session must be to add ways in is asked at the doors, where we know who has none yet.
    session: {
      modelName: 'person_session',
      expiresIn: idleSeconds,
      updateAge: stampSeconds,
      freshAge: 0,
      additionalFields: { method: { type: 'string', required: false, input: false } },
    },
    account: { modelName: 'person_account' },
    verification: { modelName: 'person_verification', storeIdentifier: 'hashed' },
    advanced: {
      useSecureCookies: new URL(publicUrl).protocol === 'https:',
      database: { generateId: 'uuid' },
      ipAddress: { ipAddressHeaders: [callerHeader], ipv6Subnet: 128 },
    },
  } satisfies BetterAuthOptions
}

export function links(deliver: (token: string) => void) {
  return magicLink({
    expiresIn: linkSeconds,
    disableSignUp: true,
    storeToken: 'hashed',
    sendMagicLink: async ({ token }) => deliver(token),
  })
}

export function createAuth({ db, publicUrl, secret, audit, clock, oidcClients }: AuthOptions) {
  const { hostname, origin, port, protocol } = new URL(publicUrl)
  const loopback = hostname === 'localhost' || hostname === '127.0.0.1'
  const local = ['localhost', '127.0.0.1'].map((name) => `${protocol}//${name}${port ? `:${port}` : ''}`)
  return betterAuth({
    ...tablesOf({ db, publicUrl, secret }),
    appName: 'Varde',
    trustedOrigins: loopback ? local : [origin],
    emailAndPassword: { enabled: true, disableSignUp: true, minPasswordLength: 12, maxPasswordLength: 200 },
    // Requests are counted in `platform/limits.ts`, tries at a secret in `sign-in-limit.ts`.
    rateLimit: { enabled: false },
    databaseHooks: guardSessions({ db, audit, clock }),
    plugins: [
      passkey({
        rpName: 'Varde',
        rpID: hostname,
        origin: loopback ? local : [origin],
        schema: { passkey: { modelName: 'person_passkey' } },
        authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
        registration: { afterVerification: async ({ verification }) => verified(verification.registrationInfo) },
        authentication: { afterVerification: async ({ verification }) => verified(verification.authenticationInfo) },
      }),
      twoFactor({
        issuer: 'Varde',
        twoFactorTable: 'person_two_factor',
        schema: { twoFactor: { modelName: 'person_two_factor' } },
      }),
      // Asking for links is no open door, so nothing is ever delivered here; see `sign-in-link.ts`.
      links(() => {}),
      oidc({ db, publicUrl, audit, clients: oidcClients }),
    ],
  })
}

/** A passkey stands alone as two factors, so its holder must have shown a PIN, a finger or a face, and not a touch alone. */
function verified(info: { userVerified: boolean } | undefined): void {
  if (info?.userVerified === true) return
  throw new APIError('BAD_REQUEST', {
    code: 'user_not_verified',
    message: 'The passkey did not ask for a PIN, a finger or a face. Switch that on, or use another.',
  })
}

export type Auth = ReturnType<typeof createAuth>
