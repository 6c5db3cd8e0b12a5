/**
 * What a warning says, as parts in a language: values in, values out. The mail's text, its HTML and the answer page are
 * made from the same parts, so that they cannot differ.
 */
import { type CauseKind, type HitField, type Language, type Severity, severities, type Tlp } from '@varde/contract'
import { categoryOfDetection } from '../detections/category.ts'
import { labelOf } from '../detections/detection.ts'
import { hoursToAnswer, numberOf } from '../warnings/warning.ts'
import { wordsOf } from './catalogue.ts'
import { measures } from './measures.ts'
import { defang, oneLine } from './safe.ts'
import { spanOf } from './when.ts'
import type { Words } from './words.ts'

export type DetectionFacts = {
  kind: CauseKind
  /** Somebody's report told of it, and no sensor. */
  reported: boolean
  key: string
  label: string
  category: string
  indicatorType: string | null
  source: string
  confidence: number | null
  innerHost: string | null
  fields: readonly HitField[]
  severity: Severity
  attribution: 'network' | 'sensor'
  retrospective: boolean
  events: number
  firstSeen: Date
  lastSeen: Date
}

export type WarningFacts = {
  number: number
  severity: Severity
  tlp: Tlp
  memberName: string
  detections: readonly DetectionFacts[]
}

/** One cause, with all the hosts that it was seen at. */
export type Finding = {
  what: string
  when: string
  where: string
  howSure: string
}

export type Letter = {
  language: Language
  subject: string
  severity: Severity
  /** Shape and word: `◆ Kritisk`. */
  mark: string
  headline: string
  addressed: string
  findings: Finding[]
  /** How many causes are left out of `findings`. */
  more: number
  meaning: string
  measures: { headline: string | null; steps: readonly string[] }[]
  deadline: string
  tlp: string
  doNotReply: string
  words: Words
}

const shapes: Record<Severity, string> = { critical: '◆', high: '▲', medium: '●', low: '○' }

/** Past so many causes, or hosts of one cause, a mail says only how many more there are. */
export const most = 20
/** So many kinds of measures at most: more would not be read. */
const mostMeasures = 3

export function letterOf(facts: WarningFacts, language: Language): Letter {
  const words = wordsOf[language]
  const groups = grouped(facts.detections)
  const kinds = [...new Set(groups.map(([first]) => categoryOfDetection(first)))]
  const worst = kinds[0] ?? 'other'
  const number = numberOf(facts.number)
  const headline = words.headline[worst]
  const hosts = [...new Set(facts.detections.map(({ innerHost }) => innerHost))]
  const host = hosts.length > 1 ? words.hosts(hosts.length) : (hosts[0] ?? null)
  return {
    language,
    subject: oneLine(
      `${words.severity[facts.severity]}: ${headline}${host === null ? '' : ` – ${host}`} [${number} TLP:${facts.tlp}]`,
    ),
    severity: facts.severity,
    mark: `${shapes[facts.severity]} ${words.severity[facts.severity]}`,
    headline,
    addressed: words.warningTo(number, oneLine(facts.memberName)),
    findings: groups.slice(0, most).map((group) => findingOf(group, words)),
    more: Math.max(0, groups.length - most),
    meaning: words.meaning[worst],
    measures: kinds.slice(0, mostMeasures).map((kind) => ({
      headline: kinds.length > 1 ? words.headline[kind] : null,
      steps: measures[kind][language],
    })),
    deadline: words.deadline(hoursToAnswer[facts.severity]),
    tlp: words.tlp[facts.tlp],
    doNotReply: words.doNotReply(number),
    words,
  }
}

type Group = readonly [DetectionFacts, ...DetectionFacts[]]

/** By cause, the most severe first, then the one seen at most hosts. */
function grouped(detections: readonly DetectionFacts[]): Group[] {
  const groups = [...Map.groupBy(detections, ({ kind, key }) => `${kind} ${key}`).values()] as unknown as Group[]
  const rank = (group: Group) => Math.min(...group.map(({ severity }) => severities.indexOf(severity)))
  return groups.sort((a, b) => rank(a) - rank(b) || b.length - a.length)
}

function findingOf(group: Group, words: Words): Finding {
  const [first] = group
  const hosts = [...new Set(group.flatMap(({ innerHost }) => (innerHost === null ? [] : [innerHost])))]
  const events = group.reduce((sum, detection) => sum + detection.events, 0)
  const from = Math.min(...group.map(({ firstSeen }) => firstSeen.getTime()))
  const to = Math.max(...group.map(({ lastSeen }) => lastSeen.getTime()))
  const host = hosts.length > 1 ? words.hosts(hosts.length) : oneLine(hosts[0] ?? words.someHost)
  return {
    what: whatOf(first, host, words),
    when: `${spanOf(new Date(from), new Date(to), words)}, ${words.events(events)}${
      group.every(({ retrospective }) => retrospective) ? `. ${words.lookedBack}` : ''
    }`,
    where: hosts.length === 0 ? words.someHost : listed(hosts, words),
    howSure: howSureOf(first, words),
  }
}

function listed(hosts: readonly string[], words: Words): string {
  const named = hosts
    .slice(0, most)
    .map((host) => oneLine(host))
    .join(', ')
  return hosts.length > most ? `${named} ${words.more(hosts.length - most)}` : named
}

/** Where the name was seen says more than the address beneath it. */
const telling: readonly HitField[] = [
  'file_hash',
  'email',
  'http_url',
  'http_host',
  'tls_sni',
  'tls_name',
  'tls_fingerprint',
  'dns',
  'dns_answer',
  'http_referer',
  'ja3',
  'ja4',
  'dest_ip',
  'src_ip',
]

function whatOf(
  { kind, reported, label, indicatorType, innerHost, fields }: DetectionFacts,
  host: string,
  words: Words,
): string {
  const cause = defang(oneLine(labelOf(indicatorType, label)))
  if (reported) return words.seenByReport(host, cause)
  if (kind === 'signature') return words.seenBySignature(host, cause)
  if (label === innerHost) return words.seenOwn(host, cause)
  const field = telling.find((candidate) => fields.includes(candidate)) ?? 'dest_ip'
  return words.seen[field](host, cause)
}

function howSureOf({ kind, reported, confidence, source, attribution }: DetectionFacts, words: Words): string {
  const parts = [
    kind === 'signature' || confidence === null
      ? words[reported ? 'surenessOfReport' : 'surenessOfSignature']
      : words.sureness(words.sure.find(({ from }) => confidence >= from)?.word ?? '', confidence),
    ...(source === '' ? [] : [words.source(defang(oneLine(source)))]),
    ...(attribution === 'sensor' ? [words.bySensorOnly] : []),
  ]
  return parts.join(' ')
}
