/**
 * What a warning says, as parts in a language: values in, values out. The mail's text, its HTML and the answer page are
 * made from the same parts, so that they cannot differ.
 */
import { type Category, type HitField, type Language, severities, type WarningText } from '@varde/contract'
import { categoryOfDetection } from '../detections/category.ts'
import { labelOf } from '../detections/detection.ts'
import { numberOf } from '../warnings/warning.ts'
import { advisedLetter } from './advised-letter.ts'
import { wordsOf } from './catalogue.ts'
import type { DetectionFacts, Finding, Letter, WarningFacts } from './letter-parts.ts'
import { markOf } from './mark.ts'
import { defang, most, oneLine } from './safe.ts'
import { builtInText, fill, type Values, withoutHost } from './template.ts'
import { momentOf, spanOf } from './when.ts'
import type { Words } from './words.ts'

/** So many kinds of measures at most: more would not be read. */
const mostMeasures = 3

export function letterOf(facts: WarningFacts, language: Language): Letter {
  if (facts.advised) return advisedLetter(facts, facts.advised, language)
  const words = wordsOf[language]
  const groups = grouped(facts.detections)
  const kinds = kindsOf(facts)
  const textOf = (kind: Category) => facts.texts?.[kind] ?? builtInText(kind)
  const number = numberOf(facts.number)
  const values = valuesOf(facts, groups, words)
  const noHost = facts.detections.every(({ innerHost }) => innerHost === null)
  const filled = (text: string) => fill(noHost ? withoutHost(text) : text, values)
  const { subject, headline, paragraphs } = textOf(kinds[0] ?? 'other')[language]
  return {
    language,
    subject: oneLine(fill(noHost ? withoutHost(subject) : subject, shortened(values)), longest),
    severity: facts.severity,
    mark: markOf(facts.severity, words),
    headline: oneLine(filled(headline)),
    addressed: words.warningTo(number, oneLine(facts.memberName)),
    findings: groups.slice(0, most).map((group) => findingOf(group, words)),
    more: Math.max(0, groups.length - most),
    meaningTitle: words.means,
    advised: null,
    meaning: paragraphs.map((paragraph) => oneLine(filled(paragraph), longest)),
    measures: measuresOf(
      facts,
      kinds.slice(0, mostMeasures),
      textOf,
      (text) => oneLine(filled(text), longest),
      language,
    ),
    deadline: words.deadline(facts.dueHours),
    tlp: words.tlp[facts.tlp],
    doNotReply: words.doNotReply(number),
    words,
  }
}

/** What it is about, the worst first. */
export function kindsOf({ detections }: WarningFacts): Category[] {
  return [...new Set(grouped(detections).map(([first]) => categoryOfDetection(first)))]
}

/** A paragraph as long as may be saved, with long values in it. */
const longest = 2000

/** A subject must not lose its number to a long value before it. */
function shortened(values: Values): Values {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, oneLine(value, 60)])) as Values
}

/** By kind, without what was taken out; what was added comes last, under the first kind. */
function measuresOf(
  { measures: { add, remove } = { add: [], remove: [] } }: WarningFacts,
  kinds: readonly Category[],
  textOf: (kind: Category) => WarningText,
  filled: (text: string) => string,
  language: Language,
): Letter['measures'] {
  return kinds.flatMap((kind, i) => {
    const text = textOf(kind)
    const told = [...text.measures.filter(({ id }) => !remove.includes(id)), ...(i === 0 ? add : [])]
    if (told.length === 0) return []
    const headline = kinds.length > 1 ? filled(text[language].headline) : null
    const tags = told.map(({ catalogue = null }) => ({ catalogue, nsm: [] }))
    return [{ headline, steps: told.map((measure) => filled(measure[language])), tags }]
  })
}

/** What comes from outside is made safe before it is put into a text. */
function valuesOf(facts: WarningFacts, groups: readonly Group[], words: Words): Values {
  const hosts = [...new Set(facts.detections.flatMap(({ innerHost }) => innerHost ?? []))]
  const all = facts.detections
  const first = groups[0]?.[0]
  const moment = (times: readonly Date[], pick: (...all: number[]) => number) =>
    times.length === 0 ? '–' : momentOf(new Date(pick(...times.map((at) => at.getTime()))), words)
  return {
    number: numberOf(facts.number),
    tlp: facts.tlp,
    severity: words.severity[facts.severity],
    member: oneLine(facts.memberName),
    host: hosts.length > 1 ? words.hosts(hosts.length) : oneLine(hosts[0] ?? words.someHost),
    indicator: first ? defang(oneLine(labelOf(first.indicatorType, first.label))) : '–',
    source: first && first.source !== '' ? defang(oneLine(first.source)) : '–',
    count: words.events(all.reduce((sum, { events }) => sum + events, 0)),
    first_seen: moment(
      all.map(({ firstSeen }) => firstSeen),
      Math.min,
    ),
    last_seen: moment(
      all.map(({ lastSeen }) => lastSeen),
      Math.max,
    ),
    deadline: words.deadline(facts.dueHours),
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
