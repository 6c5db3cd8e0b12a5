import { compact, count, word } from '../../app/search-params.ts'

export const campaignStates = ['proposed', 'made', 'aside'] as const

/** Without `state`, what is proposed and what was made. `trait`: which of the open one's is pointed out in its matrix. */
export function correlationSearch(search: Record<string, unknown>) {
  return compact({ state: word(search['state'], campaignStates), trait: count(search['trait']) })
}
export type CorrelationSearch = ReturnType<typeof correlationSearch>
