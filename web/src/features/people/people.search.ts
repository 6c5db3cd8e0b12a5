import type { Person } from '../../api/types.ts'
import { compact, orgnr, text, word } from '../../app/search-params.ts'

export const personStates: readonly Person['state'][] = ['active', 'invited', 'deactivated']

export function peopleSearch(search: Record<string, unknown>) {
  return compact({
    q: text(search['q']),
    state: word(search['state'], personStates),
    member: orgnr(search['member']),
    invite: word(search['invite'], ['open'] as const),
  })
}
export type PeopleSearch = ReturnType<typeof peopleSearch>
