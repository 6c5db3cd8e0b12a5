/** Whom a warning is mailed to, by what each contact wants to be told. Values in, values out. */
import type { ChoiceKind, Severity } from '@varde/contract'
import { severityRank } from '../detections/detection.ts'

/** The least severe warning of each kind that a contact wants; a kind that is not said is wanted whole. */
export type Wanted = ReadonlyMap<ChoiceKind, Severity>

export function wants(
  wanted: Wanted,
  { severity, categories }: { severity: Severity; categories: readonly ChoiceKind[] },
) {
  // Of several kinds in one warning, one that is wanted is enough. Nothing is more severe than critical.
  return (
    severity === 'critical' ||
    categories.length === 0 ||
    categories.some((category) => severityRank(severity) <= severityRank(wanted.get(category) ?? 'low'))
  )
}

/** Those who want it; where nobody does, everyone: a warning is never for nobody. */
export function willingOf<Contact>(contacts: readonly Contact[], wantsIt: (contact: Contact) => boolean): Contact[] {
  const willing = contacts.filter(wantsIt)
  return willing.length > 0 ? willing : [...contacts]
}
