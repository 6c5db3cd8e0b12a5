/** Accounts that nobody uses are closed: three months without signing in warns, two weeks more shut the door. */

const dayMilliseconds = 24 * 60 * 60 * 1000
export const warnAfterDays = 90
const closeAfterDays = 14

export type Seen = {
  created_at: Date
  last_sign_in_at: Date | null
  warned_at: Date | null
}

/** What is due for an open account now. A sign-in takes the warning back. */
export function inactivityStep({ created_at, last_sign_in_at, warned_at }: Seen, now: Date): 'warn' | 'close' | null {
  const since = (then: Date) => (now.getTime() - then.getTime()) / dayMilliseconds
  const seen = last_sign_in_at ?? created_at
  if (since(seen) < warnAfterDays) return null
  if (warned_at === null || warned_at < seen) return 'warn'
  return since(warned_at) >= closeAfterDays ? 'close' : null
}
