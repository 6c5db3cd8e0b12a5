/** What may happen to a warning, and the few figures that follow from its content. */
import { type Tlp, tlps, type WarningState } from '@varde/contract'
import type { Outcome } from '../detections/detection.ts'

/**
 * `send`: mails are queued. `deliver`: a mail server took one. `give_up`: none of the mails can be delivered.
 * `withdraw`: none of the mails has gone, since all wait. `acknowledge`, `answer`: the member did. `reopen`: what was dealt with is seen again. `cancel`, `restore`: all its
 * detections were dismissed, or one came back.
 */
export type WarningEvent =
  | 'send'
  | 'deliver'
  | 'give_up'
  | 'withdraw'
  | 'acknowledge'
  | 'answer'
  | 'reopen'
  | 'cancel'
  | 'restore'

const notSent = { refused: 'It has not been sent yet.' }
const isSent = { refused: 'It is sent already.' }
const isCancelled = { refused: 'All its detections are dismissed. Restore one first.' }
const isDraft = { refused: 'It is a draft.' }

/**
 * The life of a warning: a draft is sent, a mail server takes it, the member acknowledges and answers. A member may be
 * quicker than the mail server's reply is written down, so a warning that is still being sent can be answered. An answer
 * can be changed. A warning that reached nobody can be sent again. What is seen again after an answer opens it anew,
 * whether or not it is open already for something else.
 */
const life: Record<WarningState, Record<WarningEvent, Outcome<WarningState>>> = {
  draft: {
    send: { to: 'sending' },
    deliver: notSent,
    give_up: notSent,
    withdraw: notSent,
    acknowledge: notSent,
    answer: notSent,
    reopen: notSent,
    cancel: { to: 'cancelled' },
    restore: isDraft,
  },
  sending: {
    send: { refused: 'It is being sent.' },
    deliver: { to: 'sent' },
    give_up: { to: 'failed' },
    withdraw: { to: 'draft' },
    acknowledge: { to: 'acknowledged' },
    answer: { to: 'answered' },
    reopen: { to: 'sending' },
    cancel: isSent,
    restore: isSent,
  },
  sent: {
    send: isSent,
    deliver: { to: 'sent' },
    // Its mails have all come back.
    give_up: { to: 'failed' },
    withdraw: isSent,
    acknowledge: { to: 'acknowledged' },
    answer: { to: 'answered' },
    reopen: { to: 'sending' },
    cancel: isSent,
    restore: isSent,
  },
  acknowledged: {
    send: isSent,
    deliver: { to: 'acknowledged' },
    give_up: { to: 'acknowledged' },
    withdraw: isSent,
    acknowledge: { to: 'acknowledged' },
    answer: { to: 'answered' },
    reopen: { to: 'sending' },
    cancel: isSent,
    restore: isSent,
  },
  answered: {
    send: isSent,
    deliver: { to: 'answered' },
    give_up: { to: 'answered' },
    withdraw: isSent,
    acknowledge: { to: 'answered' },
    answer: { to: 'answered' },
    reopen: { to: 'sending' },
    cancel: isSent,
    restore: isSent,
  },
  failed: {
    send: { to: 'sending' },
    deliver: { to: 'sent' },
    give_up: { to: 'failed' },
    withdraw: isSent,
    acknowledge: { to: 'acknowledged' },
    answer: { to: 'answered' },
    reopen: { to: 'sending' },
    cancel: isSent,
    restore: isSent,
  },
  cancelled: {
    send: isCancelled,
    deliver: isCancelled,
    give_up: isCancelled,
    withdraw: isCancelled,
    acknowledge: isCancelled,
    answer: isCancelled,
    reopen: isCancelled,
    cancel: { to: 'cancelled' },
    restore: { to: 'draft' },
  },
}

export function warningAfter(state: WarningState, event: WarningEvent): Outcome<WarningState> {
  return life[state][event]
}

/** States in which a member may see a warning: what was never sent is the analysts' own. */
export const memberVisibleStates: readonly WarningState[] = ['sending', 'sent', 'acknowledged', 'answered', 'failed']
/** Sent, and the member has not said how it went. */
export const unansweredStates: readonly WarningState[] = ['sent', 'acknowledged']

/** `V-000123`: what is said on the phone. */
export function numberOf(number: number): string {
  return `V-${String(number).padStart(6, '0')}`
}

/** @param hours that its mail said a member has to answer */
export function dueAt(hours: number, deliveredAt: Date): Date {
  return new Date(deliveredAt.getTime() + hours * 3_600_000)
}

/** The strictest of several: a warning is marked as its most protected part. AMBER for none. */
export function strictestTlp(all: readonly Tlp[]): Tlp {
  return tlps.find((tlp) => all.includes(tlp)) ?? 'AMBER'
}

export type TitleFacts = { label: string; category: string; innerHost: string | null; severityRank: number }

/** Names a warning in lists, the same in every language: the worst cause, the host, and how many more there are. */
export function titleOf(detections: readonly TitleFacts[]): string {
  const [worst, ...others] = detections.toSorted((a, b) => a.severityRank - b.severityRank)
  if (worst === undefined) return '–'
  const category = worst.category === '' ? '' : ` (${worst.category})`
  const host = worst.innerHost === null ? '' : `, ${worst.innerHost}`
  const more = others.length === 0 ? '' : ` + ${others.length}`
  return `${worst.label.slice(0, 200)}${category.slice(0, 100)}${host}${more}`
}
