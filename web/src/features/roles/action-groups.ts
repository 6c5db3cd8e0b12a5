/** The actions under the nouns they are about. Pure, and total: a new action without a group does not compile. */
import type { Action, RoleTable } from '../../api/types.ts'

export const actionGroups = ['warning', 'vulnerability', 'member', 'sensing', 'access', 'protection'] as const
export type ActionGroup = (typeof actionGroups)[number]

const groupOf: Record<Action, ActionGroup> = {
  'overview.read': 'warning',
  'views.use': 'warning',
  'detections.read': 'warning',
  'detections.triage': 'warning',
  'warnings.read': 'warning',
  'warnings.send': 'warning',
  'warnings.chase': 'warning',
  'red.read': 'warning',
  'portal.use': 'warning',
  'portal.view': 'warning',
  'webhooks.read': 'warning',
  'webhooks.write': 'warning',
  'policy.read': 'warning',
  'policy.write': 'warning',
  'failures.read': 'warning',
  'failures.retry': 'warning',
  'vulnerabilities.read': 'vulnerability',
  'vulnerabilities.write': 'vulnerability',
  'feeds.read': 'vulnerability',
  'feeds.write': 'vulnerability',
  'inventory.read': 'vulnerability',
  'inventory.write': 'vulnerability',
  'advisories.read': 'vulnerability',
  'advisories.write': 'vulnerability',
  'advisories.publish': 'vulnerability',
  'members.read': 'member',
  'members.write': 'member',
  'contacts.write': 'member',
  'contact_keys.write': 'member',
  'claims.write': 'member',
  'members.export': 'member',
  'members.erase': 'member',
  'sensors.read': 'sensing',
  'sensors.write': 'sensing',
  'sources.read': 'sensing',
  'sources.write': 'sensing',
  'indicators.read': 'sensing',
  'indicators.write': 'sensing',
  'events.read': 'sensing',
  'people.read': 'access',
  'people.write': 'access',
  'keys.read': 'access',
  'keys.write': 'access',
  'roles.read': 'access',
  'history.read': 'protection',
  'audit.read': 'protection',
  'retention.read': 'protection',
  'retention.write': 'protection',
}

type Row = RoleTable['actions'][number]

/** The table's rows, group by group, in the order of the table within each. */
export function grouped(rows: readonly Row[]): { group: ActionGroup; rows: Row[] }[] {
  return actionGroups
    .map((group) => ({ group, rows: rows.filter((row) => groupOf[row.action] === group) }))
    .filter(({ rows }) => rows.length > 0)
}
