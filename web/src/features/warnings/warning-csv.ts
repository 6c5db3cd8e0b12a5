import type { Warning } from '../../api/types.ts'
import { warningNumber } from './warning-number.ts'

/** Column names as in the API, so that a sheet and a script speak of the same things. */
export const warningHeader = [
  'number',
  'id',
  'member',
  'member_name',
  'title',
  'severity',
  'tlp',
  'state',
  'answer',
  'created_at',
  'sent_at',
  'acknowledged_at',
  'answered_at',
  'due_at',
  'detections',
]

export function warningCells(row: Warning): (string | number | null)[] {
  return [
    warningNumber(row.number),
    row.id,
    row.member,
    row.member_name,
    row.title,
    row.severity,
    row.tlp,
    row.state,
    row.answer,
    row.created_at,
    row.sent_at,
    row.acknowledged_at,
    row.answered_at,
    row.due_at,
    row.detections,
  ]
}
