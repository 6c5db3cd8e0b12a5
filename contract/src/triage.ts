/** What an analyst does with detections, and how it is undone. */
import { type Static, Type } from 'typebox'
import { Id, Instant, Nullable, words } from './common.ts'

export const dismissReasons = ['false_alarm', 'known_activity', 'test', 'not_relevant', 'duplicate'] as const
export const DismissReason = words(dismissReasons)
export type DismissReason = Static<typeof DismissReason>
/** Why a detection is dismissed; `policy`: a rule says that such are ignored. */
export const setAsideReasons = [...dismissReasons, 'policy'] as const
export const SetAsideReason = words(setAsideReasons)
export type SetAsideReason = Static<typeof SetAsideReason>

export const triageActs = [
  'warn',
  'dismiss',
  'restore',
  'duplicate',
  'accept',
  'assign',
  'snooze',
  'merge',
  'split',
  'suppress',
] as const
export const TriageActWord = words(triageActs)
export type TriageActWord = Static<typeof TriageActWord>

const chosen = { detections: Type.Array(Id, { minItems: 1, maxItems: 1000 }) }

/** For acts that need to be told no more: warn, restore, accept, merge, split. */
export const TriageChoice = Type.Object(chosen)
export const TriageDismiss = Type.Object({ ...chosen, reason: DismissReason })
export const TriageDuplicate = Type.Object({
  ...chosen,
  of: Type.String({ format: 'uuid', description: 'The detection of the same member that they repeat' }),
})
export const TriageAssign = Type.Object({
  ...chosen,
  to: Type.Union([Id, Type.Null()], { description: 'A person of `GET /api/v1/triage/people`, or nobody' }),
})
export const TriageSnooze = Type.Object({
  ...chosen,
  until: Type.String({ format: 'date-time', description: 'Later than now, at most 90 days' }),
})

/** Per id what happened; one refused does not stop the others. */
export const TriageResult = Type.Object({
  /** What `POST /api/v1/triage/acts/{id}/undo` takes; null where nothing was done. */
  act: Nullable(Id),
  done: Type.Array(Id),
  refused: Type.Array(Type.Object({ id: Id, code: Type.String(), message: Type.String() })),
  warnings: Type.Array(Id),
  waiting: Type.Optional(
    Type.Integer({ description: 'How many of the warnings wait for the morning, or for others to the same contact' }),
  ),
})
export type TriageResult = Static<typeof TriageResult>

export const TriageAct = Type.Object({
  id: Id,
  at: Instant,
  act: TriageActWord,
  detections: Type.Integer(),
  /** How many of them are put back. */
  undone: Type.Integer(),
})
export type TriageAct = Static<typeof TriageAct>
/** The caller's own of the last day, the newest first. */
export const TriageActList = Type.Object({ items: Type.Array(TriageAct) })
export type TriageActList = Static<typeof TriageActList>

export const TriagePerson = Type.Object({ id: Id, name: Type.String() })
export type TriagePerson = Static<typeof TriagePerson>
export const TriagePeople = Type.Object({ items: Type.Array(TriagePerson) })
export type TriagePeople = Static<typeof TriagePeople>

/** Of what waits, by list. */
export const DetectionCounts = Type.Object({
  queued: Type.Integer(),
  snoozed: Type.Integer(),
  suppressed: Type.Integer(),
})
export type DetectionCounts = Static<typeof DetectionCounts>
