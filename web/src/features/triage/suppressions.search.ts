import type { Suppression } from '../../api/types.ts'
import { compact, text, word } from '../../app/search-params.ts'

export const suppressionStates: readonly Suppression['state'][] = ['active', 'over']

/** Without `state` it is all of them, those in force first. */
export function suppressionsSearch(search: Record<string, unknown>) {
  return compact({ state: word(search['state'], suppressionStates), q: text(search['q']) })
}
export type SuppressionsSearch = ReturnType<typeof suppressionsSearch>
