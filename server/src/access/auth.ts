/**
 * People's sign-in, by better-auth: a passkey, or a password with TOTP; a first sign-in by a one-time link that the
 * command line prints. Its tables are in `0003-people.sql`, named by our nouns.
 */
import { passkey } from '@better-auth/passkey'
import { betterAuth } from 'better-auth'
import { magicLink, twoFactor } from 'better-auth/plugins'
import type { Db } from '../platform/index.ts'

/** A one-time link stays good for a day: long enough to be handed over, short enough to be forgotten. */
const linkSeconds = 24 * 60 * 60
const sessionSeconds = 12 * 60 * 60

export type AuthOptions = {
  db: Db
  publicUrl: string
  secret: Buffer
  /** Called with the token of a one-time link when one is asked for by this program itself. */
  deliverLink: (email: string, token: string) => void
}

export function createAuth({ db, publicUrl, secret, deliverLink }: AuthOptions) {
  const { hostname, origin, port, protocol } = new URL(publicUrl)
  const loopback = hostname === 'localhost' || hostname === '127.0.0.1'
  const local = ['localhost', '127.0.0.1'].map((name) => `${protocol}//${name}${port ? `:${port}` : ''}`)
  return betterAuth({
    appName: 'Varde',
    baseURL: publicUrl,
    basePath: '/api/auth',
    secret: secret.toString('base64url'),
    trustedOrigins: loopback ? local : [origin],
    database: { db, type: 'postgres', transaction: true },
    // Links are made by this program alone, and people are made by an administrator.
    disabledPaths: ['/sign-in/magic-link', '/sign-up/email'],
    telemetry: { enabled: false },
    logger: { disabled: true },
    user: {
      modelName: 'person',
      additionalFields: { language: { type: 'string', defaultValue: 'nb', input: false } },
    },
    session: { modelName: 'person_session', expiresIn: sessionSeconds, updateAge: 60 * 60 },
    account: { modelName: 'person_account' },
    verification: { modelName: 'person_verification', storeIdentifier: 'hashed' },
    emailAndPassword: { enabled: true, disableSignUp: true, minPasswordLength: 12, maxPasswordLength: 200 },
    rateLimit: { enabled: true, storage: 'memory', window: 60, max: 60 },
    advanced: { useSecureCookies: protocol === 'https:', database: { generateId: 'uuid' } },
    plugins: [
      passkey({
        rpName: 'Varde',
        rpID: hostname,
        origin: loopback ? local : [origin],
        schema: { passkey: { modelName: 'person_passkey' } },
      }),
      twoFactor({
        issuer: 'Varde',
        twoFactorTable: 'person_two_factor',
        schema: { twoFactor: { modelName: 'person_two_factor' } },
      }),
      magicLink({
        expiresIn: linkSeconds,
        disableSignUp: true,
        storeToken: 'hashed',
        sendMagicLink: async ({ email, token }) => deliverLink(email, token),
      }),
    ],
  })
}

export type Auth = ReturnType<typeof createAuth>
