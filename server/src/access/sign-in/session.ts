/** How long a session lives, what it may do while it is young, and how it is shown to its owner. */
import type { SignInMethod } from '@varde/contract'

/** Without a request for this long a session ends. */
export const idleSeconds = 2 * 60 * 60
/** However busy, a session ends a working day after it began. */
const longestSeconds = 12 * 60 * 60
/** For this long after signing in a person may add ways to sign in: someone at an open screen must not. */
const freshSeconds = 15 * 60

export function hasEnded(startedAt: Date, now: Date): boolean {
  return now.getTime() - startedAt.getTime() >= longestSeconds * 1000
}

export function isFresh(startedAt: Date, now: Date): boolean {
  return now.getTime() - startedAt.getTime() < freshSeconds * 1000
}

/** When a session that is not used again ends. */
export function endOf(session: { createdAt: Date; expiresAt: Date }): Date {
  return new Date(Math.min(session.expiresAt.getTime(), session.createdAt.getTime() + longestSeconds * 1000))
}

/** How a session that begins at one of the sign-in library's paths begins. */
export const methods: Record<string, SignInMethod> = {
  '/passkey/verify-authentication': 'passkey',
  '/two-factor/verify-totp': 'totp',
  '/two-factor/verify-backup-code': 'recovery_code',
  '/oidc/callback/:provider': 'oidc',
  '/magic-link/verify': 'link',
}

/** Most specific first: Edge and Opera say that they are Chrome too, and Chrome says that it is Safari. */
const browsers: readonly (readonly [RegExp, string])[] = [
  [/\bEdgA?\//, 'Edge'],
  [/\bOPR\//, 'Opera'],
  [/\bSamsungBrowser\//, 'Samsung Internet'],
  [/\b(Firefox|FxiOS)\//, 'Firefox'],
  [/\b(Chrome|CriOS|HeadlessChrome)\//, 'Chrome'],
  [/\bVersion\/[\d.]+.*\bSafari\//, 'Safari'],
]
const systems: readonly (readonly [RegExp, string])[] = [
  [/\bAndroid\b/, 'Android'],
  [/\b(iPhone|iPad)\b/, 'iOS'],
  [/\bWindows\b/, 'Windows'],
  [/\bMac OS X\b/, 'macOS'],
  [/\bCrOS\b/, 'ChromeOS'],
  [/\bLinux\b/, 'Linux'],
]

/**
 * The browser and system behind a User-Agent header, e.g. `Firefox, Linux`. Only for a person to know their own sessions
 * by: anyone can send any header.
 * @returns null where nothing in it is known
 */
export function browserOf(userAgent: string | null): string | null {
  if (!userAgent) return null
  const named = [browsers, systems].flatMap((list) => list.find(([pattern]) => pattern.test(userAgent))?.[1] ?? [])
  return named.length === 0 ? null : named.join(', ')
}
