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
  /** Of what a scan named at an address, where nobody knows the product. */
  scanned: (cves: string, address: string) => string
  /** Of what a scan named in a product. */
  scannedIn: (product: string, cves: string) => string
  affected: Record<MatchGrade, string>
  /** The product may be the one that is meant, and nobody knows whether its version is. */
  unknown: string
  /** After why it is not certain. */
  check: string
  checkScanned: string
  /** Who says otherwise, where sources disagree. */
  otherSource: string
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
  scanned: (cves, address) => `En skanning så ${cves} på ${address}`,
  scannedIn: (product, cves) => `${product} (en skanning så ${cves})`,
  affected: {
    certain: 'Berørt.',
    likely: 'Trolig berørt.',
    possible: 'Kan være berørt.',
  },
  unknown: 'Vi vet ikke om dere er berørt.',
  check: 'Sjekk hva dere har.',
  checkScanned: 'En skanning viser det. Sjekk maskinen.',
  otherSource: 'En annen kilde',
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
  scanned: (cves, address) => `Ei skanning såg ${cves} på ${address}`,
  scannedIn: (product, cves) => `${product} (ei skanning såg ${cves})`,
  affected: {
    certain: 'Råka.',
    likely: 'Truleg råka.',
    possible: 'Kan vere råka.',
  },
  unknown: 'Vi veit ikkje om de er råka.',
  check: 'Sjekk kva de har.',
  checkScanned: 'Ei skanning viser det. Sjekk maskina.',
  otherSource: 'Ei anna kjelde',
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
  scanned: (cves, address) => `A scan saw ${cves} on ${address}`,
  scannedIn: (product, cves) => `${product} (a scan saw ${cves})`,
  affected: {
    certain: 'Affected.',
    likely: 'Probably affected.',
    possible: 'May be affected.',
  },
  unknown: 'We do not know whether you are affected.',
  check: 'Check what you have.',
  checkScanned: 'A scan shows it. Check the machine.',
  otherSource: 'Another source',
  noProduct:
    'We have nothing on record with you that is affected. That does not mean that you are safe: check whether you use it.',
  by: (when) => `(by ${when})`,
  tag: (version) => `Updated, version ${version}`,
  newsLead: 'This is new since last time:',
}

export const advisedWordsOf: Record<Language, AdvisedWords> = { nb, nn, en }
