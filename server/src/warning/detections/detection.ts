/** How bad a detection is, and what may happen to it. */
import { type Category, type DetectionState, type Severity, severities } from '@varde/contract'
import { categoryOf } from './category.ts'

export type SeverityFacts =
  | { kind: 'indicator'; category: string; confidence: number }
  | { kind: 'signature'; alertSeverity: number }

/** Below this confidence (0–100) an indicator is a hint: it never rates above low, whatever it is about. */
const leastConfidence = 30
/** From this confidence on, the worst that the category can mean is assumed. */
const sureConfidence = 70

/** Per category: when the source is sure, and when it is less so. Never below medium, so that no likely hit hides. */
const ofIndicator: Record<Category, { sure: Severity; likely: Severity }> = {
  ransomware: { sure: 'critical', likely: 'high' },
  c2: { sure: 'critical', likely: 'high' },
  botnet: { sure: 'critical', likely: 'high' },
  malware: { sure: 'critical', likely: 'high' },
  phishing: { sure: 'high', likely: 'medium' },
  exploit: { sure: 'high', likely: 'medium' },
  exposed: { sure: 'medium', likely: 'medium' },
  scanner: { sure: 'medium', likely: 'medium' },
  policy: { sure: 'medium', likely: 'medium' },
  other: { sure: 'medium', likely: 'medium' },
}

/** Suricata's `alert.severity`: 1 is the worst; anything past 2 is low, also what the sensor did not rate (0). */
export function severityOf(facts: SeverityFacts): Severity {
  if (facts.kind === 'signature') {
    if (facts.alertSeverity === 1) return 'high'
    return facts.alertSeverity === 2 ? 'medium' : 'low'
  }
  if (facts.confidence < leastConfidence) return 'low'
  const { sure, likely } = ofIndicator[categoryOf(facts.category)]
  return facts.confidence >= sureConfidence ? sure : likely
}

/** 0 is the worst: how lists sort. */
export function severityRank(severity: Severity): number {
  return severities.indexOf(severity)
}

/** The worst of several; low for none. */
export function worstOf(all: readonly Severity[]): Severity {
  return severities.find((severity) => all.includes(severity)) ?? 'low'
}

/**
 * `warn`: a warning about it goes out. `dismiss`, `restore`: an analyst sets it aside, or takes that back. `arrange`: its
 * place among what waits changes (accepted, snoozed, merged, split). `assign`: somebody is to follow it up.
 * `unwarn`: the warning is withdrawn before anybody got it. `resolve`: the member has answered that it is dealt with, or was nothing. `reopen`: the member has changed that answer.
 * `recur`: it is seen again.
 */
export type DetectionEvent =
  | 'warn'
  | 'dismiss'
  | 'restore'
  | 'arrange'
  | 'assign'
  | 'unwarn'
  | 'resolve'
  | 'reopen'
  | 'recur'
export type Outcome<State> = { to: State } | { refused: string }

const warned = { refused: 'The member has been warned about it, and a mail cannot be taken back.' }
const unsaid = { refused: 'No warning about it has gone out.' }
const dismissed = { refused: 'It is dismissed. Restore it first.' }
const resolved = { refused: 'The member has answered that it is dealt with. If it is seen again it comes back here.' }

/**
 * The life of a detection. It waits in the queue until an analyst or the policy warns, or an analyst dismisses it. What
 * is warned about stays so until the member's answer resolves it, and more of the same adds to it without a second
 * warning. Resolved and seen again is a relapse, which waits anew; dismissed and seen again was judged already.
 */
const life: Record<DetectionState, Record<DetectionEvent, Outcome<DetectionState>>> = {
  queued: {
    warn: { to: 'warned' },
    dismiss: { to: 'dismissed' },
    restore: { refused: 'It is in the queue already.' },
    arrange: { to: 'queued' },
    assign: { to: 'queued' },
    unwarn: unsaid,
    resolve: unsaid,
    reopen: unsaid,
    recur: { to: 'queued' },
  },
  warned: {
    warn: warned,
    dismiss: warned,
    restore: warned,
    arrange: warned,
    assign: { to: 'warned' },
    unwarn: { to: 'queued' },
    resolve: { to: 'resolved' },
    reopen: { to: 'warned' },
    recur: { to: 'warned' },
  },
  dismissed: {
    warn: dismissed,
    dismiss: dismissed,
    restore: { to: 'queued' },
    arrange: dismissed,
    assign: dismissed,
    unwarn: dismissed,
    resolve: dismissed,
    reopen: dismissed,
    recur: { to: 'dismissed' },
  },
  resolved: {
    warn: resolved,
    dismiss: resolved,
    restore: resolved,
    arrange: resolved,
    assign: resolved,
    unwarn: resolved,
    resolve: { to: 'resolved' },
    reopen: { to: 'warned' },
    recur: { to: 'queued' },
  },
}

export function detectionAfter(state: DetectionState, event: DetectionEvent): Outcome<DetectionState> {
  return life[state][event]
}

/** What a cause is called where people read it: a wildcard domain with its star. */
export function labelOf(type: string | null, value: string): string {
  return type === 'wildcard_domain' && !value.startsWith('*.') ? `*.${value}` : value
}
