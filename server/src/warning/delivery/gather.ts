/** When a mail may go, and which go together. Values in, values out. See docs/decisions/0030-gathered-mails.md. */
import type { ChaseRule, DeliveryKind, Language, Severity, Tlp, WaitReason } from '@varde/contract'
import { nightEnds } from '../chase/chase.ts'
import { severityRank } from '../detections/detection.ts'
import { openTlps } from './delivery.ts'

const minute = 60_000
/** More in one mail would not be read; the rest goes in the next. */
const most = 20

export type Waiting = { until: Date; why: WaitReason }

/**
 * Until when a mail waits. The first to a contact goes at once; more of them soon after it wait until the pause of their
 * severity is over, and those that may be quiet until the morning. What is critical, a reminder and a message never wait.
 * @param last when the last first mail to the same contact went
 * @returns null: it goes at once
 */
export function waitOf(
  { kind, severity }: { kind: DeliveryKind; severity: Severity },
  { gather_minutes, quiet_first }: Pick<ChaseRule, 'gather_minutes' | 'quiet_first'>,
  last: Date | null,
  now: Date,
): Waiting | null {
  if (severity === 'critical' || (kind !== 'warning' && kind !== 'relapse')) return null
  const paused = last === null ? 0 : last.getTime() + gather_minutes * minute
  const at = new Date(Math.max(now.getTime(), paused))
  const morning = quiet_first ? nightEnds(at) : null
  if (morning !== null) return { until: morning, why: 'quiet' }
  return at > now ? { until: at, why: 'gather' } : null
}

export type Gathered = {
  kind: DeliveryKind
  severity: Severity
  tlp: Tlp
  language: Language
  created_at: Date
}

const isOpen = ({ tlp }: Gathered) => openTlps.includes(tlp)
/** What is critical must not be the third of five in a mail, and a message answers what was said. */
const goesAlone = ({ kind, severity }: Gathered) => severity === 'critical' || kind === 'message'

/**
 * Which of those that wait for the same contact go along in a mail that goes now, those that would wait longer among them:
 * the contact is disturbed anyway. What must not go without encryption is in no mail with what may, lest it keep that back.
 */
export function goAlong<One extends Gathered>(first: Gathered, others: readonly One[]): One[] {
  if (goesAlone(first)) return []
  const fits = (one: One) => !goesAlone(one) && one.language === first.language && isOpen(one) === isOpen(first)
  return inOrder(others.filter(fits)).slice(0, most - 1)
}

/** As they are read: the most severe first, and of these the newest. */
export function inOrder<One extends Pick<Gathered, 'severity' | 'created_at'>>(all: readonly One[]): One[] {
  return all.toSorted(
    (a, b) => severityRank(a.severity) - severityRank(b.severity) || b.created_at.getTime() - a.created_at.getTime(),
  )
}
