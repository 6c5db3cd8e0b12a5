/** SSVC decisions: CERT/CC's trees as they are served, and what somebody decided by one of them. */
import { type Static, Type } from 'typebox'
import { Id, Instant, words } from './common.ts'
import { Exploitation } from './vulnerability.ts'

export const ssvcTreeNames = ['deployer', 'coordinator_publish', 'coordinator_triage'] as const
export const SsvcTreeName = words(ssvcTreeNames)
export type SsvcTreeName = Static<typeof SsvcTreeName>

/** What a deployer does, the most pressing first. */
export const deployerOutcomes = ['immediate', 'out_of_cycle', 'scheduled', 'defer'] as const
export const DeployerOutcome = words(deployerOutcomes)
export type DeployerOutcome = Static<typeof DeployerOutcome>

export const ssvcOutcomes = [
  ...deployerOutcomes,
  'publish',
  'do_not_publish',
  'coordinate',
  'track',
  'decline',
] as const
export const SsvcOutcome = words(ssvcOutcomes)
export type SsvcOutcome = Static<typeof SsvcOutcome>

export const SsvcAnswers = Type.Record(Type.String({ maxLength: 40 }), Type.String({ maxLength: 40 }), {
  description: 'Decision point to value, e.g. `{"exploitation": "active"}`; each point of the tree is answered',
})
export type SsvcAnswers = Static<typeof SsvcAnswers>

export const SsvcTrees = Type.Object({
  trees: Type.Array(
    Type.Object({
      name: SsvcTreeName,
      version: Type.String(),
      reference: Type.String(),
      points: Type.Array(Type.Object({ name: Type.String(), values: Type.Array(Type.String()) })),
      /** One for each combination of values, the last point’s changing first. */
      outcomes: Type.Array(SsvcOutcome),
    }),
  ),
})
export type SsvcTrees = Static<typeof SsvcTrees>

export const SsvcDecision = Type.Object({
  id: Id,
  tree: SsvcTreeName,
  tree_version: Type.String(),
  answers: SsvcAnswers,
  outcome: SsvcOutcome,
  reason: Type.String(),
  decided_by: Type.String(),
  decided_at: Instant,
  /** What the answer on exploitation was then. */
  exploitation: Exploitation,
  /** Exploitation is another now: it is to be decided again. */
  stale: Type.Boolean(),
})
export type SsvcDecision = Static<typeof SsvcDecision>

export const SsvcDecide = Type.Object({
  tree: SsvcTreeName,
  answers: SsvcAnswers,
  reason: Type.String({ maxLength: 2000, format: 'free-text' }),
})
export type SsvcDecide = Static<typeof SsvcDecide>
