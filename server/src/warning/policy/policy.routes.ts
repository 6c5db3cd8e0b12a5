import {
  Policy,
  PolicyDraftChange,
  PolicyDraftSeen,
  PolicyHistory,
  type PolicyRule,
  PolicySwitchBack,
  PolicySwitchOn,
} from '@varde/contract'
import { Type } from 'typebox'
import { guarded, reachOf } from '../../access/index.ts'
import { type App, holdsIdentityNumber, type Platform, Problem, problems, replies } from '../../platform/index.ts'
import { warningProblems } from '../warning.problems.ts'
import {
  changeDraft,
  discardDraft,
  keepTrial,
  policyDraft,
  policyHistory,
  readPolicy,
  switchBack,
  switchOn,
} from './policy.store.ts'
import { policyFaults } from './policy.ts'
import { tryPolicy } from './trial.store.ts'

const tags = ['policy']
const none = { 204: Type.Null() }
const { policyWrong, policyDraftChanged, policyUntried, identityNumber } = warningProblems

export function addPolicyRoutes(app: App, { clock }: Platform): void {
  const reads = { rule: { action: 'policy.read' } } as const
  const writes = { rule: { action: 'policy.write' } } as const
  type Reached = Parameters<typeof reachOf>[0]
  const by = (request: Reached) => {
    const { caller, note } = reachOf(request)
    return { by: caller.name, now: clock(), note }
  }

  app.get(
    '/api/v1/policy',
    {
      config: reads,
      schema: {
        summary: 'The rules that decide what a new detection leads to, and the draft of the next',
        tags,
        response: replies({ 200: Policy }, guarded),
      },
    },
    async (request) => {
      const { db, red } = reachOf(request)
      return await readPolicy(db, !red)
    },
  )

  app.get(
    '/api/v1/policy/history',
    {
      config: reads,
      schema: {
        summary: 'Which versions were switched on, when, by whom and why; the newest first',
        tags,
        response: replies({ 200: PolicyHistory }, guarded),
      },
    },
    async (request) => await policyHistory(reachOf(request).db),
  )

  app.put(
    '/api/v1/policy/draft',
    {
      config: writes,
      schema: {
        summary: 'Make the draft of the next version, or change it; it must be tried again then',
        tags,
        body: PolicyDraftChange,
        response: replies(none, [...guarded, policyWrong, policyDraftChanged, identityNumber]),
      },
    },
    async (request, reply) => {
      const { rules, revision } = request.body
      checkRules(rules)
      await changeDraft(reachOf(request).db, rules, revision, by(request))
      return reply.code(204).send(null)
    },
  )

  app.post(
    '/api/v1/policy/draft/discard',
    {
      config: writes,
      schema: {
        summary: 'Throw the draft away',
        tags,
        body: PolicyDraftSeen,
        response: replies(none, [...guarded, policyDraftChanged]),
      },
    },
    async (request, reply) => {
      const { db, note } = reachOf(request)
      await discardDraft(db, request.body.revision, note)
      return reply.code(204).send(null)
    },
  )

  app.post(
    '/api/v1/policy/draft/try',
    {
      config: writes,
      schema: {
        summary: 'Try the draft on the detections of the last 30 days; nothing is sent',
        tags,
        body: PolicyDraftSeen,
        response: replies(none, [...guarded, policyDraftChanged]),
      },
    },
    async (request, reply) => {
      const { db } = reachOf(request)
      const { revision } = request.body
      const draft = await policyDraft(db)
      if (draft?.revision !== revision) {
        throw new Problem(policyDraftChanged, 'Somebody has changed the draft meanwhile. Read it again.')
      }
      await keepTrial(db, await tryPolicy(db, draft.rules, clock()), revision, by(request))
      return reply.code(204).send(null)
    },
  )

  app.post(
    '/api/v1/policy/draft/switch-on',
    {
      config: writes,
      schema: {
        summary: 'Switch the draft on; it must have been tried as it is',
        tags,
        body: PolicySwitchOn,
        response: replies(none, [...guarded, policyDraftChanged, policyUntried, identityNumber]),
      },
    },
    async (request, reply) => {
      const { revision, note } = request.body
      await switchOn(reachOf(request).db, revision, checkedNote(note), by(request))
      return reply.code(204).send(null)
    },
  )

  app.post(
    '/api/v1/policy/versions/:number/switch-on',
    {
      config: writes,
      schema: {
        summary: 'Switch a version on again that has been in force before',
        tags,
        params: Type.Object({ number: Type.Integer({ minimum: 1, maximum: 2_147_483_647 }) }),
        body: PolicySwitchBack,
        response: replies(none, [...guarded, problems.notFound, identityNumber]),
      },
    },
    async (request, reply) => {
      const done = await switchBack(
        reachOf(request).db,
        request.params.number,
        checkedNote(request.body.note),
        by(request),
      )
      if (!done) throw new Problem(problems.notFound, 'No such version has been in force.')
      return reply.code(204).send(null)
    },
  )
}

/** @throws Problem policy_wrong, identity_number */
function checkRules(rules: readonly PolicyRule[]): void {
  const errors = policyFaults(rules)
  if (errors.length > 0) throw new Problem(policyWrong, 'Mend the rules that are named.', { errors })
  if (rules.some(({ name }) => holdsIdentityNumber(name))) {
    throw new Problem(identityNumber, 'Take the number out of the rule’s name.')
  }
}

/** @throws Problem identity_number, invalid_input */
function checkedNote(note: string): string {
  const clean = note.replace(/\p{Cc}+/gu, ' ').trim()
  if (clean === '') throw new Problem(problems.invalidInput, 'Say why in note.')
  if (holdsIdentityNumber(clean)) throw new Problem(identityNumber, 'Take the number out of note.')
  return clean
}
