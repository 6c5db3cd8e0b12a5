/** What one mail says: a warning, what follows one, or several of these. Values in, values out. */
import type { Tlp } from '@varde/contract'
import { type FollowUp, followingPart } from '../chase/follow-up.ts'
import { type Letter, letterOf, type WarningFacts } from '../texts/letter.ts'
import { gatheredMail, type Mail, mailOf, type Part } from '../texts/mail.ts'
import { numberOf, strictestTlp } from '../warnings/warning.ts'
import type { Claimed, Thread } from './delivery.store.ts'
import { mailWords } from './mail-words.ts'

export type Told = {
  claimed: Pick<Claimed, 'kind' | 'round' | 'language'>
  thread: Thread
  facts: WarningFacts
  /** Opens the answer page of this one. */
  link: string
}
export type MailContent = Mail & {
  /** What an encrypted mail shows outside. */
  outerSubject: string
  tlp: Tlp
}

/**
 * @param told in the order in which they are to be read
 * @param answered whether answers by e-mail are read
 */
export function contentOf(told: readonly [Told, ...Told[]], answered: boolean): MailContent {
  const [first] = told
  const { language } = first.claimed
  const words = mailWords[language]
  const tlp = strictestTlp(told.map(({ facts }) => facts.tlp))
  const number = numberOf(first.facts.number)
  if (told.length === 1) {
    return { ...alone(first, answered), tlp, outerSubject: `[TLP:${tlp}] ${words.warning(number)}` }
  }
  const parts = told.map((one) => partOf(one, answered)) as [Part, ...Part[]]
  const letter = parts[0].letter
  const reminding = told.every(({ claimed }) => claimed.kind === 'reminder')
  const say = reminding ? letter.words.severalReminders : letter.words.several
  const title = say(told.length, first.facts.memberName)
  const numbers = told.map(({ facts }) => numberOf(facts.number)).join(', ')
  const mail = gatheredMail(parts, {
    subject: `${letter.words.severity[letter.severity]}: ${title} [TLP:${tlp}]`,
    title,
    lead: letter.words.severalLead,
    foot: [answered ? words.mayReply(numbers) : letter.words.doNotReply(numbers), letter.words.tlp[tlp]],
  })
  return { ...mail, tlp, outerSubject: `[TLP:${tlp}] ${words.warnings(number, told.length - 1)}` }
}

/** As it is kept with its own warning: what is said there of another is not for everyone who may read of this one. */
export function alone(one: Told, answered: boolean): Mail {
  const { letter, link, above } = partOf(one, answered)
  return mailOf(letter, link, above)
}

function partOf({ claimed, thread, facts, link }: Told, answered: boolean): Part {
  const letter = saying(letterOf(facts, claimed.language), facts.number, answered)
  const followUp = followUpOf(claimed, thread, facts)
  return followUp === null ? { letter, link, above: null } : followingPart(letter, facts.number, followUp, link)
}

function saying(letter: Letter, number: number, answered: boolean): Letter {
  return answered ? { ...letter, doNotReply: mailWords[letter.language].mayReply(numberOf(number)) } : letter
}

function followUpOf(
  { kind, round }: Told['claimed'],
  { state, due_at, answered_at, message }: Thread,
  { advised }: WarningFacts,
): FollowUp | null {
  switch (kind) {
    case 'warning':
      return null
    case 'reminder':
      return { kind, count: round, dueAt: due_at, acknowledged: state === 'acknowledged' }
    case 'relapse':
      return advised ? { kind: 'version', advised } : { kind, answeredAt: answered_at }
    case 'message':
      return { kind, text: message ?? '' }
  }
}
