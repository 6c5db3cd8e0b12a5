import { compact, word } from '../../app/search-params.ts'

export const campaignStates = ['proposed', 'made', 'aside'] as const

/** Without `state`, what is proposed and what was made. */
export function correlationSearch(search: Record<string, unknown>) {
  return compact({ state: word(search['state'], campaignStates) })
}
export type CorrelationSearch = ReturnType<typeof correlationSearch>
