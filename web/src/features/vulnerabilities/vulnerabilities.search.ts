import { compact, orgnr, text, word } from '../../app/search-params.ts'

export const exploitationWords = ['active', 'poc', 'none'] as const
export const gradeWords = ['certain', 'likely', 'possible'] as const
export const decidedWords = ['no', 'stale', 'yes'] as const
export const severityWords = ['critical', 'high', 'medium', 'low'] as const
export const sinceWords = ['day', 'week'] as const
export const sortWords = ['exploited', 'published', 'epss', 'severity'] as const

/** EPSS as it is chosen, in hundredths. */
export const epssWords = ['10', '50', '90'] as const

/** Without anything: all, in order of what matters here. */
export function vulnerabilitiesSearch(search: Record<string, unknown>) {
  return compact({
    q: text(search['q']),
    exploitation: word(search['exploitation'], exploitationWords),
    severity: word(search['severity'], severityWords),
    grade: word(search['grade'], gradeWords),
    affected: word(search['affected'], ['yes'] as const),
    county: word(text(search['county'])?.padStart(2, '0'), countyWords),
    member: orgnr(search['member']),
    vendor: text(search['vendor']),
    product: text(search['product']),
    decided: word(search['decided'], decidedWords),
    kev: word(search['kev'], ['yes'] as const),
    epss: word(text(search['epss']), epssWords),
    sort: word(search['sort'], sortWords),
    /** Known since yesterday: where the first page's tile leads. */
    since: word(search['since'], sinceWords),
    /** Exploited, and new at a member since then. */
    reached: word(search['reached'], sinceWords),
    /** How far back the news above the list go: a day, unless it is said. */
    news: word(search['news'], ['week'] as const),
    /** Of the one that is open: whose county is shown, or `none`. */
    where: word(text(search['where'])?.padStart(2, '0'), [...countyWords, 'none' as const]),
  })
}
export type VulnerabilitiesSearch = ReturnType<typeof vulnerabilitiesSearch>
export type ChangeSearch = (
  fields: { [K in keyof VulnerabilitiesSearch]?: VulnerabilitiesSearch[K] | undefined },
) => void

/** Takes every filter away; the order, and what is open, stay. */
export const nothingChosen: Parameters<ChangeSearch>[0] = {
  q: undefined,
  exploitation: undefined,
  severity: undefined,
  grade: undefined,
  affected: undefined,
  county: undefined,
  member: undefined,
  vendor: undefined,
  product: undefined,
  decided: undefined,
  kev: undefined,
  epss: undefined,
  since: undefined,
  reached: undefined,
}
export const isNarrowed = (search: VulnerabilitiesSearch) =>
  Object.keys(nothingChosen).some((name) => search[name as keyof VulnerabilitiesSearch] !== undefined)

/** Counties by the first two digits of their municipalities' numbers (2024); the same in both written languages. */
export const counties = {
  '03': 'Oslo',
  '11': 'Rogaland',
  '15': 'Møre og Romsdal',
  '18': 'Nordland',
  '31': 'Østfold',
  '32': 'Akershus',
  '33': 'Buskerud',
  '34': 'Innlandet',
  '39': 'Vestfold',
  '40': 'Telemark',
  '42': 'Agder',
  '46': 'Vestland',
  '50': 'Trøndelag',
  '55': 'Troms',
  '56': 'Finnmark',
} as const
export type County = keyof typeof counties
export const countyWords = Object.keys(counties).sort() as County[]
export const countyName = (number: string | null) => (number === null ? null : (counties[number as County] ?? number))

const dayMilliseconds = 86_400_000

/** Kept to the hour, so that the same question is not asked anew each moment. */
export function sinceOf(since: (typeof sinceWords)[number], now: number): string {
  const hour = Math.floor(now / 3_600_000) * 3_600_000
  return new Date(hour - (since === 'day' ? 1 : 7) * dayMilliseconds).toISOString()
}

/** What the list is asked for. */
export function filterOf(
  { affected, kev, epss, since, reached, where: _, news: __, ...search }: VulnerabilitiesSearch,
  now: number,
) {
  return compact({
    ...search,
    affected: affected === undefined ? undefined : true,
    kev: kev === undefined ? undefined : true,
    epss: epss === undefined ? undefined : Number(epss) / 100,
    since: since === undefined ? undefined : sinceOf(since, now),
    reached: reached === undefined ? undefined : sinceOf(reached, now),
  })
}
export type VulnerabilityQuery = ReturnType<typeof filterOf>

/** Became exploited within a day: it may be news to who reads. */
export function isNew(
  { exploitation, exploitation_since }: { exploitation: string; exploitation_since: string | null },
  now: number,
) {
  return (
    exploitation === 'active' && exploitation_since !== null && now - Date.parse(exploitation_since) < dayMilliseconds
  )
}
