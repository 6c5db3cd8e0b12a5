import { compact, text, word } from '../../app/search-params.ts'

export function membersSearch(search: Record<string, unknown>) {
  return compact({
    q: text(search['q']),
    kind: text(search['kind'], 60),
    import: word(search['import'], ['open'] as const),
  })
}
export type MembersSearch = ReturnType<typeof membersSearch>
