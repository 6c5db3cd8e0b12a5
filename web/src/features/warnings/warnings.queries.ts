import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query'
import { api, unwrap } from '../../api/client.ts'
import type { Board, Language, WarningDetail, WarningPage, WarningStanding, WarningTimes } from '../../api/types.ts'
import { compact } from '../../app/search-params.ts'
import type { WarningsSearch } from './warnings.search.ts'

export type WarningFilter = Omit<WarningsSearch, 'view' | 'campaign' | 'advisory' | 'kind' | 'part'>

export function warningFilter({
  view: _,
  campaign: __,
  advisory: ___,
  kind: ____,
  part: _____,
  ...filter
}: WarningsSearch): WarningFilter {
  return filter
}

function warningPage({ only, ...filter }: WarningFilter, cursor?: string, limit = 100): Promise<WarningPage> {
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

/** Deadlines pass without anything having changed. */
const deadlineMilliseconds = 60_000

export function boardFilter({ campaign, advisory, severity, kind, part, only }: WarningsSearch) {
  return compact({ campaign, advisory, severity, kind, part, silent: only === 'open' ? true : undefined })
}
export type BoardFilter = ReturnType<typeof boardFilter>

export const boardQuery = (filter: BoardFilter) =>
  queryOptions({
    queryKey: ['warnings', 'board', filter],
    queryFn: () => unwrap<Board>(api.GET('/api/v1/warnings/board', { params: { query: filter } })),
    placeholderData: keepPreviousData,
    refetchInterval: deadlineMilliseconds,
  })

/** A file of the whole filter, from the server. */
export const boardFile = (filter: BoardFilter) => `/api/v1/warnings/board/export?${queryOf(filter)}`

/** A page to print, with all rows: the screen draws only those in view. */
export const boardPage = (filter: BoardFilter, lang: Language) =>
  `/api/v1/warnings/board/page?${queryOf({ ...filter, lang })}`

export const warningFile = ({ only, ...filter }: WarningFilter) =>
  `/api/v1/warnings/export?${queryOf({ ...filter, ...compact({ open: only === 'open' ? true : undefined }) })}`

function queryOf(fields: Record<string, unknown>): URLSearchParams {
  return new URLSearchParams(Object.entries(fields).map(([key, value]) => [key, String(value)]))
}

export const timesQuery = ({ campaign, severity }: BoardFilter) =>
  queryOptions({
    queryKey: ['warnings', 'times', campaign, severity],
    queryFn: () =>
      unwrap<WarningTimes>(api.GET('/api/v1/warnings/times', { params: { query: compact({ campaign, severity }) } })),
    placeholderData: keepPreviousData,
  })

export const warningQuery = (id: string) =>
  queryOptions({
    queryKey: ['warnings', 'one', id],
    queryFn: () => unwrap<WarningDetail>(api.GET('/api/v1/warnings/{id}', { params: { path: { id } } })),
  })

/** How each measure and vulnerability stands, in the reader's language. */
export const standingQuery = (id: string, language: Language) =>
  queryOptions({
    queryKey: ['warnings', 'standing', id, language],
    queryFn: () =>
      unwrap<WarningStanding>(
        api.GET('/api/v1/warnings/{id}/standing', { params: { path: { id }, query: { language } } }),
      ),
  })
