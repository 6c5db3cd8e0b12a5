/**
 * The link in a warning: a signed token (JWT, HS256, RFC 7519) for one delivery and one purpose. Whoever holds it answers
 * for that contact, so it is never logged and never kept with the text that was sent.
 */
import { errors, jwtVerify, SignJWT } from 'jose'

const audience = 'varde:answer'
const days = 30

export type AnswerToken = { delivery: string; warning: string }
/** `expired`: rightly signed, but too old. `wrong`: anything else. */
export type AnswerTokenFault = 'expired' | 'wrong'

export type AnswerLinks = {
  linkTo(token: AnswerToken, now: Date): Promise<string>
  read(token: string, now: Date): Promise<AnswerToken | AnswerTokenFault>
  /** The link as it is kept and shown to analysts: where it was, without what opens it. */
  shown: string
}

export function answerLinks(publicUrl: string, key: Uint8Array): AnswerLinks {
  return {
    shown: `${publicUrl}/answer/…`,
    async linkTo({ delivery, warning }, now) {
      const issued = Math.floor(now.getTime() / 1000)
      const token = await new SignJWT({ wid: warning })
        .setProtectedHeader({ alg: 'HS256' })
        .setAudience(audience)
        .setSubject(delivery)
        .setIssuedAt(issued)
        .setExpirationTime(issued + days * 86_400)
        .sign(key)
      return `${publicUrl}/answer/${token}`
    },
    async read(token, now) {
      try {
        const { payload } = await jwtVerify(token, key, { audience, algorithms: ['HS256'], currentDate: now })
        const { sub, wid, exp } = payload
        return typeof sub === 'string' && typeof wid === 'string' && exp !== undefined
          ? { delivery: sub, warning: wid }
          : 'wrong'
      } catch (fault) {
        return fault instanceof errors.JWTExpired ? 'expired' : 'wrong'
      }
    },
  }
}
