/** What sending an advisory does to each member, by what it was told before. Values in, values out. */
import type { AdvisedStep, WarningState } from '@varde/contract'

/** `unsent`: no mail of it has been tried. */
export type Standing = { state: WarningState; version: number; unsent: boolean }

/** What each step is: see the contract. */
export function stepFor(standing: Standing | null, version: number): Exclude<AdvisedStep, 'unwanted'> {
  if (standing === null) return 'first'
  if (standing.state === 'draft' || standing.state === 'cancelled' || standing.state === 'failed') return 'again'
  if (standing.version >= version) return 'told'
  return standing.state === 'sending' && standing.unsent ? 'change' : 'news'
}

/** Whether sending does anything to a member at this step. */
export function goesTo(step: AdvisedStep, onlyNew: boolean): boolean {
  return step !== 'told' && step !== 'unwanted' && !(onlyNew && step === 'news')
}

/** Whole hours until an answer is due, at least one. */
export function hoursUntil(dueAt: Date, now: Date): number {
  return Math.max(1, Math.ceil((dueAt.getTime() - now.getTime()) / 3_600_000))
}
