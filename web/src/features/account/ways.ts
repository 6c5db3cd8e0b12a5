/** Counting the ways in. Pure. */
import type { SignInWays } from '../../api/types.ts'

/** Each passkey and each organisation is one; a password counts only with its code. */
export function countWays({ passkeys, totp, organisations }: SignInWays): number {
  return passkeys.length + (totp ? 1 : 0) + organisations.length
}

/** With as few recovery codes as this it is time for new ones. */
export const fewCodes = 2
