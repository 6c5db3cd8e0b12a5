/** A member's data, handed out and erased. */
import { Readable } from 'node:stream'
import { MemberErase, MemberErased, Orgnr } from '@varde/contract'
import { Type } from 'typebox'
import { guarded, inScope, reachOf } from '../access/index.ts'
import { type App, type Platform, Problem, problems, replies } from '../platform/index.ts'
import { memberProblems } from './member.problems.ts'
import { findMember } from './member.store.ts'
import type { MemberData } from './member-data.ts'
import { eraseMember } from './member-erase.store.ts'
import { exportMember } from './member-export.store.ts'

/** Text that is sent as it is read. */
const Lines = Type.Unsafe<Readable>({ type: 'string' })

export function addMemberDataRoutes(app: App, { clock }: Pick<Platform, 'clock'>, data: MemberData): void {
  app.get(
    '/api/v1/members/:orgnr/export',
    {
      config: { rule: { action: 'members.export' } },
      schema: {
        summary: 'Everything that is kept of a member, one JSON object a line, its events last',
        tags: ['members'],
        params: Type.Object({ orgnr: Orgnr }),
        response: {
          ...replies({}, [...guarded, problems.notFound]),
          200: {
            description: 'Each object has a `kind`: member, network, domain, contact, person, key, audit_entry …',
            content: { 'application/x-ndjson': { schema: Lines } },
          },
        },
      },
    },
    async (request, reply) => {
      const { orgnr } = request.params
      const { scope, db, red, note } = reachOf(request)
      const member = inScope(scope, orgnr) ? await findMember(db, orgnr) : null
      if (member === null) throw new Problem(problems.notFound, `No member has the organisation number ${orgnr}.`)
      await note(db, { act: 'member.exported', object: { kind: 'member', id: orgnr }, member: orgnr })
      const name = `varde-${orgnr}-${clock().toISOString().slice(0, 10)}.ndjson`
      return reply
        .type('application/x-ndjson; charset=utf-8')
        .header('content-disposition', `attachment; filename="${name}"`)
        .send(Readable.from(exportMember(db, { orgnr, scope, red }, data.exports)))
    },
  )

  app.delete(
    '/api/v1/members/:orgnr',
    {
      config: { rule: { action: 'members.erase' } },
      schema: {
        summary: 'Erase a member with everything that is kept of it; it cannot be undone',
        tags: ['members'],
        params: Type.Object({ orgnr: Orgnr }),
        body: MemberErase,
        response: replies({ 200: MemberErased }, [
          ...guarded,
          problems.notFound,
          memberProblems.nameDiffers,
          memberProblems.held,
        ]),
      },
    },
    async (request) => {
      const { orgnr } = request.params
      const { scope, db, note } = reachOf(request)
      if (!inScope(scope, orgnr)) {
        throw new Problem(problems.notFound, `No member has the organisation number ${orgnr}.`)
      }
      const { name } = request.body
      return { removed: await eraseMember(db, { orgnr, name, now: clock(), note }, data.erasures) }
    },
  )
}
