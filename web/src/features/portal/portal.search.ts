import { compact, orgnr, word } from '../../app/search-params.ts'

/** The view state of the portal: one of the reader's organisations, or all of them; and which warnings. */
export function portalSearch(search: Record<string, unknown>) {
  return compact({ member: orgnr(search['member']), only: word(search['only'], ['open'] as const) })
}
