/** What a program is told whose key does not open. */
import { Problem } from '../../platform/index.ts'
import { accessProblems } from '../access.problems.ts'
import type { Refusal } from './key-opening.store.ts'

const told = {
  unknown: {
    kind: accessProblems.keyUnknown,
    detail: 'Check that the whole key was copied; else make one with `varde keys create` or on the page Nøkler.',
  },
  expired: { kind: accessProblems.keyExpired, detail: 'Its end has passed. Make a new one.' },
  revoked: { kind: accessProblems.keyRevoked, detail: 'Somebody ended it. Make a new one if it is still needed.' },
  network: {
    kind: accessProblems.keyNetwork,
    detail: 'Call from a network that it is pinned to, or let its networks be changed.',
  },
} satisfies Record<Refusal, object>

export function refusedKey(refusal: Refusal): Problem {
  const { kind, detail } = told[refusal]
  // RFC 6750, section 3.1: a token that is not good is answered 401 with `invalid_token`.
  const headers = { 'www-authenticate': 'Bearer realm="varde", error="invalid_token"' }
  return new Problem(kind, detail, kind.status === 401 ? { headers } : {})
}
