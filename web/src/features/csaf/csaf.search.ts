import type { CsafState } from '../../api/types.ts'
import { compact, text, word } from '../../app/search-params.ts'

export const csafStates: readonly CsafState[] = ['used', 'refused', 'replaced', 'withdrawn']

/** Without `view`, the documents. */
export function csafSearch(search: Record<string, unknown>) {
  return compact({
    view: word(search['view'], ['providers'] as const),
    q: text(search['q']),
    state: word(search['state'], csafStates),
    open: word(search['open'], ['add'] as const),
  })
}
export type CsafSearch = ReturnType<typeof csafSearch>
