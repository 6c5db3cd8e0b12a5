/** What a page to a duty officer says, in each language. */
import type { Language } from '@varde/contract'

export type PageWords = {
  /** The first word of the subject: a telephone can let it through at night by that. */
  duty: string
  at: (headline: string, member: string) => string
  more: (count: number) => string
  sent: string
  waits: string
  see: string
  once: string
  /** At the end of an SMS. */
  seeMail: string
}

export const pageWordsOf: Record<Language, PageWords> = {
  nb: {
    duty: 'Vakt',
    at: (headline, member) => `${headline} (${member})`,
    more: (count) => `og ${count} til`,
    sent: 'Medlemmet er varslet.',
    waits: 'Medlemmet er ikke varslet. Det venter på deg.',
    see: 'Åpne i Varde',
    seeMail: 'Se e-post.',
    once: 'Du får ikke flere slike om samme årsak hos samme medlem, med mindre det kommer tilbake etter at de har svart.',
  },
  nn: {
    duty: 'Vakt',
    at: (headline, member) => `${headline} (${member})`,
    more: (count) => `og ${count} til`,
    sent: 'Medlemmen er varsla.',
    waits: 'Medlemmen er ikkje varsla. Det ventar på deg.',
    see: 'Opne i Varde',
    seeMail: 'Sjå e-post.',
    once: 'Du får ikkje fleire slike om same årsak hos same medlem, med mindre det kjem att etter at dei har svart.',
  },
  en: {
    duty: 'Duty',
    at: (headline, member) => `${headline} (${member})`,
    more: (count) => `and ${count} more`,
    sent: 'The member has been warned.',
    waits: 'The member has not been warned. It waits for you.',
    see: 'Open in Varde',
    seeMail: 'See e-mail.',
    once: 'You get no more of these about the same cause at the same member, unless it comes back after their answer.',
  },
}
