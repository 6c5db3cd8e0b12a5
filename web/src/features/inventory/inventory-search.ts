import { compact, id, orgnr, text, word } from '../../app/search-params.ts'

/** Which findings of scans are shown, where not those that count. */
export const exposureStates = ['gone', 'refuted'] as const

const acts = ['add', 'import'] as const

/** What of a member's list is shown, and what is being done with it. `of`: with whose, where a page shows several. */
export function inventorySearch(search: Record<string, unknown>) {
  return compact({
    product: text(search['product']),
    seen: word(search['seen'], ['declared', 'seen'] as const),
    act: word(search['act'], acts),
    item: id(search['item']),
    of: orgnr(search['of']),
    found: word(search['found'], exposureStates),
  })
}
export type InventorySearch = ReturnType<typeof inventorySearch>
