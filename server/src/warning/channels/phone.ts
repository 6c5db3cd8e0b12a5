/** Who is told by telephone, of what, in which words. Values in, values out. */
import type { Language, PhoneChannel, Severity, Tlp } from '@varde/contract'
import { severityRank } from '../detections/detection.ts'
import { numberOf } from '../warnings/warning.ts'

/** From which severity on a contact is told who has not chosen; null: not at all. */
export const usualLeast: Record<PhoneChannel, Severity | null> = { sms: 'critical', voice: null }

export function isPhoned(least: Severity | null, severity: Severity): boolean {
  return least !== null && severityRank(severity) <= severityRank(least)
}

export type PhoneKind = 'warning' | 'reminder' | 'relapse'

type PhoneWords = {
  /** `member`: null where it is not to be said in the open. */
  said: (facts: { kind: PhoneKind | 'version'; severity: string; number: string; member: string | null }) => string
  see: string
  /** Of a new version of an advisory. */
  seeNews: string
  ring: (phone: string) => string
  severity: Record<Severity, string>
}

const phoneWords: Record<Language, PhoneWords> = {
  nb: {
    severity: { critical: 'kritisk', high: 'alvorlig', medium: 'middels alvorlig', low: 'mindre alvorlig' },
    said: ({ kind, severity, number, member }) => {
      const what = { warning: 'Nytt', reminder: 'Purring,', relapse: 'Sett igjen,', version: 'Ny versjon av' }[kind]
      return `${what} ${severity} varsel ${number}${member === null ? '' : ` til ${member}`}.`
    },
    see: 'Se e-post eller portalen.',
    seeNews: 'Se hva som er nytt, i e-post eller portalen.',
    ring: (phone) => `Ring oss: ${phone}`,
  },
  nn: {
    severity: { critical: 'kritisk', high: 'alvorleg', medium: 'middels alvorleg', low: 'mindre alvorleg' },
    said: ({ kind, severity, number, member }) => {
      const what = { warning: 'Nytt', reminder: 'Purring,', relapse: 'Sett att,', version: 'Ny versjon av' }[kind]
      return `${what} ${severity} varsel ${number}${member === null ? '' : ` til ${member}`}.`
    },
    see: 'Sjå e-post eller portalen.',
    seeNews: 'Sjå kva som er nytt, i e-post eller portalen.',
    ring: (phone) => `Ring oss: ${phone}`,
  },
  en: {
    severity: { critical: 'critical', high: 'serious', medium: 'moderate', low: 'minor' },
    said: ({ kind, severity, number, member }) => {
      const what = { warning: 'New', reminder: 'Reminder,', relapse: 'Seen again,', version: 'New version of' }[kind]
      return `${what} ${severity} warning ${number}${member === null ? '' : ` to ${member}`}.`
    },
    see: 'See e-mail or the portal.',
    seeNews: 'See what is new by e-mail or in the portal.',
    ring: (phone) => `Ring us: ${phone}`,
  },
}

export type PhoneFacts = {
  kind: PhoneKind
  number: number
  severity: Severity
  tlp: Tlp
  member: string
  language: Language
  /** What is new in this version of the advisory that it tells of; null where it tells of none. */
  news: string | null
}

/** One SMS holds so many (3GPP TS 23.038). */
const most = 160

/**
 * The text of an SMS, or what is read aloud. It is open to whoever carries it: no indicator, no machine, and no name of
 * what is for named people or for one organisation alone. A long name gives way to what must be done. What is new in an
 * advisory is said where it is for the whole community and there is room.
 */
export function phoneText(
  { kind, number, severity, tlp, member, language, news }: PhoneFacts,
  { us, phone }: { us: string; phone: string | null },
): string {
  const words = phoneWords[language]
  const isVersion = kind === 'relapse' && news !== null
  const said = {
    kind: isVersion ? 'version' : kind,
    severity: words.severity[severity],
    number: numberOf(number),
  } as const
  const textWith = (name: string | null, more = '') =>
    [
      `${plain(us).slice(0, 30)}:`,
      words.said({ ...said, member: name }),
      ...(more === '' ? [] : [more]),
      isVersion && more === '' ? words.seeNews : words.see,
      ...(phone === null ? [] : [words.ring(phone)]),
    ].join(' ')
  if (tlp === 'RED' || tlp === 'AMBER+STRICT') return textWith(null)
  const open = isVersion && (tlp === 'CLEAR' || tlp === 'GREEN') ? plain(news) : ''
  if (open !== '') {
    const full = textWith(plain(member), open)
    if (septets(full) <= most) return full
    const left = open.length - (septets(full) - most) - 1
    if (left >= 20) return textWith(plain(member), `${open.slice(0, left).trim()}.`)
  }
  const name = plain(member)
  const over = septets(textWith(name)) - most
  if (over <= 0) return textWith(name)
  const left = name.length - over - 1
  return textWith(left < 8 ? null : `${name.slice(0, left).trim()}.`)
}

/** The basic alphabet of 3GPP TS 23.038, less what no name has. */
const basic = /^[\w @£$¥èéùìòÇØøÅåÆæßÉÄÖÑÜäöñüà!"#¤%&'()*+,./:;<=>?¡¿§-]$/u

/** Letters of other alphabets would make it two messages: they lose their marks, or become a question mark. */
export function plain(text: string): string {
  return [...text.normalize('NFC').replace(/\s+/gu, ' ').trim()]
    .map((letter) => {
      if (basic.test(letter)) return letter
      const bare = letter.normalize('NFD').replace(/\p{M}/gu, '')
      return [...bare].every((one) => basic.test(one)) ? bare : /[–—]/u.test(letter) ? '-' : '?'
    })
    .join('')
}

export function septets(text: string): number {
  return [...text].length
}
