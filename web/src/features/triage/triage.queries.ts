import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import { api, unwrap } from '../../api/client.ts'
import type { Detection, DetectionDetail, DetectionPage } from '../../api/types.ts'
import { compact } from '../../app/search-params.ts'
import type { TriageSearch } from './triage.search.ts'

export type TriageFilter = { state: Detection['state'] } & Pick<TriageSearch, 'severity' | 'member' | 'q'>

export function filterOf(search: TriageSearch): TriageFilter {
  const { severity, member, q } = search
  return { state: search.state ?? 'queued', ...compact({ severity, member, q }) }
}

export function detectionPage(filter: TriageFilter, cursor?: string, limit = 100): Promise<DetectionPage> {
  return unwrap<DetectionPage>(
    api.GET('/api/v1/detections', { params: { query: { ...filter, ...compact({ cursor }), limit } } }),
  )
}

/** The list as the reader works on it. Not among the keys that live news make stale: it must not move by itself. */
export const triageListQuery = (filter: TriageFilter) =>
  infiniteQueryOptions({
    queryKey: ['triage-list', filter],
    queryFn: ({ pageParam }) => detectionPage(filter, pageParam),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
    staleTime: Number.POSITIVE_INFINITY,
    refetchOnMount: 'always',
    refetchOnWindowFocus: false,
  })

/** What the first page looks like now; compared with the list it tells what is new and what others have dealt with. */
export const triagePeekQuery = (filter: TriageFilter) =>
  queryOptions({ queryKey: ['detections', 'peek', filter], queryFn: () => detectionPage(filter) })

export const detectionQuery = (id: string) =>
  queryOptions({
    queryKey: ['detections', 'one', id],
    queryFn: () => unwrap<DetectionDetail>(api.GET('/api/v1/detections/{id}', { params: { path: { id } } })),
  })
