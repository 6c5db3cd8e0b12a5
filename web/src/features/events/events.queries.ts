import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query'
import { api, unwrap } from '../../api/client.ts'
import type { EventField, EventFieldCounts, EventHistogram, EventPage, EventRecord } from '../../api/types.ts'
import { compact } from '../../app/search-params.ts'
import { zoneName } from '../../app/time.ts'
import type { EventsSearch } from './events.search.ts'
import { type Times, timesOf } from './span.ts'

/** What of the page's address narrows the search, as the server wants it. */
export function eventsFilter(search: EventsSearch, asOf: number) {
  const { span, from, to, open: _open, at: _at, ...words } = search
  return { ...words, ...timesOf(compact({ span, from, to }), asOf) }
}
export type EventsFilter = ReturnType<typeof eventsFilter>

/** The reader says when the page is to move on; what was fetched for a time stays what it was. */
const unmoved = { staleTime: Number.POSITIVE_INFINITY, refetchOnWindowFocus: false } as const

export const eventListQuery = (filter: EventsFilter) =>
  infiniteQueryOptions({
    queryKey: ['events', 'list', filter],
    queryFn: ({ pageParam }) =>
      unwrap<EventPage>(
        api.GET('/api/v1/events', { params: { query: { ...filter, ...compact({ cursor: pageParam }), limit: 100 } } }),
      ),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
    placeholderData: keepPreviousData,
    ...unmoved,
  })

export const histogramQuery = (filter: EventsFilter) =>
  queryOptions({
    queryKey: ['events', 'histogram', filter],
    queryFn: () =>
      unwrap<EventHistogram>(
        api.GET('/api/v1/events/histogram', { params: { query: { ...filter, zone: zoneName() } } }),
      ),
    placeholderData: keepPreviousData,
    ...unmoved,
  })

export const fieldCountsQuery = (filter: EventsFilter, field: EventField, limit: number) =>
  queryOptions({
    queryKey: ['events', 'fields', filter, field, limit],
    queryFn: () =>
      unwrap<EventFieldCounts>(api.GET('/api/v1/events/fields', { params: { query: { ...filter, field, limit } } })),
    placeholderData: keepPreviousData,
    ...unmoved,
  })

const peekMilliseconds = 20_000

/** How many have come since the page was asked for. */
export const newEventsQuery = (filter: EventsFilter, asOf: number) => {
  const { to: _to, ...rest } = filter
  const since = { ...rest, from: new Date(asOf).toISOString() }
  return queryOptions({
    queryKey: ['events', 'new', since],
    queryFn: () => unwrap<{ count: number }>(api.GET('/api/v1/events/count', { params: { query: since } })),
    refetchInterval: peekMilliseconds,
    staleTime: peekMilliseconds,
  })
}

/** One event by its id; its time, to the microsecond, says where to look. */
export const eventQuery = (id: string, at: string | undefined) =>
  queryOptions({
    queryKey: ['events', 'one', id],
    queryFn: async (): Promise<EventRecord | null> => {
      const time: Times =
        at === undefined ? {} : { from: new Date(at).toISOString(), to: new Date(Date.parse(at) + 1).toISOString() }
      const page = await unwrap<EventPage>(api.GET('/api/v1/events', { params: { query: { id, ...time, limit: 1 } } }))
      return page.items[0] ?? null
    },
    ...unmoved,
  })

/** The whole filter as a file, streamed by the server: it may be larger than a tab can hold. */
export function exportAddress(filter: EventsFilter, format: 'csv' | 'ndjson'): string {
  const query = new URLSearchParams({ format })
  for (const [name, value] of Object.entries(filter)) {
    for (const one of Array.isArray(value) ? value : [value]) query.append(name, String(one))
  }
  return `/api/v1/events/export?${query}`
}
