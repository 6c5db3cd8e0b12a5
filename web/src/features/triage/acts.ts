/** What can be done with detections, where, and by which key. Pure. */
import type { Detection } from '../../api/types.ts'
import type { KeyCommand } from '../../app/keys.ts'

export const actWords = [
  'warn',
  'accept',
  'duplicate',
  'dismiss',
  'snooze',
  'assign',
  'merge',
  'split',
  'restore',
] as const
export type ActWord = (typeof actWords)[number]

/** Restoring has no key: it is asked for in the list of what is dismissed, and Z does the same just after. */
export const keyOf: Record<ActWord, KeyCommand | null> = {
  warn: 'warn',
  accept: 'accept',
  duplicate: 'duplicate',
  dismiss: 'dismiss',
  snooze: 'snooze',
  assign: 'assign',
  merge: 'merge',
  split: 'split',
  restore: null,
}

const inView: Record<Detection['view'], readonly ActWord[]> = {
  queued: ['warn', 'accept', 'duplicate', 'dismiss', 'snooze', 'assign', 'merge', 'split'],
  snoozed: ['warn', 'accept', 'duplicate', 'dismiss', 'snooze', 'assign', 'merge', 'split'],
  warned: ['assign'],
  dismissed: ['restore'],
  resolved: [],
}

export function actsIn(view: Detection['view'], may: { warn: boolean; triage: boolean }): ActWord[] {
  return inView[view].filter((act) => (act === 'warn' ? may.warn : may.triage))
}

/** Whether a row leaves the list it is in. */
export function leaves(act: ActWord, view: Detection['view']): boolean {
  if (act === 'accept' || act === 'snooze') return (act === 'accept') === (view === 'snoozed')
  return act !== 'assign' && act !== 'merge' && act !== 'split'
}
