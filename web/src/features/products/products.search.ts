import { compact, text, word } from '../../app/search-params.ts'

export const productTabs = ['all', 'unknown', 'names', 'decided', 'exposure'] as const

export function productsSearch(search: Record<string, unknown>) {
  return compact({
    tab: word(search['tab'], productTabs),
    q: text(search['q']),
    import: word(search['import'], ['open'] as const),
  })
}
