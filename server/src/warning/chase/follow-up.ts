/** Mails that follow a warning: what is new first, then the warning itself, with the same kind of link. */
import type { Language } from '@varde/contract'
import { html } from 'ghtml'
import { wordsOf } from '../texts/catalogue.ts'
import type { Letter } from '../texts/letter.ts'
import { type Mail, mailOf } from '../texts/mail.ts'
import { momentOf } from '../texts/when.ts'
import { numberOf } from '../warnings/warning.ts'
import { type ChaseWords, chaseWordsOf } from './chase-words.ts'

export type FollowUp =
  | { kind: 'reminder'; count: number; dueAt: Date | null; acknowledged: boolean }
  | { kind: 'relapse'; answeredAt: Date | null }
  | { kind: 'message'; text: string }

export function followUpMail(letter: Letter, number: number, followUp: FollowUp, link: string): Mail {
  const words = chaseWordsOf[letter.language]
  const { tag, lead } = saidOf(followUp, number, words, letter.language)
  const reminding = followUp.kind === 'reminder' && followUp.dueAt !== null ? followUp.dueAt : null
  // So many hours, counted from when the first mail came, say nothing in a later one.
  const deadline = reminding === null ? letter.deadline : words.deadline(momentOf(reminding, wordsOf[letter.language]))
  const warning = mailOf({ ...letter, deadline }, link)
  return {
    subject: `${tag}: ${warning.subject}`,
    text: `${lead.join('\n')}\n\n${words.below}\n${warning.text}`,
    html: warning.html.replace(/<div role="main"[^>]*>/, (start) => `${start}${marked(tag, lead)}`),
  }
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
    case 'message':
      return { tag: words.message, lead: [words.messageLead(numberOf(number)), '', ...followUp.text.split('\n')] }
  }
}

function marked(tag: string, lead: readonly string[]): string {
  return html`
<p style="margin:0 0 4px;font-weight:bold">${tag}</p>
!${lead.map((line) => (line === '' ? '' : html`<p style="margin:0 0 8px">${line}</p>`))}
<hr style="border:0;border-top:1px solid #8888;margin:16px 0">`
}
