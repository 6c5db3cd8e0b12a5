/** What follows for a warning of an advisory from what its member says of each vulnerability by itself. Values in, values out. */
import type { Answer, VexStatus, WarningState } from '@varde/contract'
import { endOf } from '../../vulnerability/index.ts'
import { warningAfter } from '../warnings/warning.ts'
import { closes } from './response.ts'

/** One vulnerability of the advisory at the member. `here`: it is known to have it, or may have it, so it is asked about it. */
export type SaidOfOne = { vex: VexStatus | null; here: boolean }

export type Standing = {
  state: WarningState
  answer: Answer | null
  /** The answer followed from what was said of each; null where there is none. */
  oneByOne: boolean
  /** Help is asked for with a measure, and has not come. */
  help: boolean
}

export type WordStep =
  | { step: 'answer'; answer: Answer }
  /** What the answer followed from holds no longer. */
  | { step: 'withdraw' }
  | { step: 'acknowledge' }
  | { step: 'keep' }

/**
 * A member is asked about what it is known to have: of an advisory's other vulnerabilities no list asks it. Where it is known to have
 * none of them, each must be spoken of.
 * @returns null where something is open still
 */
export function answerOf(all: readonly SaidOfOne[]): Answer | null {
  const asked = all.some(({ here }) => here) ? all.filter(({ vex, here }) => here || vex !== null) : all
  if (asked.length === 0 || asked.some(({ vex }) => vex === null || endOf(vex) === null)) return null
  return asked.some(({ vex }) => vex === 'fixed') ? 'affected_handled' : 'not_affected'
}

/** @param said the word that was just said of one of them; null where one was taken back */
export function stepAfterWord(
  { state, answer, oneByOne, help }: Standing,
  all: readonly SaidOfOne[],
  said: VexStatus | null,
): WordStep {
  if (!('to' in warningAfter(state, 'answer'))) return { step: 'keep' }
  const answered = state === 'answered'
  const follows = answerOf(all)
  if (follows === null) {
    if (answered) return { step: oneByOne ? 'withdraw' : 'keep' }
    // Somebody there knows of it: nobody else need be woken, and the question stands.
    return { step: said === null || state === 'acknowledged' ? 'keep' : 'acknowledge' }
  }
  // Help with a measure is still to come.
  const now = help && follows === 'affected_handled' ? 'affected_need_help' : follows
  // What the member said of the warning as a whole, and that closed it, stands.
  const stands = answered && (now === answer || (!oneByOne && answer !== null && closes[answer]))
  return stands ? { step: 'keep' } : { step: 'answer', answer: now }
}
