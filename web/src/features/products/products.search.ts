import { compact, orgnr, text, word } from '../../app/search-params.ts'

import { exposureStates } from '../inventory/inventory-search.ts'

export const productTabs = ['all', 'unknown', 'names', 'decided', 'exposure'] as const

export function productsSearch(search: Record<string, unknown>) {
  return compact({
    tab: word(search['tab'], productTabs),
    q: text(search['q']),
    /** Two names are joined; the first is given where a product was chosen. */
    join: text(search['join'], 400),
    import: word(search['import'], ['open'] as const),
    found: word(search['found'], exposureStates),
    member: orgnr(search['member']),
    cve: text(search['cve'], 30),
  })
}
export type ProductsSearch = ReturnType<typeof productsSearch>
