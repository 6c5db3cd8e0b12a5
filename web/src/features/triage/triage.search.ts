import type { Detection, Severity } from '../../api/types.ts'
import { compact, orgnr, text, word } from '../../app/search-params.ts'

export const severities: readonly Severity[] = ['critical', 'high', 'medium', 'low']
export const detectionStates: readonly Detection['state'][] = ['queued', 'warned', 'dismissed', 'resolved']

/** The view state of triage; without `state` it is the queue. */
export function triageSearch(search: Record<string, unknown>) {
  return compact({
    state: word(search['state'], detectionStates),
    severity: word(search['severity'], severities),
    member: orgnr(search['member']),
    q: text(search['q']),
    open: text(search['open'], 60),
  })
}
export type TriageSearch = ReturnType<typeof triageSearch>
