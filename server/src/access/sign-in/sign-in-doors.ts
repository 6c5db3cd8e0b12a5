/**
 * Which of the sign-in library's paths are open, and what each asks for. The library has many more, which would show
 * session tokens to scripts, or change who a person is; what is not listed here is not found.
 */
import type { Act } from '@varde/contract'

/** Says to the library from which address a request came. Set by us alone; see `sign-in.routes.ts`. */
export const callerHeader = 'x-varde-caller'

export type Door = {
  /** A refusal here is a refused sign-in, and is written down with this word. */
  refusal?: 'password' | 'code' | 'recovery_code' | 'passkey' | 'link'
  /** What is asked for could be guessed, so tries are counted. */
  guessable?: true
  /** Adds or changes a way to sign in: who has one already must have signed in just now. */
  fresh?: true
  /** Written down when it is done. */
  act?: Act
}

const doors: Record<string, Door> = {
  'POST /sign-out': { act: 'sign_out.done' },

  'GET /passkey/generate-authenticate-options': {},
  'POST /passkey/verify-authentication': { refusal: 'passkey' },
  'POST /sign-in/email': { refusal: 'password', guessable: true },
  // The first code after `enable` switches it on; afterwards a code signs in.
  'POST /two-factor/verify-totp': { refusal: 'code', guessable: true, act: 'totp.enabled' },
  'POST /two-factor/verify-backup-code': { refusal: 'recovery_code', guessable: true },
  'GET /magic-link/verify': { refusal: 'link' },

  'GET /passkey/generate-register-options': { fresh: true },
  'POST /passkey/verify-registration': { fresh: true, act: 'passkey.added' },
  'POST /two-factor/enable': { fresh: true },
  'POST /two-factor/generate-backup-codes': { fresh: true, act: 'recovery_codes.made' },
  'POST /change-password': { fresh: true, act: 'password.set' },

  // These write down what they do themselves.
  'POST /sign-in/oidc': {},
  'POST /oidc/link': { fresh: true },
  'GET /oidc/callback/:provider': {},
}

/** @param path without the library's base and without the query */
export function doorAt(method: string, path: string): Door | null {
  return doors[`${method} ${path.replace(/^\/oidc\/callback\/[^/]+$/, '/oidc/callback/:provider')}`] ?? null
}

/** Wishes in a body that would last longer than our sessions do, or leave the second factor out the next time. */
export function withoutWishes(body: Record<string, unknown>): Record<string, unknown> {
  const { rememberMe: _, trustDevice: __, revokeOtherSessions: ___, createSession: ____, ...rest } = body
  return rest
}
