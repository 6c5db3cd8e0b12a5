/** A warning that is made up, to show a text with where there is none about such a cause yet. */
import type { Category } from '@varde/contract'
import type { WarningFacts } from './letter-parts.ts'

export function sampleOf(category: Category, now: Date): WarningFacts {
  return {
    number: 0,
    severity: 'high',
    tlp: 'AMBER',
    dueHours: 24,
    memberName: 'Granvåg kommune',
    detections: [
      {
        kind: 'indicator',
        reported: false,
        key: 'sample',
        label: 'skadelig.example',
        category,
        indicatorType: 'domain',
        source: 'Varde',
        confidence: 80,
        innerHost: '10.20.0.4',
        fields: ['dns'],
        severity: 'high',
        attribution: 'network',
        retrospective: false,
        events: 17,
        firstSeen: new Date(now.getTime() - 12 * 60_000),
        lastSeen: now,
      },
    ],
  }
}
