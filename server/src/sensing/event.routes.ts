/** Events over HTTP: search and count. */
import { EventCount, EventCountQuery, EventListQuery, EventPage } from '@varde/contract'
import { guarded, reachOf } from '../access/index.ts'
import { type App, decodeCursor, type Platform, Problem, page, problems, replies } from '../platform/index.ts'
import { countEvents, type EventPosition, listEvents } from './event.store.ts'

export function addEventRoutes(app: App, { clickhouse }: Pick<Platform, 'clickhouse'>): void {
  app.get(
    '/api/v1/events',
    {
      config: { rule: { action: 'events.read' } },
      schema: {
        summary: 'Events, newest first',
        tags: ['events'],
        querystring: EventListQuery,
        response: replies({ 200: EventPage }, guarded),
      },
    },
    async (request) => {
      const { cursor, limit = 100, ...filter } = request.query
      const found = await listEvents(clickhouse, reachOf(request).scope, filter, positionOf(cursor), limit)
      return page(found, limit, ({ time, id }) => [time, id])
    },
  )

  app.get(
    '/api/v1/events/count',
    {
      config: { rule: { action: 'events.read' } },
      schema: {
        summary: 'How many events; a line that was sent twice counts once',
        tags: ['events'],
        querystring: EventCountQuery,
        response: replies({ 200: EventCount }, guarded),
      },
    },
    async (request) => {
      return { count: await countEvents(clickhouse, reachOf(request).scope, request.query) }
    },
  )
}

function positionOf(cursor: string | undefined): EventPosition | null {
  const values = decodeCursor(cursor, 2)
  if (values === null) return null
  const [time, id] = values
  if (/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z$/.test(String(time)) && /^[0-9a-f]{32}$/.test(String(id))) {
    return { time: String(time), id: String(id) }
  }
  throw new Problem(problems.invalidInput, 'The cursor is not one of ours. Start again without it.')
}
