import { compact, id, text, word } from '../../app/search-params.ts'
import { countyWords } from '../vulnerabilities/vulnerabilities.search.ts'

export const standingWords = ['silent', 'untold', 'answered'] as const
export type Standing = (typeof standingWords)[number]
/** Without one: the most pressing first. */
export const sortWords = ['oldest', 'most', 'name'] as const
/** How far the plot goes back; without one half a year. */
export const weekWords = ['13', '52'] as const

/** Without anything: all members with something unresolved. */
export function followUpSearch(search: Record<string, unknown>) {
  return compact({
    county: word(text(search['county'])?.padStart(2, '0'), countyWords),
    kind: text(search['kind'], 40),
    standing: word(search['standing'], standingWords),
    cve: text(search['cve'])?.match(/^CVE-[0-9]{4}-[0-9]{4,}$/)?.[0],
    advisory: id(search['advisory']),
    sort: word(search['sort'], sortWords),
    weeks: word(text(search['weeks']), weekWords),
    /** What the plot counts: members, or vulnerabilities at members. */
    by: word(search['by'], ['pairs'] as const),
  })
}
export type FollowUpSearch = ReturnType<typeof followUpSearch>
export type ChangeSearch = (fields: { [K in keyof FollowUpSearch]?: FollowUpSearch[K] | undefined }) => void

/** What is asked of the server; what the plot counts changes nothing there. */
export function filterOf({ by: _, weeks, ...search }: FollowUpSearch) {
  return compact({ ...search, weeks: weeks === undefined ? undefined : Number(weeks) })
}
export type FollowUpFilter = ReturnType<typeof filterOf>
