import type { Sensor } from '../../api/types.ts'
import { compact, orgnr, text, word } from '../../app/search-params.ts'

/** The worst first; those without a trouble last. */
export const sensorStates: readonly Sensor['state'][] = [
  'silent',
  'dropping',
  'rejecting',
  'lagging',
  'skewed',
  'waiting',
  'ok',
  'revoked',
]

/** What the list can be cut down to: a state, or all that have anything wrong. */
export const sensorFilters = ['troubled', ...sensorStates] as const

export function sensorsSearch(search: Record<string, unknown>) {
  return compact({
    state: word(search['state'], sensorFilters),
    member: orgnr(search['member']),
    q: text(search['q']),
    enrol: word(search['enrol'], ['open'] as const),
  })
}
export type SensorsSearch = ReturnType<typeof sensorsSearch>
