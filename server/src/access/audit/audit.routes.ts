/** The audit log over HTTP: the list, the file, the check, and the history of one object. */
import { Readable } from 'node:stream'
import { AuditExportQuery, AuditPage, AuditQuery, ChainReport, ObjectKind, PageQuery } from '@varde/contract'
import { Type } from 'typebox'
import { type App, decodeCursor, type Platform, Problem, page, problems, replies } from '../../platform/index.ts'
import { guarded } from '../access.problems.ts'
import { reachOf } from '../authorize.ts'
import type { JsonValue } from './audit.ts'
import { auditFile } from './audit-file.ts'
import { type AuditFilter, allAudit, listAudit } from './audit-list.store.ts'

const usualLimit = 100
/** Text that is sent as it is read. */
const Lines = Type.Unsafe<Readable>({ type: 'string' })

export function addAuditRoutes(app: App, { clock }: Pick<Platform, 'clock'>, verify: () => Promise<ChainReport>): void {
  app.get(
    '/api/v1/audit',
    {
      config: { rule: { action: 'audit.read' } },
      schema: {
        summary: 'Who did what, the newest first',
        tags: ['audit'],
        querystring: AuditQuery,
        response: replies({ 200: AuditPage }, guarded),
      },
    },
    async (request) => {
      const { cursor, limit = usualLimit, ...filter } = request.query
      const { db, scope } = reachOf(request)
      return page(await listAudit(db, scope, filter, placeOf(cursor), limit), limit, ({ seq }) => [seq])
    },
  )

  app.get(
    '/api/v1/audit/export',
    {
      config: { rule: { action: 'audit.read' } },
      schema: {
        summary: 'The entries of a filter as a file, the oldest first',
        tags: ['audit'],
        querystring: AuditExportQuery,
        response: {
          ...replies({}, guarded),
          200: {
            description: 'One line an entry',
            content: {
              'text/csv': { schema: Lines },
              'application/x-ndjson': { schema: Lines },
            },
          },
        },
      },
    },
    async (request, reply) => {
      const { format = 'csv', ...filter } = request.query
      const { db, scope, note } = reachOf(request)
      await note(db, { act: 'audit.exported', object: { kind: 'audit', id: format }, details: detailsOf(filter) })
      const name = `varde-audit-${clock().toISOString().slice(0, 10)}.${format}`
      return reply
        .type(format === 'csv' ? 'text/csv; charset=utf-8' : 'application/x-ndjson; charset=utf-8')
        .header('content-disposition', `attachment; filename="${name}"`)
        .send(Readable.from(auditFile(allAudit(db, scope, filter), format)))
    },
  )

  app.post(
    '/api/v1/audit/verify',
    {
      config: { rule: { action: 'audit.read' } },
      schema: {
        summary: 'Check that every entry is there and is what was written',
        tags: ['audit'],
        response: replies({ 200: ChainReport }, guarded),
      },
    },
    () => verify(),
  )

  app.get(
    '/api/v1/history/:kind/:id',
    {
      config: { rule: { action: 'history.read' } },
      schema: {
        summary: 'What was done to one object, the newest first',
        tags: ['audit'],
        params: Type.Object({ kind: ObjectKind, id: Type.String({ maxLength: 100 }) }),
        querystring: Type.Object(PageQuery),
        response: replies({ 200: AuditPage }, guarded),
      },
    },
    async (request) => {
      const { cursor, limit = usualLimit } = request.query
      const { kind, id } = request.params
      const { db, scope } = reachOf(request)
      const filter = { object_kind: kind, object_id: id }
      return page(await listAudit(db, scope, filter, placeOf(cursor), limit), limit, ({ seq }) => [seq])
    },
  )
}

function placeOf(cursor: string | undefined): number | null {
  const place = decodeCursor(cursor, 1)?.[0]
  if (place === undefined) return null
  if (Number.isSafeInteger(place)) return Number(place)
  throw new Problem(problems.invalidInput, 'The cursor is not one of ours. Start again without it.')
}

/** What was asked for is written down with who asked; all of it is ids, times and words of closed lists. */
function detailsOf(filter: AuditFilter): { [key: string]: JsonValue } {
  return Object.fromEntries(
    Object.entries(filter).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  )
}
