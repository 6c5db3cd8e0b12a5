/** What is wrong with a suppression as it was asked for. Values in, values out. */
import type { NewSuppression, SuppressionTry } from '@varde/contract'
import { readNetwork } from '../../platform/index.ts'
import { untilFault } from './triage.ts'

export type Checked = { network: string | null } | { fault: string }

/**
 * It must say what it is about: one of everything, however short, would be a queue that looks empty.
 * @returns the inner network in its one form, or what is wrong and the mend
 */
export function checkProperties({ cause, category, source, member, network }: SuppressionTry): Checked {
  if ([cause, category, source, member, network].every((property) => property === undefined)) {
    return { fault: 'Say at least one of cause, category, source, member and network.' }
  }
  if (network === undefined) return { network: null }
  const read = readNetwork(network)
  return 'fault' in read ? { fault: `network ${read.fault}` } : { network: read.value }
}

export function checkSuppression(asked: NewSuppression, now: Date): Checked {
  const fault = untilFault(new Date(asked.until), now)
  return fault === null ? checkProperties(asked) : { fault }
}
