/** What a member says to a warning: read from a form, checked, and what follows from it. */
import { type Answer, answers, type DetectionState, type WarningState } from '@varde/contract'
import { holdsIdentityNumber } from '../../platform/index.ts'
import { type DetectionEvent, detectionAfter } from '../detections/detection.ts'
import { type WarningEvent, warningAfter } from '../warnings/warning.ts'

/**
 * `done`: the keys of the measures that are ticked, see `texts/steps.ts`; left out where nothing is said of them. `was`:
 * those that were ticked on the page that was answered, so that only what was changed there is changed.
 */
export type Said =
  | { kind: 'acknowledge' }
  | {
      kind: 'answer'
      answer: Answer
      comment: string
      done?: readonly string[] | undefined
      was?: readonly string[] | undefined
    }
/** `nothing`: neither acknowledged nor answered. What was chosen and written goes back into the form. */
export type FormFault = {
  fault: 'nothing' | 'comment_too_long' | 'identity_number'
  answer: Answer | null
  comment: string
  done: readonly string[]
  was: readonly string[]
}

/** Characters. */
export const longestComment = 4000

/**
 * Reads the answer page's form: `action=acknowledge`, or `answer=…` with a `comment`, and for each measure a `done` if it
 * is ticked and a `was` if it was.
 */
export function readForm(form: unknown): Said | FormFault {
  const given = (name: string): unknown =>
    typeof form === 'object' && form !== null ? (form as Record<string, unknown>)[name] : undefined
  const field = (name: string): string => {
    const value = given(name)
    return typeof value === 'string' ? value : ''
  }
  // One box that is ticked comes as itself, several as a list.
  const keys = (name: string) => [given(name)].flat().filter((key) => typeof key === 'string')
  const [done, was] = [keys('done'), keys('was')]
  const comment = withoutControls(field('comment'))
  const answer = answers.find((one) => one === field('answer')) ?? null
  // A button that only acknowledges sends the chosen answer along; the button is what was meant.
  if (field('action') === 'acknowledge') return { kind: 'acknowledge' }
  const fault = commentFault(comment)
  if (fault !== null) return { fault, answer, comment, done, was }
  if (answer === null) return { fault: 'nothing', answer, comment, done, was }
  return { kind: 'answer', answer, comment, done, was }
}

/** Two who answer at once each change what they ticked, and nothing of what the other did. */
export function ticksOf({
  done = [],
  was = [],
}: {
  done?: readonly string[] | undefined
  was?: readonly string[] | undefined
}): {
  ticked: string[]
  unticked: string[]
} {
  return {
    ticked: done.filter((key) => !was.includes(key)),
    unticked: was.filter((key) => !done.includes(key)),
  }
}

export function commentFault(comment: string): 'comment_too_long' | 'identity_number' | null {
  if (comment.length > longestComment) return 'comment_too_long'
  return holdsIdentityNumber(comment) ? 'identity_number' : null
}

/** Line breaks stay; PostgreSQL keeps no NUL, and other controls say nothing. */
export function withoutControls(text: string): string {
  return text
    .replace(/\r\n?/g, '\n')
    .replace(/[^\P{Cc}\n\t]/gu, '')
    .trim()
}

/** Whether an answer closes the matter, or leaves it open. */
export const closes: Record<Answer, boolean> = {
  affected_handled: true,
  not_affected: true,
  false_alarm: true,
  affected_need_help: false,
  unknown: false,
}

export type Consequence = { warning: WarningState; detections: { from: DetectionState; to: DetectionState } | null }

/** @returns null where the warning cannot be answered, e.g. because it is a draft */
export function consequenceOf(state: WarningState, said: Said): Consequence | null {
  const event: WarningEvent = said.kind
  const outcome = warningAfter(state, event)
  if (!('to' in outcome)) return null
  if (said.kind === 'acknowledge') return { warning: outcome.to, detections: null }
  const [from, change]: [DetectionState, DetectionEvent] = closes[said.answer]
    ? ['warned', 'resolve']
    : ['resolved', 'reopen']
  const after = detectionAfter(from, change)
  return { warning: outcome.to, detections: 'to' in after ? { from, to: after.to } : null }
}
