/** What members claim as theirs, over HTTP. */
import { type Claim, ClaimCheck, ClaimList, ClaimListQuery, ClaimRefused, Id, NewClaim, Orgnr } from '@varde/contract'
import { Type } from 'typebox'
import { guarded, inScope, reachOf } from '../access/index.ts'
import { type App, type Dns, type Platform, Problem, problems, replies } from '../platform/index.ts'
import { type ClaimRow, conflictsOf, decideClaim, listClaims, proposeClaim } from './claim.store.ts'
import { checkProof } from './claim-proof.job.ts'
import { findToProve } from './claim-proof.store.ts'
import { isProvable, recordName, recordValue } from './claim-proof.ts'
import { memberProblems } from './member.problems.ts'

const params = Type.Object({ id: Id })
const none = { 204: Type.Null() }
const tags = ['members']

export function addClaimRoutes(app: App, { clock }: Platform, dns: Dns): void {
  app.get(
    '/api/v1/claims',
    {
      config: { rule: { action: 'members.read' } },
      schema: {
        summary: 'What members claim as theirs: what waits first, then the newest',
        tags,
        querystring: ClaimListQuery,
        response: replies({ 200: ClaimList }, guarded),
      },
    },
    async (request) => {
      const { scope, db } = reachOf(request)
      const rows = await listClaims(db, { scope, ...request.query })
      // Whose network it is else is for those who see every member.
      const conflicts = scope === 'all' ? await conflictsOf(db, rows) : new Map<string, Claim['conflicts']>()
      return { items: rows.map((row) => shownClaim(row, scope === 'all', conflicts.get(row.id) ?? [])) }
    },
  )

  app.post(
    '/api/v1/members/:orgnr/claims',
    {
      config: { rule: { action: 'claims.write' } },
      schema: {
        summary: 'Propose that a network or a domain is the member’s, or no longer is',
        tags,
        params: Type.Object({ orgnr: Orgnr }),
        body: NewClaim,
        response: replies({ 201: Type.Object({ id: Id }) }, [
          ...guarded,
          problems.notFound,
          memberProblems.claimPointless,
        ]),
      },
    },
    async (request, reply) => {
      const { caller, scope, db, note } = reachOf(request)
      const { orgnr } = request.params
      if (!inScope(scope, orgnr))
        throw new Problem(problems.notFound, `No member has the organisation number ${orgnr}.`)
      const id = await proposeClaim(db, { orgnr, claim: request.body, by: caller.name, now: clock(), note })
      return reply.code(201).send({ id })
    },
  )

  app.post(
    '/api/v1/claims/:id/withdraw',
    {
      config: { rule: { action: 'claims.write' } },
      schema: {
        summary: 'Take a claim back that waits',
        tags,
        params,
        response: replies(none, [...guarded, problems.notFound, memberProblems.claimDecided]),
      },
    },
    async (request, reply) => {
      const { caller, scope, db, note } = reachOf(request)
      const by = { by: caller.name, now: clock(), note }
      await decideClaim(db, { id: request.params.id, scope, state: 'withdrawn', words: '', ...by })
      return reply.code(204).send(null)
    },
  )

  app.post(
    '/api/v1/claims/:id/check',
    {
      config: { rule: { action: 'claims.write' } },
      schema: {
        summary: 'Look for the record that proves a claimed domain, now',
        tags,
        params,
        response: replies({ 200: ClaimCheck }, [...guarded, problems.notFound, memberProblems.claimDecided]),
      },
    },
    async (request) => {
      const { scope, db, note } = reachOf(request)
      const claim = await findToProve(db, scope, request.params.id)
      return await checkProof(db, dns, claim, clock(), note)
    },
  )

  app.post(
    '/api/v1/claims/:id/approve',
    {
      config: { rule: { action: 'members.write' } },
      schema: {
        summary: 'Say yes to a claim, which carries it out',
        tags,
        params,
        response: replies(none, [...guarded, problems.notFound, memberProblems.claimDecided, memberProblems.claimHeld]),
      },
    },
    async (request, reply) => {
      const { caller, scope, db, note } = reachOf(request)
      const by = { by: caller.name, now: clock(), note }
      await decideClaim(db, { id: request.params.id, scope, state: 'approved', words: '', ...by })
      return reply.code(204).send(null)
    },
  )

  app.post(
    '/api/v1/claims/:id/refuse',
    {
      config: { rule: { action: 'members.write' } },
      schema: {
        summary: 'Say no to a claim, with a reason that the member reads',
        tags,
        params,
        body: ClaimRefused,
        response: replies(none, [...guarded, problems.notFound, memberProblems.claimDecided]),
      },
    },
    async (request, reply) => {
      const { caller, scope, db, note } = reachOf(request)
      const words = request.body.reason.trim()
      if (words === '') throw new Problem(problems.invalidInput, 'Write why.')
      await decideClaim(db, {
        id: request.params.id,
        scope,
        state: 'refused',
        words,
        by: caller.name,
        now: clock(),
        note,
      })
      return reply.code(204).send(null)
    },
  )
}

function shownClaim(row: ClaimRow, staff: boolean, conflicts: Claim['conflicts']): Claim {
  const { orgnr, created_at, decided_at, decided_by, proof, proven_at, checked_at, ...claim } = row
  return {
    ...claim,
    member: orgnr,
    created_at: created_at.toISOString(),
    decided_at: decided_at?.toISOString() ?? null,
    decided_by: staff ? decided_by : null,
    proof: isProvable(row)
      ? {
          name: recordName(row.value),
          value: recordValue(proof),
          proven_at: proven_at?.toISOString() ?? null,
          checked_at: checked_at?.toISOString() ?? null,
        }
      : null,
    conflicts: conflicts.map(({ member, member_name, value, same }) => ({ member, member_name, value, same })),
  }
}
