/** One-time links by which a person signs in the first time, or when everything else is lost. */
import { betterAuth } from 'better-auth'
import type { Db } from '../../platform/index.ts'
import { links, tablesOf } from './auth.ts'
import { forgetLinks } from './sign-in.store.ts'

/**
 * Makes a one-time link for a person who exists, in place of those made before. Only its hash is kept. It opens nothing
 * for a person who has a way to sign in already, or whose account is closed.
 * @returns the address of the page that asks the person to go on; opening it does not use the link up
 */
export async function makeSignInLink(db: Db, publicUrl: string, secret: Buffer, email: string): Promise<string> {
  let made: string | undefined
  const auth = betterAuth({
    ...tablesOf({ db, publicUrl, secret }),
    plugins: [
      links((token) => {
        made = token
      }),
    ],
  })
  await forgetLinks(db, email)
  await auth.api.signInMagicLink({ body: { email }, headers: new Headers() })
  if (made === undefined) throw new Error('the sign-in library made no link')
  return `${publicUrl}/sign-in/link?token=${made}`
}
