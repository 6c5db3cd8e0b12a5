import type { PolicyAction, PolicyCategory, PolicyCause } from '../../api/types.ts'

export const actions: readonly PolicyAction[] = ['warn', 'queue', 'ignore']
export const causes: readonly PolicyCause[] = ['indicator', 'signature']
export const categories: readonly PolicyCategory[] = [
  'ransomware',
  'c2',
  'botnet',
  'malware',
  'phishing',
  'exploit',
  'exposed',
  'scanner',
  'policy',
  'other',
]
/** Monday is 1. */
export const days = [1, 2, 3, 4, 5, 6, 7] as const
/** What a public holiday is. */
export const holidays = ['as_days', 'also', 'never'] as const
/** What a text may have filled in; the server checks it when it is saved. */
export const variables = [
  'number',
  'tlp',
  'severity',
  'member',
  'host',
  'indicator',
  'source',
  'count',
  'first_seen',
  'last_seen',
  'deadline',
] as const
