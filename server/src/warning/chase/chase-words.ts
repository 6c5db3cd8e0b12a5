/** What is said after the warning, in each language. A missing part does not compile. */
import type { Language } from '@varde/contract'

export type ChaseWords = {
  reminder: (count: number) => string
  reminderLead: (count: number, when: string) => string
  acknowledgedLead: string
  relapse: string
  relapseLead: (answered: string) => string
  message: string
  messageLead: (number: string) => string
  deadline: (when: string) => string
  below: string
  /** On the telephone: who we are, what it is about, what we ask. */
  script: (facts: { member: string; number: string; headline: string; count: number }) => string
  scriptHelp: (facts: { member: string; number: string; headline: string }) => string
  list: {
    title: string
    asOf: (when: string) => string
    empty: string
    contacts: string
    noContacts: string
    noPhone: string
    say: string
    reasons: Record<'need_help' | 'undelivered' | 'overdue', string>
    since: (when: string) => string
    reached: string
    notReached: string
    answer: string
    who: string
    when: string
    comment: string
    typeIn: string
  }
}

const nb: ChaseWords = {
  reminder: (count) => `Purring ${count}`,
  reminderLead: (count, when) => `Dette er purring ${count}. Vi har ikke fått svar på varselet. Fristen: ${when}.`,
  acknowledgedLead: 'Dere har kvittert, men vi vet ikke hvordan det gikk.',
  relapse: 'Sett igjen',
  relapseLead: (answered) => `Dette er sett igjen etter at dere svarte (${answered}). Vi trenger et nytt svar.`,
  message: 'Melding',
  messageLead: (number) => `Melding om varsel ${number}:`,
  deadline: (when) => `Svar innen ${when}.`,
  below: 'Varselet:',
  script: ({ member, number, headline, count }) =>
    `Hei, jeg ringer fra responsmiljøet til ${member}. Vi har sendt dere varsel ${number}: «${headline}». ${
      count > 0 ? `Vi har purret ${count} ${count === 1 ? 'gang' : 'ganger'} uten å få svar. ` : ''
    }Har dere sett varselet? Er dere berørt, og hva har dere gjort? Trenger dere hjelp?`,
  scriptHelp: ({ member, number, headline }) =>
    `Hei, jeg ringer fra responsmiljøet til ${member}. Dere ba om hjelp med varsel ${number}: «${headline}». Hva har dere gjort så langt, og hva trenger dere hjelp til nå?`,
  list: {
    title: 'Ringeliste',
    asOf: (when) => `Slik det var ${when}`,
    empty: 'Ingen å ringe.',
    contacts: 'Ring',
    noContacts: 'Medlemmet har ingen kontakt.',
    noPhone: 'telefonnummer mangler',
    say: 'Si',
    reasons: { need_help: 'Ba om hjelp', undelivered: 'Kom ikke fram', overdue: 'Over fristen' },
    since: (when) => `siden ${when}`,
    reached: 'Fikk svar',
    notReached: 'Fikk ikke tak i noen',
    answer: 'Svaret',
    who: 'Hvem',
    when: 'Når',
    comment: 'Hva de sa',
    typeIn: 'Før inn svarene på siden Ringeliste i Varde når den er tilgjengelig igjen.',
  },
}

const nn: ChaseWords = {
  reminder: (count) => `Purring ${count}`,
  reminderLead: (count, when) => `Dette er purring ${count}. Vi har ikkje fått svar på varselet. Fristen: ${when}.`,
  acknowledgedLead: 'De har kvittert, men vi veit ikkje korleis det gjekk.',
  relapse: 'Sett att',
  relapseLead: (answered) => `Dette er sett att etter at de svara (${answered}). Vi treng eit nytt svar.`,
  message: 'Melding',
  messageLead: (number) => `Melding om varsel ${number}:`,
  deadline: (when) => `Svar innan ${when}.`,
  below: 'Varselet:',
  script: ({ member, number, headline, count }) =>
    `Hei, eg ringjer frå responsmiljøet til ${member}. Vi har sendt dykk varsel ${number}: «${headline}». ${
      count > 0 ? `Vi har purra ${count} ${count === 1 ? 'gong' : 'gonger'} utan å få svar. ` : ''
    }Har de sett varselet? Er de råka, og kva har de gjort? Treng de hjelp?`,
  scriptHelp: ({ member, number, headline }) =>
    `Hei, eg ringjer frå responsmiljøet til ${member}. De bad om hjelp med varsel ${number}: «${headline}». Kva har de gjort så langt, og kva treng de hjelp til no?`,
  list: {
    title: 'Ringjeliste',
    asOf: (when) => `Slik det var ${when}`,
    empty: 'Ingen å ringje.',
    contacts: 'Ring',
    noContacts: 'Medlemmet har ingen kontakt.',
    noPhone: 'telefonnummer manglar',
    say: 'Sei',
    reasons: { need_help: 'Bad om hjelp', undelivered: 'Kom ikkje fram', overdue: 'Over fristen' },
    since: (when) => `sidan ${when}`,
    reached: 'Fekk svar',
    notReached: 'Fekk ikkje tak i nokon',
    answer: 'Svaret',
    who: 'Kven',
    when: 'Når',
    comment: 'Kva dei sa',
    typeIn: 'Før inn svara på sida Ringjeliste i Varde når ho er tilgjengeleg att.',
  },
}

const en: ChaseWords = {
  reminder: (count) => `Reminder ${count}`,
  reminderLead: (count, when) => `This is reminder ${count}. We have had no answer to the warning. Deadline: ${when}.`,
  acknowledgedLead: 'You have acknowledged it, but we do not know how it went.',
  relapse: 'Seen again',
  relapseLead: (answered) => `This has been seen again since you answered (${answered}). We need a new answer.`,
  message: 'Message',
  messageLead: (number) => `Message about warning ${number}:`,
  deadline: (when) => `Answer by ${when}.`,
  below: 'The warning:',
  script: ({ member, number, headline, count }) =>
    `Hello, I am calling from the incident response team that serves ${member}. We have sent you warning ${number}: “${headline}”. ${
      count > 0 ? `We have sent ${count} ${count === 1 ? 'reminder' : 'reminders'} without an answer. ` : ''
    }Have you seen it? Are you affected, and what have you done? Do you need help?`,
  scriptHelp: ({ member, number, headline }) =>
    `Hello, I am calling from the incident response team that serves ${member}. You asked for help with warning ${number}: “${headline}”. What have you done so far, and what do you need help with now?`,
  list: {
    title: 'Call list',
    asOf: (when) => `As of ${when}`,
    empty: 'Nobody to phone.',
    contacts: 'Phone',
    noContacts: 'The member has no contact.',
    noPhone: 'telephone number missing',
    say: 'Say',
    reasons: { need_help: 'Asked for help', undelivered: 'Not delivered', overdue: 'Past the deadline' },
    since: (when) => `since ${when}`,
    reached: 'Answered',
    notReached: 'Reached nobody',
    answer: 'The answer',
    who: 'Who',
    when: 'When',
    comment: 'What they said',
    typeIn: 'Enter the answers on the page Call list in Varde once it can be reached again.',
  },
}

export const chaseWordsOf: Record<Language, ChaseWords> = { nb, nn, en }
