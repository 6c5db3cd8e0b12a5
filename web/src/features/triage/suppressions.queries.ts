import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import { api, unwrap } from '../../api/client.ts'
import type {
  NewSuppression,
  SuppressionList,
  SuppressionMade,
  SuppressionTried,
  SuppressionTry,
} from '../../api/types.ts'
import type { SuppressionsSearch } from './suppressions.search.ts'

export function suppressionPage(filter: SuppressionsSearch, limit: number): Promise<SuppressionList> {
  return unwrap<SuppressionList>(api.GET('/api/v1/suppressions', { params: { query: { ...filter, limit } } }))
}

/** More at once would not be read; the search finds the rest. */
const mostShown = 200

/** Under `detections`: what is held back changes with them. */
export const suppressionsQuery = (filter: SuppressionsSearch) =>
  queryOptions({
    queryKey: ['detections', 'suppressions', filter],
    queryFn: () => suppressionPage(filter, mostShown),
    placeholderData: keepPreviousData,
  })

/** How many there are, and how much they hold back. */
export const heldBackQuery = queryOptions({
  queryKey: ['detections', 'suppressions', 'count'],
  queryFn: () => suppressionPage({ state: 'active' }, 1),
})

export function endSuppression(id: string): Promise<{ released: number }> {
  return unwrap(api.POST('/api/v1/suppressions/{id}/end', { params: { path: { id } } }))
}

export function resumeSuppression(id: string): Promise<{ held: number }> {
  return unwrap(api.POST('/api/v1/suppressions/{id}/resume', { params: { path: { id } } }))
}

export function makeSuppression(body: NewSuppression): Promise<SuppressionMade> {
  return unwrap<SuppressionMade>(api.POST('/api/v1/suppressions', { body }))
}

export function prolongSuppression(id: string, until: Date): Promise<unknown> {
  return unwrap(
    api.POST('/api/v1/suppressions/{id}/prolong', { params: { path: { id } }, body: { until: until.toISOString() } }),
  )
}

/** How much of the queue it would hold back. */
export const suppressionTryQuery = (what: SuppressionTry) =>
  queryOptions({
    queryKey: ['suppression-try', what],
    queryFn: () => unwrap<SuppressionTried>(api.POST('/api/v1/suppressions/try', { body: what })),
    placeholderData: keepPreviousData,
  })
