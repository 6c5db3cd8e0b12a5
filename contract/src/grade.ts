/** How sure a source and what it says are: the Admiralty scale (NATO AJP-2.1), a letter and a digit. */
import { type Static, Type } from 'typebox'
import { Instant, Nullable, words } from './common.ts'

/** A: completely reliable, B: usually, C: fairly, D: not usually, E: unreliable, F: cannot be judged. */
export const reliabilities = ['A', 'B', 'C', 'D', 'E', 'F'] as const
export const Reliability = words(reliabilities)
export type Reliability = Static<typeof Reliability>

/** 1: confirmed by other sources, 2: probably true, 3: possibly true, 4: doubtful, 5: improbable, 6: cannot be judged. */
export const credibilities = [1, 2, 3, 4, 5, 6] as const
export const Credibility = words(credibilities)
export type Credibility = Static<typeof Credibility>

export const Grade = Type.Object({ reliability: Reliability, credibility: Credibility })
export type Grade = Static<typeof Grade>

/** `F` and `6` are no lower than the others, but apart from them: who asks for a least one does not get them. */
export const GradeQuery = {
  reliability: Type.Optional(Type.Enum(['A', 'B', 'C', 'D', 'E'], { description: 'The source at least so reliable' })),
  credibility: Type.Optional(
    Type.Integer({ minimum: 1, maximum: 5, description: 'What it says at least so credible' }),
  ),
}

export const SourceReliability = Type.Object({
  source: Type.String({ description: 'As indicators name it; empty: the sensors’ own signatures' }),
  reliability: Reliability,
  /** Null where nobody has judged it. */
  changed_at: Nullable(Instant),
  changed_by: Nullable(Type.String()),
  detections: Type.Integer({ description: 'How many rest on it' }),
})
export type SourceReliability = Static<typeof SourceReliability>
export const SourceReliabilityList = Type.Object({ items: Type.Array(SourceReliability) })
export type SourceReliabilityList = Static<typeof SourceReliabilityList>
export const JudgeSource = Type.Object({ source: Type.String({ maxLength: 200 }), reliability: Reliability })
