import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import { api, unwrap } from '../../api/client.ts'
import type { Detection, DetectionCounts, DetectionDetail, DetectionPage } from '../../api/types.ts'
import { compact } from '../../app/search-params.ts'
import { samePlaces } from './queue.ts'
import type { TriageSearch } from './triage.search.ts'

export type TriageFilter = { view: Detection['view']; credibility?: number } & Pick<
  TriageSearch,
  'severity' | 'reliability' | 'assigned' | 'member' | 'suppression' | 'q'
>

export function filterOf(search: TriageSearch): TriageFilter {
  const { severity, reliability, assigned, member, suppression, q } = search
  const credibility = search.credibility === undefined ? undefined : Number(search.credibility)
  return {
    view: search.state ?? 'queued',
    ...compact({ severity, reliability, credibility, assigned, member, suppression, q }),
  }
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
    queryFn: async ({ pageParam, client }) => {
      const page = await detectionPage(filter, pageParam)
      // What the list begins with is the newest there is: the peek need not ask for the same at once.
      if (pageParam === undefined) client.setQueryData(triagePeekQuery(filter).queryKey, page)
      return page
    },
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
    staleTime: Number.POSITIVE_INFINITY,
    refetchOnMount: 'always',
    refetchOnWindowFocus: false,
  })

/**
 * What the first page looks like now; compared with the list it tells what is new and what others have dealt with. Asked
 * again each minute, since nothing tells when what was put away is due.
 */
export const triagePeekQuery = (filter: TriageFilter) =>
  queryOptions({
    queryKey: ['detections', 'peek', filter],
    queryFn: () => detectionPage(filter),
    refetchInterval: 60_000,
    structuralSharing: (before, now) => samePlaces(before as DetectionPage | undefined, now as DetectionPage),
  })

/** Of any state, for choosing the one that others repeat. */
export const detectionsOfMember = (member: string) =>
  queryOptions({
    queryKey: ['detections', 'of', member],
    queryFn: () => unwrap<DetectionPage>(api.GET('/api/v1/detections', { params: { query: { member, limit: 500 } } })),
  })

export const detectionQuery = (id: string) =>
  queryOptions({
    queryKey: ['detections', 'one', id],
    queryFn: () => unwrap<DetectionDetail>(api.GET('/api/v1/detections/{id}', { params: { path: { id } } })),
  })

/**
 * Of the lists that somebody has to work on; of the others nobody asks how long they are. Not at every piece of news: with
 * fifty detections a second that would be a count a second for each reader.
 */
export const waitingCountsQuery = queryOptions({
  queryKey: ['triage-counts'],
  queryFn: () => unwrap<DetectionCounts>(api.GET('/api/v1/triage/counts')),
  refetchInterval: 15_000,
})
