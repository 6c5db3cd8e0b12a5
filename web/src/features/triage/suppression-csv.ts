/** A suppression as a row of a file. Pure. */
import type { Suppression } from '../../api/types.ts'

export const suppressionHeader = [
  'id',
  'state',
  'cause',
  'category',
  'source',
  'member',
  'member_name',
  'network',
  'up_to',
  'reason',
  'author',
  'created_at',
  'until',
  'ended_at',
  'ended_by',
  'detections',
  'events',
  'members',
  'held',
]

export function suppressionCells(row: Suppression): (string | number | null)[] {
  return [
    row.id,
    row.state,
    row.cause?.label ?? null,
    row.category,
    row.source,
    row.member,
    row.member_name,
    row.network,
    row.up_to,
    row.reason,
    row.author,
    row.created_at,
    row.until,
    row.ended_at,
    row.ended_by,
    row.detections,
    row.events,
    row.members,
    row.held,
  ]
}
