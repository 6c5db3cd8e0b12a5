/** Whether a member could be warned tonight. Pure. */
import type { MemberSummary } from '../../api/types.ts'
import type { Fill } from '../../components/state-mark.tsx'

export type Lack = 'no_contacts' | 'no_networks' | 'no_sensors' | 'silent_sensors'

type Facts = Pick<MemberSummary, 'contacts' | 'networks' | 'domains' | 'sensors' | 'sensors_silent'>

/** What is missing, the most serious first: without a contact nobody hears the warning at all. */
export function lacks(member: Facts): Lack[] {
  const found: Lack[] = []
  if (member.contacts === 0) found.push('no_contacts')
  if (member.networks === 0 && member.domains === 0) found.push('no_networks')
  if (member.sensors === 0) found.push('no_sensors')
  else if (member.sensors_silent > 0) found.push('silent_sensors')
  return found
}

export function readinessFill(missing: readonly Lack[]): Fill {
  if (missing.includes('no_contacts')) return 'alarm'
  if (missing.length === 0) return 'full'
  return missing.includes('no_networks') ? 'open' : 'half'
}
