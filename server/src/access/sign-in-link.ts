/** One-time links by which a person signs in the first time, or when everything else is lost. */
import type { Db } from '../platform/index.ts'
import { createAuth } from './auth.ts'

/**
 * Makes a one-time link for a person who exists. Only its hash is kept.
 * @returns the address of the page that asks the person to go on; opening it does not use the link up
 */
export async function makeSignInLink(db: Db, publicUrl: string, secret: Buffer, email: string): Promise<string> {
  let made: string | undefined
  const deliverLink = (_email: string, token: string) => {
    made = token
  }
  const auth = createAuth({ db, publicUrl, secret, deliverLink })
  await auth.api.signInMagicLink({ body: { email }, headers: new Headers() })
  if (made === undefined) throw new Error('the sign-in library made no link')
  return `${publicUrl}/sign-in/link?token=${made}`
}
