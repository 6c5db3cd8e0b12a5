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

export function sensorsSearch(search: Record<string, unknown>) {
  return compact({
    state: word(search['state'], sensorStates),
    member: orgnr(search['member']),
    q: text(search['q']),
    enrol: word(search['enrol'], ['open'] as const),
  })
}
export type SensorsSearch = ReturnType<typeof sensorsSearch>
