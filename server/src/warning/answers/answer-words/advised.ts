/** What the answer page says beside the rest where the warning tells of an advisory. A missing part does not compile. */
import type { Language, MeasureStanding, VexJustification, VexStatus } from '@varde/contract'

export type AdvisedAnswerWords = {
  measures: string
  standings: Record<MeasureStanding, string>
  standing: string
  why: string
  vulnerabilities: string
  vulnerabilitiesHint: string
  asAbove: string
  vex: Record<VexStatus, string>
  justification: string
  noJustification: string
  justifications: Record<VexJustification, string>
  said: string
}

const nb: AdvisedAnswerWords = {
  measures: 'Hvordan står det til med tiltakene?',
  standings: { open: 'Ikke gjort ennå', done: 'Gjort', not_relevant: 'Ikke aktuelt', help: 'Vi trenger hjelp' },
  standing: 'Status',
  why: 'Hvorfor, eller hva som viser det (må fylles ut for «Ikke aktuelt»)',
  vulnerabilities: 'Svar for hver sårbarhet (kan utelates)',
  vulnerabilitiesHint: 'Fyll ut bare hvis noe står annerledes enn svaret over.',
  asAbove: 'Som svaret over',
  vex: {
    affected: 'Berørt',
    not_affected: 'Ikke berørt',
    under_investigation: 'Undersøkes',
    fixed: 'Rettet',
  },
  justification: 'Hvorfor er dere ikke berørt? (kan utelates)',
  noJustification: 'Ikke oppgitt',
  justifications: {
    component_not_present: 'Vi har ikke produktet eller komponenten',
    vulnerable_code_not_present: 'Vår versjon har ikke den sårbare koden',
    vulnerable_code_not_in_execute_path: 'Den sårbare koden blir aldri kjørt hos oss',
    vulnerable_code_cannot_be_controlled_by_adversary: 'En angriper kan ikke nå den sårbare koden',
    inline_mitigations_already_exist: 'Noe vi har satt opp, stopper det allerede',
  },
  said: 'Sårbarheter',
}

const nn: AdvisedAnswerWords = {
  measures: 'Korleis står det til med tiltaka?',
  standings: { open: 'Ikkje gjort enno', done: 'Gjort', not_relevant: 'Ikkje aktuelt', help: 'Vi treng hjelp' },
  standing: 'Status',
  why: 'Kvifor, eller kva som viser det (må fyllast ut for «Ikkje aktuelt»)',
  vulnerabilities: 'Svar for kvar sårbarheit (kan utelatast)',
  vulnerabilitiesHint: 'Fyll ut berre om noko står annleis enn svaret over.',
  asAbove: 'Som svaret over',
  vex: {
    affected: 'Råka',
    not_affected: 'Ikkje råka',
    under_investigation: 'Blir undersøkt',
    fixed: 'Retta',
  },
  justification: 'Kvifor er de ikkje råka? (kan utelatast)',
  noJustification: 'Ikkje oppgitt',
  justifications: {
    component_not_present: 'Vi har ikkje produktet eller komponenten',
    vulnerable_code_not_present: 'Versjonen vår har ikkje den sårbare koden',
    vulnerable_code_not_in_execute_path: 'Den sårbare koden blir aldri køyrd hos oss',
    vulnerable_code_cannot_be_controlled_by_adversary: 'Ein angripar kan ikkje nå den sårbare koden',
    inline_mitigations_already_exist: 'Noko vi har sett opp, stoppar det allereie',
  },
  said: 'Sårbarheiter',
}

const en: AdvisedAnswerWords = {
  measures: 'How do the measures stand?',
  standings: { open: 'Not done yet', done: 'Done', not_relevant: 'Not relevant', help: 'We need help' },
  standing: 'Status',
  why: 'Why, or what shows it (needed for “Not relevant”)',
  vulnerabilities: 'Answer for each vulnerability (optional)',
  vulnerabilitiesHint: 'Only where something stands otherwise than your answer above.',
  asAbove: 'As the answer above',
  vex: {
    affected: 'Affected',
    not_affected: 'Not affected',
    under_investigation: 'Being looked into',
    fixed: 'Fixed',
  },
  justification: 'Why are you not affected? (optional)',
  noJustification: 'Not said',
  justifications: {
    component_not_present: 'We do not have the product or the component',
    vulnerable_code_not_present: 'Our version does not have the vulnerable code',
    vulnerable_code_not_in_execute_path: 'The vulnerable code is never run here',
    vulnerable_code_cannot_be_controlled_by_adversary: 'An attacker cannot reach the vulnerable code',
    inline_mitigations_already_exist: 'Something that we have set up stops it already',
  },
  said: 'Vulnerabilities',
}

export const advisedAnswerWordsOf: Record<Language, AdvisedAnswerWords> = { nb, nn, en }
