import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query'
import { api, unwrap } from '../../api/client.ts'
import type {
  AllowPage,
  Indicator,
  IndicatorActive,
  IndicatorImportReport,
  IndicatorPage,
  IndicatorState,
  SourceReliability,
  SourceReliabilityList,
} from '../../api/types.ts'
import { compact } from '../../app/search-params.ts'

export type IndicatorFilter = { q?: string; type?: Indicator['type']; state?: IndicatorState }
export type AllowFilter = { q?: string; built_in?: boolean }

export function indicatorPage(filter: IndicatorFilter, cursor?: string, limit = 100): Promise<IndicatorPage> {
  return unwrap<IndicatorPage>(
    api.GET('/api/v1/indicators', { params: { query: { ...filter, ...compact({ cursor }), limit } } }),
  )
}

export const indicatorListQuery = (filter: IndicatorFilter) =>
  infiniteQueryOptions({
    queryKey: ['indicators', 'list', filter],
    queryFn: ({ pageParam }) => indicatorPage(filter, pageParam),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
    placeholderData: keepPreviousData,
  })

export const indicatorQuery = (id: string) =>
  queryOptions({
    queryKey: ['indicators', 'one', id],
    queryFn: () => unwrap<Indicator>(api.GET('/api/v1/indicators/{id}', { params: { path: { id } } })),
  })

export const activeQuery = queryOptions({
  queryKey: ['indicators', 'active'],
  queryFn: () => unwrap<IndicatorActive>(api.GET('/api/v1/indicators/active')),
})

export const allowListQuery = (filter: AllowFilter) =>
  infiniteQueryOptions({
    queryKey: ['indicators', 'allowlist', filter],
    queryFn: ({ pageParam }) =>
      unwrap<AllowPage>(
        api.GET('/api/v1/allowlist', { params: { query: { ...filter, ...compact({ cursor: pageParam }) } } }),
      ),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
    placeholderData: keepPreviousData,
  })

export function retract(id: string): Promise<unknown> {
  return unwrap(api.POST('/api/v1/indicators/{id}/retract', { params: { path: { id } } }))
}

export function letThrough(id: string, reason: string): Promise<unknown> {
  return unwrap(api.POST('/api/v1/indicators/{id}/let-through', { params: { path: { id } }, body: { reason } }))
}

export function stopAgain(id: string): Promise<unknown> {
  return unwrap(api.DELETE('/api/v1/indicators/{id}/let-through', { params: { path: { id } } }))
}

type Queued = { indicators: number }

export function lookBack(id: string): Promise<Queued> {
  return unwrap<Queued>(api.POST('/api/v1/indicators/{id}/look-back', { params: { path: { id } } }))
}

export function lookBackOfSource(source: string): Promise<Queued> {
  return unwrap<Queued>(api.POST('/api/v1/look-backs', { body: { source } }))
}

export type AllowDraft = { value: string; reason: string }

export function allow(body: AllowDraft): Promise<unknown> {
  return unwrap(api.POST('/api/v1/allowlist', { body }))
}

export function disallow(id: string): Promise<unknown> {
  return unwrap(api.DELETE('/api/v1/allowlist/{id}', { params: { path: { id } } }))
}

/** Sends the file as it is; with a dry run nothing is written. */
export function importIndicators(csv: string, dryRun: boolean): Promise<IndicatorImportReport> {
  return unwrap<IndicatorImportReport>(
    api.POST('/api/v1/indicators/import', {
      params: { query: { dry_run: dryRun } },
      body: csv,
      bodySerializer: (body: string) => body,
      headers: { 'content-type': 'text/csv' },
    }),
  )
}

/** Under `detections`: what rests on each changes with them. */
export const sourceReliabilityQuery = queryOptions({
  queryKey: ['detections', 'sources'],
  queryFn: () => unwrap<SourceReliabilityList>(api.GET('/api/v1/source-reliability')),
})

export function judgeSource(body: Pick<SourceReliability, 'source' | 'reliability'>): Promise<unknown> {
  return unwrap(api.PUT('/api/v1/source-reliability', { body }))
}
