/** Unreadable lines over HTTP: listed, handed out as they were sent, and loaded again after a mend. */
import { Readable } from 'node:stream'
import { Id, PageQuery, RejectedAgain, RejectedAgainStart, RejectedPage, RejectedSum } from '@varde/contract'
import { Type } from 'typebox'
import { guarded, reachOf, type Scope } from '../../access/index.ts'
import {
  type App,
  type Db,
  decodeCursor,
  type Platform,
  Problem,
  page,
  problems,
  replies,
} from '../../platform/index.ts'
import { findSensor } from '../fleet/sensor.store.ts'
import { isSource } from '../reports/source.store.ts'
import { askAgain, findAgain } from './rejected-again.store.ts'
import { listRejected, type RejectedPosition } from './rejected-line.store.ts'
import { linesAsSent, rejectedByReason } from './rejected-slice.store.ts'

const one = Type.Object({ id: Id })
/** Sent as it is read. */
const Lines = Type.Unsafe<Readable>(Type.String())

export function addRejectedLineRoutes(app: App, { clickhouse, clock }: Pick<Platform, 'clickhouse' | 'clock'>): void {
  app.get(
    '/api/v1/sensors/:id/rejected',
    {
      config: { rule: { action: 'sensors.read' } },
      schema: {
        summary: 'Lines of a sensor or source that could not be read, with the reason, newest first',
        tags: ['sensors'],
        params: one,
        querystring: Type.Object(PageQuery),
        response: replies({ 200: RejectedPage }, [...guarded, problems.notFound]),
      },
    },
    async (request) => {
      const { id } = request.params
      const { cursor, limit = 100 } = request.query
      const { db, scope } = reachOf(request)
      await found(db, scope, id)
      const lines = await listRejected(clickhouse, id, positionOf(cursor), limit)
      return page(lines, limit, (row) => [Date.parse(row.received_at), row.batch, row.line_number])
    },
  )

  app.get(
    '/api/v1/sensors/:id/rejected/export',
    {
      config: { rule: { action: 'sensors.read' } },
      schema: {
        summary: 'Its unreadable lines as they were sent, the oldest first, but for those that are too long',
        tags: ['sensors'],
        params: one,
        response: {
          ...replies({}, [...guarded, problems.notFound]),
          200: {
            description: 'The lines, to be mended and sent again',
            content: { 'application/x-ndjson': { schema: Lines } },
          },
        },
      },
    },
    async (request, reply) => {
      const { id } = request.params
      const { db, scope, note } = reachOf(request)
      const { member } = await found(db, scope, id)
      await note(db, { act: 'sensor.lines_exported', object: { kind: 'sensor', id }, member })
      const now = clock()
      return reply
        .type('application/x-ndjson; charset=utf-8')
        .header(
          'content-disposition',
          `attachment; filename="varde-unreadable-lines-${now.toISOString().slice(0, 10)}.ndjson"`,
        )
        .send(Readable.from(linesAsSent(clickhouse, id, now)))
    },
  )

  app.get(
    '/api/v1/sensors/:id/rejected/again',
    {
      config: { rule: { action: 'sensors.read' } },
      schema: {
        summary: 'How many lines could not be read, by reason, and what came of loading them again',
        tags: ['sensors'],
        params: one,
        response: replies({ 200: RejectedSum }, [...guarded, problems.notFound]),
      },
    },
    async (request) => {
      const { id } = request.params
      const { db, scope } = reachOf(request)
      await found(db, scope, id)
      return { reasons: await rejectedByReason(clickhouse, id), again: await findAgain(db, id) }
    },
  )

  app.post(
    '/api/v1/sensors/:id/rejected/again',
    {
      config: { rule: { action: 'sensors.write' } },
      schema: {
        summary: 'Load its unreadable lines again; while that is under way, what is under way is answered',
        tags: ['sensors'],
        params: one,
        body: RejectedAgainStart,
        response: replies({ 202: RejectedAgain }, [...guarded, problems.notFound]),
      },
    },
    async (request, reply) => {
      const { id } = request.params
      const { db, scope, note } = reachOf(request)
      const sensor = await found(db, scope, id)
      return reply.code(202).send(await askAgain(db, sensor, request.body, clock(), note))
    },
  )
}

/** A sensor, or a source, which is no member's. */
async function found(db: Db, scope: Scope, id: string): Promise<{ id: string; member: string | null }> {
  const sensor = await findSensor(db, scope, id)
  if (sensor !== null) return { id, member: sensor.orgnr }
  if (await isSource(db, scope, id)) return { id, member: null }
  throw new Problem(problems.notFound, `No sensor has the id ${id}.`)
}

function positionOf(cursor: string | undefined): RejectedPosition | null {
  const values = decodeCursor(cursor, 3)
  if (values === null) return null
  const [received, batch, line] = values
  if (Number.isInteger(received) && Number.isInteger(line) && /^[0-9a-f-]{36}$/.test(String(batch))) {
    return { received: Number(received), batch: String(batch), line: Number(line) }
  }
  throw new Problem(problems.invalidInput, 'The cursor is not one of ours. Start again without it.')
}
