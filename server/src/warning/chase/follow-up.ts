/** Mails that follow a warning: what is new first, then the warning itself, with the same kind of link. Pure. */
import type { Language } from '@varde/contract'
import type { Advised } from '../texts/advised.ts'
import { newsOf } from '../texts/advised-letter.ts'
import { wordsOf } from '../texts/catalogue.ts'
import type { Letter } from '../texts/letter.ts'
import type { Part } from '../texts/mail.ts'
import { momentOf } from '../texts/when.ts'
import { numberOf } from '../warnings/warning.ts'
import { type ChaseWords, chaseWordsOf } from './chase-words.ts'

export type FollowUp =
  | { kind: 'reminder'; count: number; dueAt: Date | null; acknowledged: boolean }
  | { kind: 'relapse'; answeredAt: Date | null }
  | { kind: 'version'; advised: Advised }
  | { kind: 'message'; text: string }

/** What a mail that follows a warning says above it. So many hours, counted from when the first mail came, say nothing there. */
export function followingPart(letter: Letter, number: number, followUp: FollowUp, link: string): Part {
  const words = chaseWordsOf[letter.language]
  const reminding = followUp.kind === 'reminder' && followUp.dueAt !== null ? followUp.dueAt : null
  const deadline = reminding === null ? letter.deadline : words.deadline(momentOf(reminding, wordsOf[letter.language]))
  const above = { ...saidOf(followUp, number, words, letter.language), below: words.below }
  return { letter: { ...letter, deadline }, link, above }
}

function saidOf(followUp: FollowUp, number: number, words: ChaseWords, language: Language) {
  const moment = (at: Date | null) => (at === null ? '–' : momentOf(at, wordsOf[language]))
  switch (followUp.kind) {
    case 'reminder':
      return {
        tag: words.reminder(followUp.count),
        lead: [
          words.reminderLead(followUp.count, moment(followUp.dueAt)),
          ...(followUp.acknowledged ? [words.acknowledgedLead] : []),
        ],
      }
    case 'relapse':
      return { tag: words.relapse, lead: [words.relapseLead(moment(followUp.answeredAt))] }
    case 'version':
      return newsOf(followUp.advised, language)
    case 'message':
      return { tag: words.message, lead: [words.messageLead(numberOf(number)), '', ...followUp.text.split('\n')] }
  }
}
