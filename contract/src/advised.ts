/** Advisories on their way to members: whom one goes to, and what each was told before. */
import { type Static, Type } from 'typebox'
import { Id, Language, Nullable, Orgnr, words } from './common.ts'
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

/** `new`: who has an earlier version is left in peace, e.g. where only the audience is another. */
export const AdvisedSendQuery = Type.Object({ only: Type.Optional(words(['new'])) })

/** What is being written, as one member would read it. */
export const AdvisoryPreview = Type.Object({
  /** That it would be published as. */
  version: Type.Integer(),
  /** Whom it can be shown as to: those that have what it is about first. Null grade: nothing is known of it there. */
  members: Type.Array(
    Type.Object({ member: Orgnr, member_name: Type.String(), grade: Nullable(MatchGrade), contacts: Type.Integer() }),
  ),
  /** Whom it is shown as to; null: nobody gets it, and a made-up member stands in. */
  member: Nullable(Orgnr),
  letters: Type.Array(
    Type.Object({ language: Language, subject: Type.String(), text: Type.String(), sms: Type.String() }),
  ),
})
export type AdvisoryPreview = Static<typeof AdvisoryPreview>

const member = Type.Optional(Orgnr)
export const AdvisoryPreviewQuery = Type.Object({ member })
export const AdvisoryMailQuery = Type.Object({ member, language: Language })
export const AdvisoryPageQuery = Type.Object({ language: Language })
