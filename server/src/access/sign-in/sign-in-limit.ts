/**
 * How many tries at a password or a code are let through. Tries are counted per caller address, and per address and account
 * together; never per account alone, since then a stranger could lock anyone out by guessing badly on purpose. A passkey
 * and an organisation's sign-in are not counted: they cannot be guessed, and stay open to all behind the same address.
 *
 * Counted in memory, so each process counts for itself.
 */
import ipaddr from 'ipaddr.js'

/** Within the window. Generous to an office behind one address, and hopeless for a guesser: a password has 12 characters. */
export type SignInLimits = { windowSeconds: number; perAddress: number; perAccount: number }
export const usualSignInLimits: SignInLimits = { windowSeconds: 15 * 60, perAddress: 40, perAccount: 8 }

/** Counters kept at most, so that a caller with many addresses cannot fill the memory; the oldest go first. */
const mostCounters = 100_000

export type Try =
  | { limited: true; retryAfterSeconds: number }
  | {
      limited: false
      /** The try was a right one, so it does not count. */
      succeeded(): void
    }

/** IPv6 is counted by the /64 that one subscriber has; addresses within it are free to take. */
function group(address: string): string {
  const parsed = ipaddr.isValid(address) ? ipaddr.process(address) : null
  return parsed?.kind() === 'ipv6' ? parsed.toByteArray().slice(0, 8).join('.') : (parsed?.toString() ?? address)
}

export type SignInLimit = { begin(address: string, account: string | null, now: Date): Try }

export function openSignInLimit({ windowSeconds, perAddress, perAccount }: SignInLimits): SignInLimit {
  const counters = new Map<string, { count: number; until: number }>()

  function counterOf(key: string, now: number) {
    const known = counters.get(key)
    if (known !== undefined && known.until > now) return known
    const fresh = { count: 0, until: now + windowSeconds * 1000 }
    counters.delete(key)
    counters.set(key, fresh)
    if (counters.size > mostCounters) {
      for (const oldest of counters.keys()) {
        counters.delete(oldest)
        break
      }
    }
    return fresh
  }

  return {
    // Counted before the answer is known, so that many tries at the same moment do not slip by together.
    begin(address, account, at) {
      const now = at.getTime()
      const from = group(address)
      const asked = [
        { counter: counterOf(from, now), most: perAddress },
        ...(account === null ? [] : [{ counter: counterOf(`${from} ${account}`, now), most: perAccount }]),
      ]
      const full = asked.filter(({ counter, most }) => counter.count >= most)
      if (full.length > 0) {
        const until = Math.max(...full.map(({ counter }) => counter.until))
        return { limited: true, retryAfterSeconds: Math.ceil((until - now) / 1000) }
      }
      for (const { counter } of asked) counter.count++
      return {
        limited: false,
        succeeded() {
          for (const { counter } of asked) counter.count--
        },
      }
    },
  }
}
