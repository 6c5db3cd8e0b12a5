/** What the answer page must be able to say in each language. */
import type { Answer } from '@varde/contract'
import type { FormFault } from '../response.ts'

export type AnswerWords = {
  /** The language's own name for itself. */
  self: string
  toDetails: string
  languages: string
  answers: Record<Answer, string>
  answerHints: Record<Answer, string>
  acknowledgeTitle: string
  acknowledgeHint: string
  acknowledge: string
  acknowledged: (who: string, when: string) => string
  withdrawn: (who: string, when: string) => string
  question: string
  questionAgain: string
  /** Over the boxes of what is done. */
  doneTitle: string
  done: (measures: readonly string[]) => string
  /** Before the CSIRT's telephone number. */
  ring: string
  comment: string
  commentHint: string
  files: string
  filesHint: (count: number, megabytes: number) => string
  /** A browser forgets which files were chosen when the form comes back. */
  filesAgain: string
  /** The names of the files that came with an answer. */
  filesSent: (names: readonly string[]) => string
  send: string
  sendAgain: string
  deadline: (when: string) => string
  soFar: string
  nothingYet: string
  said: (who: string, what: string, when: string) => string
  thanks: string
  thanksHelp: string
  thanksAcknowledged: string
  faultTitle: string
  faults: Record<FormFault['fault'], string>
  details: string
  expiredTitle: string
  expired: string
  wrongTitle: string
  wrong: string
}
