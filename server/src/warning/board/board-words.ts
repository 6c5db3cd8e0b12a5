/** What a printed board says, in each language. */
import type { BoardPart, Language } from '@varde/contract'

type BoardWords = {
  title: string
  asOf: (when: string) => string
  sent: (sent: number, delivered: number) => string
  cut: (shown: number, of: number) => string
  filter: string
  everything: string
  campaign: (name: string) => string
  advisory: (label: string) => string
  severity: (severity: string) => string
  kind: (kind: string) => string
  standing: (part: string) => string
  onlySilent: string
  empty: string
  parts: Record<BoardPart, string>
  kinds: Record<string, string>
  columns: Record<'member' | 'standing' | 'severity' | 'title' | 'answer' | 'sent' | 'due' | 'number', string>
}

const nb: BoardWords = {
  title: 'Svaroversikt',
  asOf: (when) => `Slik det var ${when}`,
  sent: (sent, delivered) => `${sent === 1 ? 'Ett varsel' : `${sent} varsler`} sendt, ${delivered} kom fram`,
  cut: (shown, of) => `Bare de ${shown} mest presserende av ${of} er med.`,
  filter: 'Utvalg',
  everything: 'alt som er sendt de siste 90 dagene',
  campaign: (name) => `kampanjen ${name}`,
  advisory: (label) => `sårbarhetsvarselet ${label}`,
  severity: (severity) => `alvor: ${severity}`,
  kind: (kind) => `slags medlem: ${kind}`,
  standing: (part) => `svar: ${part}`,
  onlySilent: 'bare ubesvarte',
  empty: 'Ingen varsler passer.',
  parts: {
    need_help: 'trenger hjelp',
    undelivered: 'kom ikke fram',
    overdue: 'over fristen',
    silent: 'taus innen fristen',
    waiting: 'venter på å gå ut',
    acknowledged: 'kvittert',
    answered: 'besvart',
  },
  kinds: {
    municipality: 'kommune',
    county: 'fylkeskommune',
    hospital: 'sykehus',
    gp: 'fastlegekontor',
    dentist: 'tannklinikk',
    pharmacy: 'apotek',
    supplier: 'leverandør',
    laboratory: 'laboratorium',
    other: 'annet',
  },
  columns: {
    member: 'Medlem',
    standing: 'Status',
    severity: 'Alvor',
    title: 'Varsel',
    answer: 'Svar',
    sent: 'Sendt',
    due: 'Frist',
    number: 'Nummer',
  },
}

const nn: BoardWords = {
  title: 'Svaroversyn',
  asOf: (when) => `Slik det var ${when}`,
  sent: (sent, delivered) => `${sent === 1 ? 'Eitt varsel sendt' : `${sent} varsel sende`}, ${delivered} kom fram`,
  cut: (shown, of) => `Berre dei ${shown} mest pressande av ${of} er med.`,
  filter: 'Utval',
  everything: 'alt som er sendt dei siste 90 dagane',
  campaign: (name) => `kampanjen ${name}`,
  advisory: (label) => `sårbarheitsvarselet ${label}`,
  severity: (severity) => `alvor: ${severity}`,
  kind: (kind) => `slags medlem: ${kind}`,
  standing: (part) => `svar: ${part}`,
  onlySilent: 'berre dei utan svar',
  empty: 'Ingen varsel passar.',
  parts: {
    need_help: 'treng hjelp',
    undelivered: 'kom ikkje fram',
    overdue: 'over fristen',
    silent: 'taus innan fristen',
    waiting: 'ventar på å gå ut',
    acknowledged: 'kvittert',
    answered: 'svara',
  },
  kinds: {
    municipality: 'kommune',
    county: 'fylkeskommune',
    hospital: 'sjukehus',
    gp: 'fastlegekontor',
    dentist: 'tannklinikk',
    pharmacy: 'apotek',
    supplier: 'leverandør',
    laboratory: 'laboratorium',
    other: 'anna',
  },
  columns: {
    member: 'Medlem',
    standing: 'Status',
    severity: 'Alvor',
    title: 'Varsel',
    answer: 'Svar',
    sent: 'Sendt',
    due: 'Frist',
    number: 'Nummer',
  },
}

const en: BoardWords = {
  title: 'Response board',
  asOf: (when) => `As of ${when}`,
  sent: (sent, delivered) => `${sent === 1 ? 'One warning' : `${sent} warnings`} sent, ${delivered} delivered`,
  cut: (shown, of) => `Only the ${shown} most pressing of ${of} are listed.`,
  filter: 'Filter',
  everything: 'all that was sent in the last 90 days',
  campaign: (name) => `campaign ${name}`,
  advisory: (label) => `advisory ${label}`,
  severity: (severity) => `severity: ${severity}`,
  kind: (kind) => `kind of member: ${kind}`,
  standing: (part) => `standing: ${part}`,
  onlySilent: 'unanswered only',
  empty: 'No warnings match.',
  parts: {
    need_help: 'needs help',
    undelivered: 'not delivered',
    overdue: 'past the deadline',
    silent: 'silent within the deadline',
    waiting: 'waiting to go out',
    acknowledged: 'acknowledged',
    answered: 'answered',
  },
  kinds: {
    municipality: 'municipality',
    county: 'county',
    hospital: 'hospital',
    gp: 'GP practice',
    dentist: 'dentist',
    pharmacy: 'pharmacy',
    supplier: 'supplier',
    laboratory: 'laboratory',
    other: 'other',
  },
  columns: {
    member: 'Member',
    standing: 'Standing',
    severity: 'Severity',
    title: 'Warning',
    answer: 'Answer',
    sent: 'Sent',
    due: 'Deadline',
    number: 'Number',
  },
}

export const boardWordsOf: Record<Language, BoardWords> = { nb, nn, en }
