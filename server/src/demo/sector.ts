/**
 * The demonstration's sector: fictive organisations on documentation networks (RFC 5737, RFC 3849) and 10/8, with
 * domains under `.example`, contacts that are functions and not people, and indicators for hosts that do not exist.
 */
import type { Language } from '@varde/contract'
import { orgnrFrom } from '../constituency/index.ts'

export type DemoMember = {
  orgnr: string
  name: string
  kind: string
  network: string
  /** The nth host of its network. */
  host: (n: number) => string
  domain: string
  email: string
  /** Empty at every fourth member: a missing number is what the pages must show. */
  phone: string
  language: Language
}

/** Made-up places; none is a Norwegian municipality. */
const places = [
  'Granvåg',
  'Skarheim',
  'Lysfoss',
  'Bjørnholt',
  'Havsunda',
  'Tindeland',
  'Myrdalen',
  'Solbrekka',
  'Ospenes',
  'Steinvika',
  'Furulia',
  'Elvetun',
  'Nordmyra',
  'Kvitbergan',
  'Sjøhaug',
  'Raudåsen',
]
const kinds = [
  { kind: 'municipality', title: (place: string) => `${place} kommune` },
  { kind: 'hospital', title: (place: string) => `${place} sykehus` },
  { kind: 'gp', title: (place: string) => `${place} legekontor` },
  { kind: 'pharmacy', title: (place: string) => `${place} apotek` },
  { kind: 'supplier', title: (place: string) => `${place} helsedata` },
]
const languages: Language[] = ['nb', 'nb', 'nn', 'nb', 'en']

/** The most members that have a network of their own under 10/8. */
export const mostMembers = places.length * kinds.length

export function demoMembers(count: number): DemoMember[] {
  return Array.from({ length: count }, (_, i) => {
    const place = places[i % places.length] as string
    const { kind, title } = kinds[Math.floor(i / places.length) % kinds.length] as (typeof kinds)[number]
    const domain = `${plain(place)}${i < places.length ? '' : `-${kind}`}.example`
    return {
      orgnr: orgnrFrom(i),
      name: title(place),
      kind,
      network: `10.${i + 10}.0.0/16`,
      host: (n) => `10.${i + 10}.${1 + (n % 4)}.${10 + (n % 200)}`,
      domain,
      email: `ikt-vakt@${domain}`,
      // No Norwegian number begins with 0 after the country's code, so these ring nowhere.
      phone: i % 4 === 3 ? '' : `+47000000${String(i).padStart(2, '0')}`,
      language: languages[i % languages.length] as Language,
    }
  })
}

function plain(place: string): string {
  return place.toLowerCase().replaceAll('å', 'a').replaceAll('ø', 'o').replaceAll('æ', 'ae')
}

/** In a county that there is, of a number that no municipality has: the last is 75. */
function municipalityNumber(i: number): string {
  return `${['18', '50', '55'][i % 3]}${80 + i}`
}

export function membersCsv(members: readonly DemoMember[]): string {
  const rows = members.map(({ orgnr, name, kind, network, domain, email, phone, language }, i) =>
    [
      orgnr,
      name,
      kind,
      kind === 'municipality' ? municipalityNumber(i) : '',
      network,
      domain,
      'IKT-vakt',
      email,
      phone,
      language,
    ].join(','),
  )
  const header =
    'orgnr,name,kind,municipality_number,networks,domains,contact_name,contact_email,contact_phone,language'
  return [header, ...rows].join('\n')
}

export type DemoIndicator = { type: string; value: string; category: string; confidence: number; source: string }

const demoIndicators: readonly DemoIndicator[] = [
  { type: 'ipv4', value: '203.0.113.66', category: 'c2', confidence: 90, source: 'Kraft-SRM' },
  { type: 'domain', value: 'update-check.example', category: 'malware', confidence: 80, source: 'Egen analyse' },
  {
    type: 'wildcard_domain',
    value: '*.innlogging-portal.example',
    category: 'phishing',
    confidence: 75,
    source: 'Finans-SRM',
  },
  { type: 'ipv4_cidr', value: '198.51.100.128/25', category: 'botnet', confidence: 60, source: 'Delt liste' },
  {
    type: 'domain',
    value: 'nokkel-tjeneste.example',
    category: 'ransomware',
    confidence: 95,
    source: 'Nasjonalt senter',
  },
  { type: 'ipv4', value: '192.0.2.45', category: 'scanner', confidence: 20, source: 'Delt liste' },
]

export function indicatorsCsv(): string {
  const rows = demoIndicators.map(({ type, value, category, confidence, source }) =>
    [type, value, category, confidence, 'AMBER', '', source, ''].join(','),
  )
  return ['type,value,category,confidence,tlp,valid_until,source,comment', ...rows].join('\n')
}
