/** A suppression as the contract shows it, without the texts of TLP:RED to those who may not read them. */
import type { Suppression } from '@varde/contract'
import { labelOf } from '../detections/detection.ts'
import { iso } from '../shown.ts'
import type { SuppressionRow } from './suppression-list.store.ts'

const hidden = 'TLP:RED'

export function shownSuppression(row: SuppressionRow, { red, now }: { red: boolean; now: Date }): Suppression {
  const { cause_kind, cause_key, cause_label, indicator_type, tlp, ...rest } = row
  const hides = tlp === 'RED' && !red
  const label = cause_key === null ? '' : labelOf(indicator_type, cause_label ?? cause_key)
  return {
    ...rest,
    state: row.ended_at === null && row.until > now ? 'active' : 'over',
    cause:
      cause_kind === null || cause_key === null
        ? null
        : { kind: cause_kind, key: hides ? hidden : cause_key, label: hides ? hidden : label },
    source: hides && row.source !== null ? hidden : row.source,
    // Whoever wrote it may have told of the cause.
    reason: hides ? hidden : row.reason,
    created_at: row.created_at.toISOString(),
    until: row.until.toISOString(),
    ended_at: iso(row.ended_at),
  }
}
