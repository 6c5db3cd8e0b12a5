import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query'
import { api, unwrap } from '../../api/client.ts'
import type { Board, WarningDetail, WarningPage } from '../../api/types.ts'
import { compact } from '../../app/search-params.ts'
import type { WarningsSearch } from './warnings.search.ts'

export type WarningFilter = Omit<WarningsSearch, 'view'>

export function warningFilter({ view: _, ...filter }: WarningsSearch): WarningFilter {
  return filter
}

export function warningPage({ only, ...filter }: WarningFilter, cursor?: string, limit = 100): Promise<WarningPage> {
  const query = { ...filter, ...compact({ cursor, open: only === 'open' ? true : undefined }), limit }
  return unwrap<WarningPage>(api.GET('/api/v1/warnings', { params: { query } }))
}

export const warningListQuery = (filter: WarningFilter) =>
  infiniteQueryOptions({
    queryKey: ['warnings', 'list', filter],
    queryFn: ({ pageParam }) => warningPage(filter, pageParam),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
    placeholderData: keepPreviousData,
  })

export const boardQuery = queryOptions({
  queryKey: ['warnings', 'board'],
  queryFn: () => unwrap<Board>(api.GET('/api/v1/warnings/board')),
})

export const warningQuery = (id: string) =>
  queryOptions({
    queryKey: ['warnings', 'one', id],
    queryFn: () => unwrap<WarningDetail>(api.GET('/api/v1/warnings/{id}', { params: { path: { id } } })),
  })
