import { compact, innerPath, word } from '../../app/search-params.ts'

/** Faults of signing in that have words of their own; the organisations' come back in the address. */
export const faultCodes = [
  'not_linked',
  'already_linked',
  'provider_refused',
  'provider_unreachable',
  'answer_refused',
  'expired',
  'deactivated',
  'link_not_enough',
  'link_refused',
  'too_many_requests',
  'passkey_known',
] as const

export function signInSearch(search: Record<string, unknown>) {
  return compact({ next: innerPath(search['next']), fault: word(search['fault'], faultCodes) })
}

export function welcomeSearch(search: Record<string, unknown>) {
  return compact({ fault: word(search['fault'], faultCodes) })
}
