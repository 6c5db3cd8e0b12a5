/** Advisories on their way to members: whom one goes to, and what each was told before. */
import { type Static, Type } from 'typebox'
import { Id, Nullable, Orgnr, words } from './common.ts'
import { MatchGrade } from './vulnerability.ts'

/**
 * What sending does to a member. `first`: it is told. `change`: no mail of it has gone, and it says the new version instead.
 * `again`: it was taken back, or reached nobody, and is sent anew. `news`: the new version goes in the same thread.
 * `told`: it has this version. `unwanted`: it is not known to have it, and nobody there wants to be told of such.
 */
export const advisedSteps = ['first', 'change', 'again', 'news', 'told', 'unwanted'] as const
export const AdvisedStep = words(advisedSteps)
export type AdvisedStep = Static<typeof AdvisedStep>

const counts = Object.fromEntries(advisedSteps.map((step) => [step, Type.Integer()])) as Record<
  AdvisedStep,
  ReturnType<typeof Type.Integer>
>

/** Before it is sent, and after. */
export const AdvisedPlan = Type.Object({
  version: Type.Integer(),
  /** They add up to all that it is for. */
  steps: Type.Object(counts),
  /** Of those that it goes to. */
  without_contact: Type.Integer(),
  members: Type.Array(
    Type.Object({
      member: Orgnr,
      member_name: Type.String(),
      step: AdvisedStep,
      warning: Nullable(Id),
      /** The surest of what it has; null where it is not known to have anything. */
      grade: Nullable(MatchGrade),
      verdict: Nullable(words(['affected', 'unknown'])),
      products: Type.Array(Type.String()),
      contacts: Type.Integer(),
    }),
  ),
})
export type AdvisedPlan = Static<typeof AdvisedPlan>

export const AdvisedStopped = Type.Object({
  stopped: Type.Integer({ description: 'Taken back before anybody got it' }),
  out: Type.Integer({ description: 'On its way, or delivered: it stands' }),
})
export type AdvisedStopped = Static<typeof AdvisedStopped>
