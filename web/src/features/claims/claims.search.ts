import { compact, word } from '../../app/search-params.ts'

export const claimStates = ['waiting', 'approved', 'refused', 'withdrawn', 'all'] as const

export function claimsSearch(search: Record<string, unknown>) {
  return compact({ state: word(search['state'], claimStates) })
}
