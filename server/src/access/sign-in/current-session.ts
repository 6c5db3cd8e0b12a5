/** The session that a request's cookie stands for. */
import type { FastifyRequest } from 'fastify'
import type { Auth } from './auth.ts'
import { hasEnded } from './session.ts'

export type CurrentSession = {
  id: string
  startedAt: Date
  person: { id: string; name: string; email: string; language: string; twoFactor: boolean }
  /** To be passed on to the browser, so that its cookie lives as long as the session. */
  cookies: string[]
}

/** @returns null where there is none, its cookie is not ours, or it has ended */
export async function currentSession(auth: Auth, request: FastifyRequest, now: Date): Promise<CurrentSession | null> {
  const { cookie } = request.headers
  if (cookie === undefined) return null
  const { response, headers } = await auth.api.getSession({ headers: new Headers({ cookie }), returnHeaders: true })
  if (!response) return null
  const { session, user } = response
  if (hasEnded(session.createdAt, now)) return null
  const { id, name, email, language } = user
  return {
    id: session.id,
    startedAt: session.createdAt,
    person: { id, name, email, language, twoFactor: user.twoFactorEnabled === true },
    cookies: headers.getSetCookie(),
  }
}
