import { infiniteQueryOptions } from '@tanstack/react-query'
import { api, unwrap } from '../../api/client.ts'
import type { SourceEnrolled, SourcePage } from '../../api/types.ts'
import { compact } from '../../app/search-params.ts'

/** In the family of the sensors, so that it is fetched anew when one of either has sent. */
export const sourceListQuery = () =>
  infiniteQueryOptions({
    queryKey: ['sensors', 'sources'],
    queryFn: ({ pageParam }) =>
      unwrap<SourcePage>(
        api.GET('/api/v1/sources', { params: { query: { ...compact({ cursor: pageParam }), limit: 100 } } }),
      ),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
  })

export function enrolSource(name: string): Promise<SourceEnrolled> {
  return unwrap<SourceEnrolled>(api.POST('/api/v1/sources', { body: { name } }))
}

export function rotateSource(id: string, overlap_hours: number): Promise<SourceEnrolled> {
  return unwrap<SourceEnrolled>(
    api.POST('/api/v1/sources/{id}/rotate', { params: { path: { id } }, body: { overlap_hours } }),
  )
}

export function revokeSource(id: string): Promise<unknown> {
  return unwrap(api.POST('/api/v1/sources/{id}/revoke', { params: { path: { id } } }))
}
