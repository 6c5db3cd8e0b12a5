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
  'suppress',
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
  suppress: 'suppress',
  restore: null,
}

const inView: Record<Detection['view'], readonly ActWord[]> = {
  queued: ['warn', 'accept', 'duplicate', 'dismiss', 'snooze', 'assign', 'merge', 'split', 'suppress'],
  snoozed: ['warn', 'accept', 'duplicate', 'dismiss', 'snooze', 'assign', 'merge', 'split', 'suppress'],
  suppressed: ['warn', 'accept', 'dismiss', 'assign'],
  warned: ['assign'],
  dismissed: ['restore'],
  resolved: [],
}

export function actsIn(view: Detection['view'], may: { warn: boolean; triage: boolean }): ActWord[] {
  return inView[view].filter((act) => (act === 'warn' ? may.warn : may.triage))
}

/** Whether a row leaves the list it is in. */
export function leaves(act: ActWord, view: Detection['view']): boolean {
  // What somebody takes comes back to the queue from where it was put away.
  if (act === 'accept') return view === 'snoozed' || view === 'suppressed'
  if (act === 'snooze') return view !== 'snoozed'
  return act !== 'assign' && act !== 'merge' && act !== 'split'
}
