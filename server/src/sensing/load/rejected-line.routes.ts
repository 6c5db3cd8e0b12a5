import { Id, PageQuery, RejectedPage } from '@varde/contract'
import { Type } from 'typebox'
import { guarded, reachOf } from '../../access/index.ts'
import { type App, decodeCursor, type Platform, Problem, page, problems, replies } from '../../platform/index.ts'
import { findSensor } from '../fleet/sensor.store.ts'
import { isSource } from '../reports/source.store.ts'
import { listRejected, type RejectedPosition } from './rejected-line.store.ts'

export function addRejectedLineRoutes(app: App, { clickhouse }: Pick<Platform, 'clickhouse'>): void {
  app.get(
    '/api/v1/sensors/:id/rejected',
    {
      config: { rule: { action: 'sensors.read' } },
      schema: {
        summary: 'Lines of a sensor or source that could not be read, with the reason, newest first',
        tags: ['sensors'],
        params: Type.Object({ id: Id }),
        querystring: Type.Object(PageQuery),
        response: replies({ 200: RejectedPage }, [...guarded, problems.notFound]),
      },
    },
    async (request) => {
      const { id } = request.params
      const { cursor, limit = 100 } = request.query
      const { db, scope } = reachOf(request)
      if ((await findSensor(db, scope, id)) === null && !(await isSource(db, scope, id))) {
        throw new Problem(problems.notFound, `No sensor has the id ${id}.`)
      }
      const found = await listRejected(clickhouse, id, positionOf(cursor), limit)
      return page(found, limit, (row) => [Date.parse(row.received_at), row.batch, row.line_number])
    },
  )
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
