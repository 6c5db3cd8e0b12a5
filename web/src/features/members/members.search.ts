import { compact, id, text, word } from '../../app/search-params.ts'

export function membersSearch(search: Record<string, unknown>) {
  return compact({
    q: text(search['q']),
    kind: text(search['kind'], 60),
    import: word(search['import'], ['open'] as const),
    /** What is done with the list of the member's products. */
    inventory: word(search['inventory'], ['import'] as const),
    /** The webhook whose calls are open. */
    webhook: id(search['webhook']),
  })
}
export type MembersSearch = ReturnType<typeof membersSearch>
