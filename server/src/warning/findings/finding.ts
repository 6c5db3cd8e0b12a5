/** From what the telemetry store found to rows of detections: merged, rated and labelled. */
import type { CauseKind, HitField, IndicatorType, Severity, Tlp } from '@varde/contract'
import ipaddr from 'ipaddr.js'
import { getDomain } from 'tldts'
import { maskIdentityNumbers } from '../../platform/index.ts'
import { type Finding, type FindingTrait, isReportSignature } from '../../sensing/index.ts'
import { cvesIn } from '../../vulnerability/index.ts'
import { severityOf } from '../detections/detection.ts'

export type IndicatorFacts = {
  id: string
  type: IndicatorType
  value: string
  category: string
  source: string
  confidence: number
  tlp: Tlp
  comment: string
}

/** A row of `detection` as it would be if nothing were known before; instants as ISO strings, for JSON. */
export type FoundDetection = {
  id: string
  orgnr: string
  cause_kind: CauseKind
  cause_key: string
  cause_label: string
  cause_category: string
  indicator_type: IndicatorType | null
  source: string
  confidence: number | null
  tlp: Tlp
  inner_host: string | null
  fields: HitField[]
  severity: Severity
  attribution: 'network' | 'sensor'
  /** All of its events were found by looking back. */
  retrospective: boolean
  events: number
  first_seen_at: string
  last_seen_at: string
  traits: FindingTrait[]
}

/** What a sensor sees is the member's own and its supplier's concern. */
const signatureTlp: Tlp = 'AMBER'

/**
 * One row for each member, cause and inner host, in that order, so that two transactions take their locks in the same
 * order. A finding whose indicator is unknown is left out.
 */
export function detectionsFrom(
  findings: readonly Finding[],
  indicators: ReadonlyMap<string, IndicatorFacts>,
  newId: () => string,
): FoundDetection[] {
  const byKey = new Map<string, FoundDetection>()
  for (const finding of findings) {
    const cause = causeOf(finding.cause, indicators)
    if (cause === null) continue
    const host = finding.innerHost === null ? null : addressOf(finding.innerHost)
    const key = [finding.member, cause.cause_kind, cause.cause_key, host ?? ''].join(' ')
    const known = byKey.get(key)
    if (known) {
      known.events += finding.events
      known.fields = unionOf(known.fields, finding.fields)
      if (finding.attribution === 'network') known.attribution = 'network'
      if (!finding.retrospective) known.retrospective = false
      known.traits.push(...traitsOf(finding))
      known.first_seen_at = earlier(known.first_seen_at, finding.firstSeen.toISOString())
      known.last_seen_at = later(known.last_seen_at, finding.lastSeen.toISOString())
      continue
    }
    byKey.set(key, {
      id: newId(),
      orgnr: finding.member,
      ...cause,
      inner_host: host,
      fields: unionOf([], finding.fields),
      attribution: finding.attribution,
      retrospective: finding.retrospective ?? false,
      events: finding.events,
      first_seen_at: finding.firstSeen.toISOString(),
      last_seen_at: finding.lastSeen.toISOString(),
      traits: [...traitsOf(finding), ...causeCves(finding.cause, indicators)],
    })
  }
  return [...byKey].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, row]) => row)
}

function causeOf(cause: Finding['cause'], indicators: ReadonlyMap<string, IndicatorFacts>) {
  if (cause.kind === 'signature') {
    return {
      cause_kind: cause.kind,
      cause_key: String(cause.signatureId),
      cause_label: cause.signature === '' ? String(cause.signatureId) : maskIdentityNumbers(cause.signature),
      cause_category: cause.category,
      indicator_type: null,
      source: '',
      confidence: null,
      tlp: signatureTlp,
      severity: severityOf(cause),
    }
  }
  const facts = indicators.get(cause.indicator)
  if (!facts) return null
  return {
    cause_kind: cause.kind,
    cause_key: facts.id,
    cause_label: maskIdentityNumbers(facts.value),
    cause_category: facts.category,
    indicator_type: facts.type,
    source: facts.source,
    confidence: facts.confidence,
    tlp: facts.tlp,
    severity: severityOf({ kind: 'indicator', category: facts.category, confidence: facts.confidence }),
  }
}

/** One spelling for each address (RFC 5952), IPv4 also where it comes mapped into IPv6; null for what is no address. */
function addressOf(text: string): string | null {
  return ipaddr.isValid(text) ? ipaddr.process(text).toString() : null
}

function unionOf(a: readonly HitField[], b: readonly HitField[]): HitField[] {
  return [...new Set([...a, ...b])].sort()
}

const earlier = (a: string, b: string) => (a < b ? a : b)
const later = (a: string, b: string) => (a > b ? a : b)

/**
 * Of a name, the domain under its public suffix, private ones included: the customers of one hosting service have nothing in
 * common. Techniques as ATT&CK numbers them (T1071.001); what is not of that form says nothing.
 */
function traitsOf({ traits = [] }: Finding): FindingTrait[] {
  return traits.flatMap(({ kind, value }): FindingTrait[] => {
    if (kind === 'domain') {
      const domain = getDomain(value, { allowPrivateDomains: true })
      return domain === null ? [] : [{ kind, value: maskIdentityNumbers(domain) }]
    }
    if (kind === 'cve') return cvesIn(value).map((cve) => ({ kind, value: cve }))
    return kind === 'technique' && !/^T\d{4}(\.\d{3})?$/.test(value) ? [] : [{ kind, value }]
  })
}

/** What a rule or an indicator says itself that it is about. What is reported of a host is that it has it, not that it is used. */
function causeCves(cause: Finding['cause'], indicators: ReadonlyMap<string, IndicatorFacts>): FindingTrait[] {
  if (cause.kind === 'signature' && isReportSignature(String(cause.signatureId))) return []
  const facts = cause.kind === 'indicator' ? indicators.get(cause.indicator) : undefined
  const said = cause.kind === 'signature' ? cause.signature : `${facts?.source ?? ''} ${facts?.comment ?? ''}`
  return cvesIn(said).map((value) => ({ kind: 'cve', value }))
}
