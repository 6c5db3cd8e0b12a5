import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query'
import { api, unwrap } from '../../api/client.ts'
import type { FeedImportStarted, FeedList, FeedRunPage, FeedSettings, FeedUnusedPage } from '../../api/types.ts'
import { compact } from '../../app/search-params.ts'

export type FeedKind = 'cve' | 'kev' | 'epss' | 'csaf'

/** In the family of vulnerabilities, so that a reading is followed while it goes on. */
export const feedListQuery = queryOptions({
  queryKey: ['vulnerabilities', 'feeds'],
  queryFn: () => unwrap<FeedList>(api.GET('/api/v1/feeds')),
})

export const feedRunsQuery = (source: string | undefined) =>
  infiniteQueryOptions({
    queryKey: ['vulnerabilities', 'feed-runs', source ?? ''],
    queryFn: ({ pageParam }) =>
      unwrap<FeedRunPage>(
        api.GET('/api/v1/feeds/runs', { params: { query: { ...compact({ source, cursor: pageParam }), limit: 20 } } }),
      ),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
    placeholderData: keepPreviousData,
  })

export const unusedQuery = (id: string) =>
  infiniteQueryOptions({
    queryKey: ['vulnerabilities', 'feed-unused', id],
    queryFn: ({ pageParam }) =>
      unwrap<FeedUnusedPage>(
        api.GET('/api/v1/feeds/runs/{id}/unused', {
          params: { path: { id }, query: { ...compact({ cursor: pageParam }), limit: 100 } },
        }),
      ),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
  })

export const setFeed = (source: string, body: FeedSettings) =>
  unwrap(api.PUT('/api/v1/feeds/{source}', { params: { path: { source } }, body }))

export const syncFeed = (source: string) =>
  unwrap(api.POST('/api/v1/feeds/{source}/sync', { params: { path: { source } } }))

/** The file goes as it is, from the disk and not through the page's memory. */
export function importFeed(kind: FeedKind, file: File, force: boolean): Promise<FeedImportStarted> {
  return unwrap<FeedImportStarted>(
    api.POST('/api/v1/feeds/import', {
      params: { query: { kind, file: file.name.slice(0, 200), force } },
      body: file,
      bodySerializer: (body: unknown) => body as File,
      headers: { 'content-type': 'application/octet-stream' },
    }),
  )
}
