/** What a member says to a warning: read from a form, checked, and what follows from it. */
import {
  type Answer,
  answers,
  type DetectionState,
  type MeasureStanding,
  measureStandings,
  type VexJustification,
  type VexStatus,
  vexJustifications,
  vexStatuses,
  type WarningState,
} from '@varde/contract'
import { holdsIdentityNumber } from '../../platform/index.ts'
import type { Vex } from '../../vulnerability/index.ts'
import { type DetectionEvent, detectionAfter } from '../detections/detection.ts'
import { type WarningEvent, warningAfter } from '../warnings/warning.ts'

/** How one measure stands; `why`: what is to be known of that, always where it is not relevant. */
export type MeasureSaid = { key: string; standing: MeasureStanding; why: string }

/** Of an advisory, beside the answer: of each measure, and of each vulnerability that stands otherwise than the answer says. */
export type AdvisedSaid = {
  measures: readonly MeasureSaid[]
  vex: readonly { cve: string; vex: VexStatus }[]
  justification: VexJustification | null
}
export const nothingAdvised: AdvisedSaid = { measures: [], vex: [], justification: null }

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
      advised?: AdvisedSaid
      /**
       * What holds for each vulnerability was said of it by itself, and is kept already: the answer follows from it, and says
       * nothing of them. None: help is asked for with one measure.
       */
      each?: readonly Vex[]
    }
/** `nothing`: neither acknowledged nor answered. What was chosen and written goes back into the form. */
export type FormFault = {
  fault: 'nothing' | 'comment_too_long' | 'identity_number' | 'why_missing' | 'files'
  answer: Answer | null
  comment: string
  done: readonly string[]
  was: readonly string[]
  advised: AdvisedSaid
}

/** Characters. */
export const longestComment = 4000
export const longestWhy = 500

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
  const advised = readAdvised(form)
  const fault = commentFault(comment) ?? whyFault(advised.measures)
  if (fault !== null) return { fault, answer, comment, done, was, advised }
  if (answer === null) return { fault: 'nothing', answer, comment, done, was, advised }
  return { kind: 'answer', answer, comment, done, was, advised }
}

/** The form is to be shown again, with what was chosen and written in it. */
export function withFault(said: Said | FormFault, fault: FormFault['fault']): FormFault {
  if ('fault' in said) return { ...said, fault }
  const {
    answer,
    comment,
    done = [],
    was = [],
    advised = nothingAdvised,
  } = said.kind === 'answer' ? said : { answer: null, comment: '' }
  return { fault, answer, comment, done, was, advised }
}

/** `standing:KEY` with `why:KEY`, where either is not as `before:KEY` was; `vex:CVE`, and one `justification`. */
function readAdvised(form: unknown): AdvisedSaid {
  const fields = Object.entries(typeof form === 'object' && form !== null ? form : {}).flatMap(([name, value]) =>
    typeof value === 'string' ? [[name, value] as const] : [],
  )
  const given = new Map(fields)
  const of = (kind: string) =>
    fields.flatMap(([name, value]) =>
      name.startsWith(`${kind}:`) ? [[name.slice(kind.length + 1), value] as const] : [],
    )
  return {
    measures: of('standing').flatMap(([key, value]) => {
      const standing = measureStandings.find((one) => one === value)
      const why = withoutControls(given.get(`why:${key}`) ?? '').slice(0, longestWhy)
      return standing === undefined || given.get(`before:${key}`) === beforeOf({ standing, why })
        ? []
        : [{ key, standing, why }]
    }),
    vex: of('vex').flatMap(([cve, value]) => {
      const vex = vexStatuses.find((one) => one === value)
      return vex === undefined ? [] : [{ cve, vex }]
    }),
    justification: vexJustifications.find((one) => one === given.get('justification')) ?? null,
  }
}

/** As the page had it: two who answer at once each change only what they changed there. */
export function beforeOf({ standing, why }: Pick<MeasureSaid, 'standing' | 'why'>): string {
  return `${standing} ${why}`.trim()
}

export function whyFault(measures: readonly MeasureSaid[]): 'why_missing' | 'identity_number' | null {
  if (measures.some(({ why }) => holdsIdentityNumber(why))) return 'identity_number'
  return measures.some(({ standing, why }) => standing === 'not_relevant' && why === '') ? 'why_missing' : null
}

/** Whoever needs help with one measure needs help. */
export function answerWith(answer: Answer, { measures }: AdvisedSaid): Answer {
  const help = measures.some(({ standing }) => standing === 'help')
  return help && (answer === 'affected_handled' || answer === 'unknown') ? 'affected_need_help' : answer
}

/** What an answer says of each vulnerability where nothing else is said. */
const vexOfAnswer: Record<Answer, VexStatus> = {
  affected_handled: 'fixed',
  affected_need_help: 'affected',
  not_affected: 'not_affected',
  false_alarm: 'not_affected',
  unknown: 'under_investigation',
}

/**
 * VEX of each of the advisory's vulnerabilities. A justification is of what is not affected alone.
 * @param before what the member had said of them: why it is not affected stays where nothing is said of why
 */
export function vexSaid(
  cves: readonly string[],
  answer: Answer,
  { vex, justification }: AdvisedSaid,
  before: ReadonlyMap<string, Pick<Vex, 'justification'>>,
): Vex[] {
  return cves.map((cve) => {
    const status = vex.find((one) => one.cve === cve)?.vex ?? vexOfAnswer[answer]
    const why = justification ?? before.get(cve)?.justification ?? null
    return { cve, vex: status, justification: status === 'not_affected' ? why : null }
  })
}

/** Two who answer at once each change what they ticked, and nothing of what the other did. */
export function measuresSaid({
  done = [],
  was = [],
  advised = nothingAdvised,
}: {
  done?: readonly string[] | undefined
  was?: readonly string[] | undefined
  advised?: AdvisedSaid
}): MeasureSaid[] {
  return [
    ...done.filter((key) => !was.includes(key)).map((key) => ({ key, standing: 'done', why: '' }) as const),
    ...was.filter((key) => !done.includes(key)).map((key) => ({ key, standing: 'open', why: '' }) as const),
    ...advised.measures,
  ]
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
