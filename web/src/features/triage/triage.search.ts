import type { Detection, Severity } from '../../api/types.ts'
import { compact, orgnr, text, word } from '../../app/search-params.ts'

export const severities: readonly Severity[] = ['critical', 'high', 'medium', 'low']
export const detectionViews: readonly Detection['view'][] = [
  'queued',
  'snoozed',
  'suppressed',
  'warned',
  'dismissed',
  'resolved',
]
export const whose = ['me', 'nobody'] as const

/** At least so sure; what cannot be judged is none of these. */
export const leastReliabilities = ['A', 'B', 'C', 'D', 'E'] as const
export const leastCredibilities = ['1', '2', '3', '4', '5'] as const

/** The view state of triage; without `state` it is the queue. */
export function triageSearch(search: Record<string, unknown>) {
  return compact({
    state: word(search['state'], detectionViews),
    severity: word(search['severity'], severities),
    reliability: word(search['reliability'], leastReliabilities),
    credibility: word(text(search['credibility']), leastCredibilities),
    assigned: word(search['assigned'], whose),
    member: orgnr(search['member']),
    suppression: text(search['suppression'], 60),
    q: text(search['q']),
    open: text(search['open'], 60),
  })
}
export type TriageSearch = ReturnType<typeof triageSearch>
