/** Keys over HTTP: for administrators, and for whoever holds some of their own. */
import { Id, KeyListQuery, KeyMade, KeyMake, KeyNetworks, KeyPage, Rotate } from '@varde/contract'
import { Type } from 'typebox'
import { type App, decodeIdCursor, type Platform, Problem, page, problems, replies } from '../../platform/index.ts'
import { guarded } from '../access.problems.ts'
import { reachOf } from '../authorize.ts'
import { keyProblems } from './key.problems.ts'
import { listKeys, makeKey } from './key.store.ts'
import { keyView, mayIssue, readEnd } from './key.ts'
import { beyond, pinKey, revokeKey, rotateKey } from './key-change.store.ts'
import { rolesOfScope, scopeForms } from './key-scope.ts'
import { shownKey, shownOnce } from './key-shown.ts'
import { readPins } from './network-pin.ts'

const unknown = (id: string) => new Problem(problems.notFound, `No key has the id ${id}.`)
const one = Type.Object({ id: Id })

export function addKeyRoutes(app: App, { clock }: Pick<Platform, 'clock'>): void {
  app.get(
    '/api/v1/keys',
    {
      config: { rule: { action: 'keys.read' } },
      schema: {
        summary: 'Keys of programs, the newest first',
        description:
          'Administrators, team leaders and auditors see all; others those that they made and those of their members.',
        tags: ['keys'],
        querystring: KeyListQuery,
        response: replies({ 200: KeyPage }, guarded),
      },
    },
    async (request) => {
      const { mine = false, state, cursor, limit = 100 } = request.query
      const { caller, db } = reachOf(request)
      const now = clock()
      const rows = await listKeys(db, {
        view: keyView(caller, 'keys.read'),
        ...(mine ? { madeBy: caller.kind === 'person' ? caller.id : null } : {}),
        state,
        now,
        before: decodeIdCursor(cursor)?.id ?? null,
        limit,
      })
      const { items, next } = page(rows, limit, ({ created_at, id }) => [created_at.toISOString(), id])
      return { items: items.map((row) => shownKey(row, now)), next }
    },
  )

  app.post(
    '/api/v1/keys',
    {
      config: { rule: { action: 'keys.write' } },
      schema: {
        summary: 'Make a key; it is shown this once',
        description: `Scopes: \`${scopeForms}\`, and none that can do more than you. Without \`expires_at\` it lasts 90 days.`,
        tags: ['keys'],
        body: KeyMake,
        response: replies({ 201: KeyMade }, [
          ...guarded,
          keyProblems.nameEmpty,
          keyProblems.scopeUnknown,
          keyProblems.beyondYou,
          keyProblems.endWrong,
          keyProblems.networkWrong,
        ]),
      },
    },
    async (request, reply) => {
      const { name, scope, networks = [], expires_at } = request.body
      const { caller, db, note } = reachOf(request)
      const now = clock()
      if (rolesOfScope(scope) === null) {
        throw new Problem(keyProblems.scopeUnknown, `"${scope}" is no scope. Write one of ${scopeForms}.`)
      }
      if (!mayIssue(caller.roles, scope)) throw beyond(scope)
      const end = readEnd(expires_at, now)
      if ('fault' in end) throw new Problem(keyProblems.endWrong, end.fault)
      const created_by = caller.kind === 'person' ? caller.id : null
      const draft = { name, scope, networks: readPins(networks), expires_at: end.value, created_by }
      return reply.code(201).send(shownOnce(await makeKey(db, draft, now, note)))
    },
  )

  app.post(
    '/api/v1/keys/:id/rotate',
    {
      config: { rule: { action: 'keys.write' } },
      schema: {
        summary: 'Give a key a successor, shown this once; the old one goes on for some hours',
        tags: ['keys'],
        params: one,
        body: Rotate,
        response: replies({ 201: KeyMade }, [...guarded, keyProblems.beyondYou, keyProblems.ended, problems.notFound]),
      },
    },
    async (request, reply) => {
      const { caller, db, note } = reachOf(request)
      const made = await rotateKey(db, keyView(caller, 'keys.write'), request.params.id, {
        overlapHours: request.body.overlap_hours,
        now: clock(),
        mayHold: (scope) => mayIssue(caller.roles, scope),
        note,
      })
      if (made === null) throw unknown(request.params.id)
      return reply.code(201).send(shownOnce(made))
    },
  )

  app.post(
    '/api/v1/keys/:id/revoke',
    {
      config: { rule: { action: 'keys.write' } },
      schema: {
        summary: 'End a key at once',
        tags: ['keys'],
        params: one,
        response: replies({ 204: Type.Null() }, [...guarded, problems.notFound]),
      },
    },
    async (request, reply) => {
      const { caller, db, note } = reachOf(request)
      const { id } = request.params
      if (!(await revokeKey(db, keyView(caller, 'keys.write'), id, clock(), note))) throw unknown(id)
      return reply.code(204).send(null)
    },
  )

  app.put(
    '/api/v1/keys/:id/networks',
    {
      config: { rule: { action: 'keys.write' } },
      schema: {
        summary: 'Pin a key to networks; none: it is used from anywhere',
        tags: ['keys'],
        params: one,
        body: KeyNetworks,
        response: replies({ 204: Type.Null() }, [
          ...guarded,
          keyProblems.beyondYou,
          keyProblems.networkWrong,
          problems.notFound,
        ]),
      },
    },
    async (request, reply) => {
      const { caller, db, note } = reachOf(request)
      const networks = readPins(request.body.networks)
      const mayHold = (scope: string) => mayIssue(caller.roles, scope)
      const { id } = request.params
      if (!(await pinKey(db, keyView(caller, 'keys.write'), id, { networks, mayHold, note }))) throw unknown(id)
      return reply.code(204).send(null)
    },
  )
}
