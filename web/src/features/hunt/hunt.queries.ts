import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query'
import { api, unwrap } from '../../api/client.ts'
import type { Hunt, HuntPage, HuntStarted, LookBackList } from '../../api/types.ts'
import { compact } from '../../app/search-params.ts'

/** The live stream tells of each step; this is for when it is down. */
const pollMilliseconds = 5_000

export const huntListQuery = infiniteQueryOptions({
  queryKey: ['hunts', 'list'],
  queryFn: ({ pageParam }) =>
    unwrap<HuntPage>(api.GET('/api/v1/hunts', { params: { query: { ...compact({ cursor: pageParam }), limit: 50 } } })),
  initialPageParam: undefined as string | undefined,
  getNextPageParam: (page) => page.next ?? undefined,
  placeholderData: keepPreviousData,
})

export const huntQuery = (id: string) =>
  queryOptions({
    queryKey: ['hunts', 'one', id],
    queryFn: () => unwrap<Hunt>(api.GET('/api/v1/hunts/{id}', { params: { path: { id } } })),
    refetchInterval: ({ state }) => (state.data && state.data.ended_at === null ? pollMilliseconds : false),
  })

export const lookBacksQuery = queryOptions({
  queryKey: ['hunts', 'look-backs'],
  queryFn: () => unwrap<LookBackList>(api.GET('/api/v1/look-backs')),
})

export function startHunt(body: { indicators: string[]; days: number }): Promise<HuntStarted> {
  return unwrap<HuntStarted>(api.POST('/api/v1/hunts', { body }))
}

export function stopHunt(id: string): Promise<unknown> {
  return unwrap(api.DELETE('/api/v1/hunts/{id}', { params: { path: { id } } }))
}
