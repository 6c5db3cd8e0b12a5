import type { Board, Warning } from '../../api/types.ts'
import { compact, id, orgnr, text, word } from '../../app/search-params.ts'
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

export const boardParts: readonly (keyof Board['parts'])[] = [
  'need_help',
  'undelivered',
  'overdue',
  'silent',
  'waiting',
  'acknowledged',
  'answered',
]

/** The view state of warnings; without `view` it is the response board. */
export function warningsSearch(search: Record<string, unknown>) {
  return compact({
    view: word(search['view'], ['list'] as const),
    state: word(search['state'], warningStates),
    severity: word(search['severity'], severities),
    member: orgnr(search['member']),
    q: text(search['q']),
    campaign: id(search['campaign']),
    advisory: id(search['advisory']),
    only: word(search['only'], ['open'] as const),
    kind: text(search['kind'], 40),
    part: word(search['part'], boardParts),
  })
}
export type WarningsSearch = ReturnType<typeof warningsSearch>
