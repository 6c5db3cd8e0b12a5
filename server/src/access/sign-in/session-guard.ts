/** What stands between a right answer at sign-in and a session: who may have one, and what is written down of it. */

import { APIError, BASE_ERROR_CODES } from '@better-auth/core/error'
import type { BetterAuthOptions } from 'better-auth'
import type { Clock, Db } from '../../platform/index.ts'
import type { Audit } from '../audit/audit.store.ts'
import { methods } from './session.ts'
import { signInStandingOf, stampSignIn, takeCode } from './sign-in.store.ts'
import { callerHeader } from './sign-in-doors.ts'

type Hooks = NonNullable<BetterAuthOptions['databaseHooks']>

/** Hooks of the sign-in library, which calls them wherever a session is made. */
export function guardSessions({ db, audit, clock }: { db: Db; audit: Audit; clock: Clock }): Hooks {
  return {
    session: {
      create: {
        before: async (session, context) => {
          const path = context?.path ?? ''
          const { deactivated, enrolled, twoFactor } = await signInStandingOf(db, session.userId)
          if (deactivated) {
            throw refusal('deactivated', 'This account is closed. Ask whoever invited you to open it again.')
          }
          // Else whoever can read a person's mail could sign in as them.
          if (path === '/magic-link/verify' && enrolled) {
            throw refusal('link_not_enough', 'You have a way to sign in already. Use that.')
          }
          // A password alone is no way in, also where there is a passkey beside it. Said as if it were wrong, since
          // else it would tell that it was right.
          if (path === '/sign-in/email' && !twoFactor) {
            throw APIError.from('UNAUTHORIZED', BASE_ERROR_CODES.INVALID_EMAIL_OR_PASSWORD)
          }
          // The first code of a new app draws its session out and is no sign-in; that session has a method.
          const code =
            path === '/two-factor/verify-totp' && session['method'] === undefined ? context?.body?.code : null
          if (typeof code === 'string' && !(await takeCode(db, session.userId, code, clock()))) {
            throw refusal('code_used', 'The code was used already. Wait for the next one.')
          }
          return { data: { ...session, method: methods[path] ?? 'unknown' } }
        },
        after: async (session, context) => {
          const method = methods[context?.path ?? '']
          // The session between password and code lives for a moment only, and says nothing yet.
          if (method === undefined) return
          const address = context?.headers?.get(callerHeader) ?? null
          await db.transaction().execute(async (trx) => {
            await stampSignIn(trx, session.userId, clock())
            await audit.record(
              trx,
              { kind: 'person', id: session.userId, address },
              { act: 'sign_in.done', object: { kind: 'session', id: session.id }, details: { method } },
            )
          })
        },
      },
    },
  }
}

function refusal(code: string, message: string): APIError {
  return new APIError('FORBIDDEN', { code, message })
}
