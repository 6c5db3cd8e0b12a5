/** Tells a session's cookie that somebody changed or made up from one that has merely ended. */
import { createHmac, timingSafeEqual } from 'node:crypto'
import type { Auth } from './auth.ts'

/** Whether the cookies hold a session's whose signature is not this server's. */
export async function holdsForgedCookie(auth: Auth, cookies: string | undefined): Promise<boolean> {
  const { authCookies, secret } = await auth.$context
  const start = `${authCookies.sessionToken.name}=`
  const found = (cookies ?? '').split(/; */).find((cookie) => cookie.startsWith(start))
  const value = found === undefined ? '' : decoded(found.slice(start.length))
  if (value === '') return false
  const at = value.lastIndexOf('.')
  const signature = Buffer.from(value.slice(at + 1), 'base64')
  // As the sign-in library signs: HMAC-SHA-256 over the token.
  const own = createHmac('sha256', secret)
    .update(value.slice(0, Math.max(0, at)))
    .digest()
  return signature.length !== own.length || !timingSafeEqual(signature, own)
}

function decoded(value: string): string {
  try {
    return decodeURIComponent(value)
  } catch {
    return value
  }
}
