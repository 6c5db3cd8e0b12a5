import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import { api, unwrap } from '../../api/client.ts'
import type {
  NewSuppression,
  Suppression,
  SuppressionList,
  SuppressionMade,
  SuppressionTried,
  SuppressionTry,
} from '../../api/types.ts'
import { compact } from '../../app/search-params.ts'

/** Under `detections`: what is held back changes with them. */
export const suppressionsQuery = (state?: Suppression['state']) =>
  queryOptions({
    queryKey: ['detections', 'suppressions', state ?? 'all'],
    queryFn: () => unwrap<SuppressionList>(api.GET('/api/v1/suppressions', { params: { query: compact({ state }) } })),
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
