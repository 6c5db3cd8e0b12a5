import { compact, id, orgnr, word } from '../../app/search-params.ts'

/** The view state of the portal: one of the reader's organisations, or all of them; which warnings; whose calls are open. */
export function portalSearch(search: Record<string, unknown>) {
  return compact({
    member: orgnr(search['member']),
    only: word(search['only'], ['open'] as const),
    webhook: id(search['webhook']),
  })
}
