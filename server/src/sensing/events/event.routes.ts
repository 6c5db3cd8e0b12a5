/** Events over HTTP: search, count, histogram, the values of a field, and the file. */
import { Readable } from 'node:stream'
import {
  EventCount,
  EventCountQuery,
  EventExportQuery,
  EventFieldCounts,
  EventFieldsQuery,
  type EventFilter,
  EventHistogram,
  EventHistogramQuery,
  EventListQuery,
  EventPage,
  mostExported,
} from '@varde/contract'
import { Type } from 'typebox'
import { guarded, reachOf } from '../../access/index.ts'
import {
  type App,
  decodeCursor,
  everyRow,
  type Platform,
  Problem,
  page,
  problems,
  replies,
} from '../../platform/index.ts'
import { sensingProblems } from '../sensing.problems.ts'
import { type EventPosition, listEvents } from './event.store.ts'
import { countEvents, eventFieldCounts, eventHistogram, spanOfEvents } from './event-count.store.ts'
import { eventFile } from './event-file.ts'
import { filterFaults } from './event-filter.ts'
import { barsIn, isZone, mostBars } from './event-histogram.ts'

const searching = [...guarded, sensingProblems.searchTooWide]
const config = { rule: { action: 'events.read' } } as const
/** Text that is sent as it is read. */
const Lines = Type.Unsafe<Readable>({ type: 'string' })
/** Events read at a time for a file. */
const pageRows = 2000

export function addEventRoutes(app: App, { clickhouse, clock }: Pick<Platform, 'clickhouse' | 'clock'>): void {
  app.get(
    '/api/v1/events',
    {
      config,
      schema: {
        summary: 'Events, newest first',
        tags: ['events'],
        querystring: EventListQuery,
        response: replies({ 200: EventPage }, searching),
      },
    },
    async (request) => {
      const { cursor, limit = 100, ...filter } = request.query
      const found = await listEvents(clickhouse, reachOf(request).scope, checked(filter), positionOf(cursor), limit)
      return page(found, limit, ({ time, id }) => [time, id])
    },
  )

  app.get(
    '/api/v1/events/count',
    {
      config,
      schema: {
        summary: 'How many events; a line that was sent twice counts once',
        tags: ['events'],
        querystring: EventCountQuery,
        response: replies({ 200: EventCount }, searching),
      },
    },
    async (request) => {
      return { count: await countEvents(clickhouse, reachOf(request).scope, checked(request.query)) }
    },
  )

  app.get(
    '/api/v1/events/histogram',
    {
      config,
      schema: {
        summary: 'How many events when, split by hits, alerts and type',
        tags: ['events'],
        querystring: EventHistogramQuery,
        response: replies({ 200: EventHistogram }, searching),
      },
    },
    async (request) => {
      const { bucket = null, zone = 'UTC', ...filter } = request.query
      const { scope } = reachOf(request)
      if (!isZone(zone)) {
        const message = 'This is no time zone. Write its IANA name, e.g. Europe/Oslo.'
        throw new Problem(problems.invalidInput, undefined, { errors: [{ at: 'querystring/zone', message }] })
      }
      checked(filter)
      const found =
        filter.from && filter.to
          ? { first: Date.parse(filter.from), last: Date.parse(filter.to) }
          : await spanOfEvents(clickhouse, scope, filter)
      const span = found === null ? 0 : found.last - found.first
      if (bucket !== null && barsIn(span, bucket) > mostBars) {
        const message = `That would be more than ${mostBars} bars. Choose wider ones or a shorter time, or leave it out.`
        throw new Problem(problems.invalidInput, undefined, { errors: [{ at: 'querystring/bucket', message }] })
      }
      return eventHistogram(clickhouse, scope, filter, { bucket, zone, span })
    },
  )

  app.get(
    '/api/v1/events/fields',
    {
      config,
      schema: {
        summary: 'The most frequent values of one field',
        tags: ['events'],
        querystring: EventFieldsQuery,
        response: replies({ 200: EventFieldCounts }, searching),
      },
    },
    async (request) => {
      const { field, limit = 10, ...filter } = request.query
      return eventFieldCounts(clickhouse, reachOf(request).scope, checked(filter), { field, limit })
    },
  )

  addEventExport(app, { clickhouse, clock })
}

function addEventExport(app: App, { clickhouse, clock }: Pick<Platform, 'clickhouse' | 'clock'>): void {
  app.get(
    '/api/v1/events/export',
    {
      config,
      schema: {
        summary: `The newest ${mostExported} events of a filter as a file; a last line says where it was cut`,
        tags: ['events'],
        querystring: EventExportQuery,
        response: {
          ...replies({}, guarded),
          200: {
            description: 'One line an event, the newest first; the header `varde-export-limit` says how many at most',
            content: {
              'text/csv': { schema: Lines },
              'application/x-ndjson': { schema: Lines },
            },
          },
        },
      },
    },
    async (request, reply) => {
      const { format = 'ndjson', ...filter } = request.query
      checked(filter)
      const { db, scope, note } = reachOf(request)
      await note(db, { act: 'events.exported', member: filter.member ?? null, details: detailsOf(filter, format) })
      const events = everyRow(
        (after: EventPosition | null) => listEvents(clickhouse, scope, filter, after, pageRows),
        ({ time, id }) => ({ time, id }),
      )
      const name = `varde-events-${clock().toISOString().slice(0, 10)}.${format}`
      return reply
        .type(format === 'csv' ? 'text/csv; charset=utf-8' : 'application/x-ndjson; charset=utf-8')
        .header('content-disposition', `attachment; filename="${name}"`)
        .header('varde-export-limit', String(mostExported))
        .send(Readable.from(eventFile(events, format)))
    },
  )
}

/** @throws Problem invalid_input that names what cannot be looked for */
function checked(filter: EventFilter): EventFilter {
  const errors = filterFaults(filter)
  if (errors.length > 0) throw new Problem(problems.invalidInput, undefined, { errors })
  return filter
}

/** What was asked for is written down with who asked; of words, which may name a person, only that they were given. */
function detailsOf({ from, to, sensor, event_type, ...more }: EventFilter, format: string) {
  const { member: _, ...words } = more
  const plain = Object.entries({ from, to, sensor, event_type }).filter(([, value]) => value !== undefined)
  const given = Object.entries(words).flatMap(([name, value]) => (value === undefined ? [] : [name]))
  return { format, ...Object.fromEntries(plain), ...(given.length > 0 ? { narrowed_by: given } : {}) } as {
    [name: string]: string | string[]
  }
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
