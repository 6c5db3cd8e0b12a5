/** What one member would get if an advisory were sent now: its letter in each language, by the code that sends it. */
import { type Language, languages, type MatchGrade } from '@varde/contract'
import type { Db } from '../../platform/index.ts'
import { readChaseRules } from '../chase/chase-rule.store.ts'
import { alone } from '../delivery/mail-content.ts'
import type { WarningFacts } from '../texts/letter-parts.ts'
import type { Mail } from '../texts/mail.ts'
import { planFor, type Told } from './advised.store.ts'
import type { AdvisoryLetter } from './advisory-letter.ts'
import { tellingOf } from './telling.ts'

/** So many to choose among: enough to see every kind of letter. */
const mostShown = 50
const grades: readonly (MatchGrade | null)[] = ['certain', 'likely', 'possible', null]

export type Shown = {
  members: Told[]
  /** Null where nobody gets it. */
  chosen: Told | null
  facts: WarningFacts
  /** It follows an earlier version in the same thread. */
  follows: boolean
}

/** @param asked whom it is to be shown as to; the one that most is known of where it is none of those that get it */
export async function shownTo(
  db: Db,
  advisory: AdvisoryLetter,
  { asked, now }: { asked: string | undefined; now: Date },
): Promise<Shown> {
  const plan = (await planFor(db, advisory)).filter(({ step }) => step !== 'unwanted')
  const rank = ({ products }: Told) => grades.indexOf(products[0]?.grade ?? null)
  const members = plan.toSorted((a, b) => rank(a) - rank(b)).slice(0, mostShown)
  const chosen = plan.find(({ orgnr }) => orgnr === asked) ?? members[0] ?? null
  const { advised, due_hours } = tellingOf(
    advisory,
    { id: '', orgnr: chosen?.orgnr ?? '', products: chosen?.products ?? [] },
    now,
  )
  const rules = await readChaseRules(db)
  return {
    members,
    chosen,
    facts: {
      // It has none before it is sent.
      number: 0,
      severity: advisory.severity,
      tlp: advisory.tlp,
      dueHours: due_hours ?? rules[advisory.severity].due_hours,
      memberName: chosen?.member_name ?? 'Granvåg kommune',
      detections: [],
      advised,
    },
    follows: chosen?.step === 'news',
  }
}

export function mailsOf(
  { facts, follows }: Shown,
  { link, answered }: { link: string; answered: boolean },
): Record<Language, Mail> {
  const thread = { first: null, state: 'sent' as const, due_at: null, answered_at: null, message: null }
  const kind = follows ? 'relapse' : 'warning'
  const of = (language: Language) => alone({ claimed: { kind, round: 0, language }, thread, facts, link }, answered)
  return Object.fromEntries(languages.map((language) => [language, of(language)])) as Record<Language, Mail>
}
