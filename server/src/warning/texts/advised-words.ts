/** What a language must be able to say of an advisory that a member is told of. A missing part does not compile. */
import type { Language, MatchGrade } from '@varde/contract'

export type AdvisedWords = {
  /** Over what it is about. */
  about: string
  damage: (text: string) => string
  has: (product: string, cves: string) => string
  lastSaid: (when: string) => string
  noPlace: string
  reachable: string
  affected: Record<MatchGrade, string>
  /** The product may be the one that is meant, and nobody knows whether its version is. */
  unknown: string
  /** Where nothing of the member's is known to match. */
  noProduct: string
  /** Beside a measure. */
  by: (when: string) => string
  tag: (version: number) => string
  newsLead: string
}

const nb: AdvisedWords = {
  about: 'Hva saken gjelder',
  damage: (text) => `Det kan føre til: ${text}`,
  has: (product, cves) => `${product} (${cves})`,
  lastSaid: (when) => `Sist registrert hos dere ${when}`,
  noPlace: 'Vi vet ikke på hvilken maskin',
  reachable: 'nås fra internett',
  affected: {
    certain: 'Berørt: produkt og versjon stemmer.',
    likely: 'Trolig berørt: produkt eller versjon stemmer nesten. Sjekk hva dere har.',
    possible: 'Kan være berørt: navnet ligner. Sjekk hva dere har.',
  },
  unknown: 'Vi vet ikke om versjonen er berørt. Sjekk hva dere har.',
  noProduct:
    'Vi har ikke registrert noe hos dere som er berørt. Det betyr ikke at dere er trygge: Sjekk om dere bruker dette.',
  by: (when) => `(innen ${when})`,
  tag: (version) => `Oppdatert, versjon ${version}`,
  newsLead: 'Dette er nytt siden sist:',
}

const nn: AdvisedWords = {
  about: 'Kva saka gjeld',
  damage: (text) => `Det kan føre til: ${text}`,
  has: (product, cves) => `${product} (${cves})`,
  lastSaid: (when) => `Sist registrert hos dykk ${when}`,
  noPlace: 'Vi veit ikkje på kva maskin',
  reachable: 'kan nåast frå internett',
  affected: {
    certain: 'Råka: produkt og versjon stemmer.',
    likely: 'Truleg råka: produkt eller versjon stemmer nesten. Sjekk kva de har.',
    possible: 'Kan vere råka: namnet liknar. Sjekk kva de har.',
  },
  unknown: 'Vi veit ikkje om versjonen er råka. Sjekk kva de har.',
  noProduct:
    'Vi har ikkje registrert noko hos dykk som er råka. Det tyder ikkje at de er trygge: Sjekk om de bruker dette.',
  by: (when) => `(innan ${when})`,
  tag: (version) => `Oppdatert, versjon ${version}`,
  newsLead: 'Dette er nytt sidan sist:',
}

const en: AdvisedWords = {
  about: 'What it is about',
  damage: (text) => `It can lead to: ${text}`,
  has: (product, cves) => `${product} (${cves})`,
  lastSaid: (when) => `Last recorded with you ${when}`,
  noPlace: 'We do not know on which machine',
  reachable: 'reachable from the internet',
  affected: {
    certain: 'Affected: product and version match.',
    likely: 'Probably affected: product or version nearly match. Check what you have.',
    possible: 'May be affected: the name is similar. Check what you have.',
  },
  unknown: 'We do not know whether the version is affected. Check what you have.',
  noProduct:
    'We have nothing on record with you that is affected. That does not mean that you are safe: check whether you use it.',
  by: (when) => `(by ${when})`,
  tag: (version) => `Updated, version ${version}`,
  newsLead: 'This is new since last time:',
}

export const advisedWordsOf: Record<Language, AdvisedWords> = { nb, nn, en }
