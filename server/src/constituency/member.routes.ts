/** Members and contacts over HTTP. */
import {
  ContactListQuery,
  ContactPage,
  ContactPlace,
  Id,
  ImportQuery,
  ImportReport,
  Member,
  MemberListQuery,
  MemberPage,
  Orgnr,
  type Severity,
} from '@varde/contract'
import { Type } from 'typebox'
import { type Audit, contactReads, guarded, inScope, reachOf } from '../access/index.ts'
import {
  type App,
  decodeCursor,
  decodeIdCursor,
  type Platform,
  Problem,
  page,
  problems,
  replies,
  withCsvBody,
} from '../platform/index.ts'
import { oneLine } from './contact.ts'
import { contactsOf, findMember, listContacts, listMembers, placeContact } from './member.store.ts'
import { importMembers } from './member-import.store.ts'

/** How members stand with what lies below this context in the flow, which it does not look into itself. */
export type Standings = (orgnrs: string[]) => Promise<{
  sensors: Map<string, { sensors: number; silent: number }>
  open: Map<string, { detections: number; warnings: number; worst: Severity | null }>
}>

export function addMemberRoutes(app: App, _platform: Platform, _audit: Audit, standings: Standings): void {
  app.get(
    '/api/v1/members',
    {
      config: { rule: { action: 'members.read' } },
      schema: {
        summary: 'Members by name',
        tags: ['members'],
        querystring: MemberListQuery,
        response: replies({ 200: MemberPage }, guarded),
      },
    },
    async (request) => {
      const { q, kind, cursor, limit = 100 } = request.query
      const { scope, db } = reachOf(request)
      const start = decodeCursor(cursor, 2)
      const after = start && { name: String(start[0]), orgnr: String(start[1]) }
      const rows = await listMembers(db, { scope, q, kind, after, limit })
      const { items, next } = page(rows, limit, ({ name, orgnr }) => [name, orgnr])
      const { sensors, open } = await standings(items.map(({ orgnr }) => orgnr))
      return {
        items: items.map((member) => {
          const { detections = 0, warnings = 0, worst = null } = open.get(member.orgnr) ?? {}
          return {
            ...member,
            sensors: sensors.get(member.orgnr)?.sensors ?? 0,
            sensors_silent: sensors.get(member.orgnr)?.silent ?? 0,
            open_detections: detections,
            open_warnings: warnings,
            worst_open_severity: worst,
          }
        }),
        next,
      }
    },
  )

  app.get(
    '/api/v1/members/:orgnr',
    {
      config: { rule: { action: 'members.read' } },
      schema: {
        summary: 'One member with its networks, domains and contacts',
        tags: ['members'],
        params: Type.Object({ orgnr: Orgnr }),
        response: replies({ 200: Member }, [...guarded, problems.notFound]),
      },
    },
    async (request) => {
      const { orgnr } = request.params
      const { caller, scope, db, noteOnce } = reachOf(request)
      const member = inScope(scope, orgnr) ? await findMember(db, orgnr) : null
      if (member === null) throw new Problem(problems.notFound, `No member has the organisation number ${orgnr}.`)
      const contacts = (await contactsOf(db, [orgnr])).get(orgnr) ?? []
      await noteOnce(db, contactReads(caller, contacts.length > 0 ? [orgnr] : []))
      return { ...member, created_at: member.created_at.toISOString(), contacts }
    },
  )

  app.get(
    '/api/v1/contacts',
    {
      config: { rule: { action: 'members.read' } },
      schema: {
        summary: 'Contacts by name',
        tags: ['contacts'],
        querystring: ContactListQuery,
        response: replies({ 200: ContactPage }, guarded),
      },
    },
    async (request) => {
      const { member, cursor, limit = 100 } = request.query
      const { caller, scope, db, noteOnce } = reachOf(request)
      const after = decodeIdCursor(cursor)
      const rows = await listContacts(db, { scope, member, after, limit })
      const { items, next } = page(rows, limit, ({ name, id }) => [name, id])
      await noteOnce(
        db,
        contactReads(
          caller,
          items.map((contact) => contact.member),
        ),
      )
      return { items, next }
    },
  )

  app.put(
    '/api/v1/contacts/:id/place',
    {
      config: { rule: { action: 'members.write' } },
      schema: {
        summary: 'Say whom of a member to reach first, and as what',
        tags: ['contacts'],
        params: Type.Object({ id: Id }),
        body: ContactPlace,
        response: replies({ 204: Type.Null() }, [...guarded, problems.notFound]),
      },
    },
    async (request, reply) => {
      const { id } = request.params
      const { scope, db, note } = reachOf(request)
      const { rank, role } = request.body
      await db.transaction().execute(async (trx) => {
        const member = await placeContact(trx, { id, scope, rank, role: oneLine(role) })
        if (member === null) throw new Problem(problems.notFound, 'There is no such contact.')
        await note(trx, { act: 'contact.placed', object: { kind: 'contact', id }, member, details: { rank } })
      })
      return reply.code(204).send(null)
    },
  )

  withCsvBody(app, (scope) => {
    scope.post(
      '/api/v1/members/import',
      {
        config: { rule: { action: 'members.write' } },
        schema: {
          summary: 'Import members from a CSV file, all or nothing',
          tags: ['members'],
          consumes: ['text/csv'],
          querystring: ImportQuery,
          body: Type.String({ description: 'The file, with its header' }),
          response: replies({ 200: ImportReport }, [...guarded, problems.tooLarge, problems.unsupportedType]),
        },
      },
      (request) => {
        const { db, note } = reachOf(request)
        return importMembers(db, request.body, { dryRun: request.query.dry_run ?? false, note })
      },
    )
  })
}
