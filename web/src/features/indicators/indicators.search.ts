import type { Indicator, IndicatorState } from '../../api/types.ts'
import { compact, text, word } from '../../app/search-params.ts'

export const indicatorTypes: readonly Indicator['type'][] = [
  'ipv4',
  'ipv4_cidr',
  'ipv6',
  'ipv6_cidr',
  'domain',
  'wildcard_domain',
  'url',
  'md5',
  'sha1',
  'sha256',
  'ja3',
  'ja4',
  'email',
]
export const indicatorStates: readonly IndicatorState[] = ['active', 'stopped', 'let_through', 'ended', 'retracted']

export function indicatorsSearch(search: Record<string, unknown>) {
  return compact({
    view: word(search['view'], ['allowlist', 'sources'] as const),
    q: text(search['q']),
    type: word(search['type'], indicatorTypes),
    state: word(search['state'], indicatorStates),
    whose: word(search['whose'], ['own', 'built_in'] as const),
    open: word(search['open'], ['import', 'allow'] as const),
  })
}
export type IndicatorsSearch = ReturnType<typeof indicatorsSearch>
/** Changes some of it and leaves the rest. */
export type ChangeSearch = (fields: { [K in keyof IndicatorsSearch]?: IndicatorsSearch[K] | undefined }) => void
