import type { Warning } from '../../api/types.ts'
import { compact, orgnr, text, word } from '../../app/search-params.ts'
import { severities } from '../triage/triage.search.ts'

export const warningStates: readonly Warning['state'][] = [
  'draft',
  'sending',
  'sent',
  'acknowledged',
  'answered',
  'failed',
  'cancelled',
]

/** The view state of warnings; without `view` it is the response board. */
export function warningsSearch(search: Record<string, unknown>) {
  return compact({
    view: word(search['view'], ['list'] as const),
    state: word(search['state'], warningStates),
    severity: word(search['severity'], severities),
    member: orgnr(search['member']),
    q: text(search['q']),
    only: word(search['only'], ['open'] as const),
  })
}
export type WarningsSearch = ReturnType<typeof warningsSearch>
