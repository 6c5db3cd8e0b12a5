import { infiniteQueryOptions, keepPreviousData } from '@tanstack/react-query'
import { api, unwrap } from '../../api/client.ts'
import type { AuditPage, ChainReport } from '../../api/types.ts'
import { dayEnd, dayStart } from '../../app/days.ts'
import { compact } from '../../app/search-params.ts'
import type { AuditSearch } from './audit.search.ts'

/** What of the page's address narrows the log, as the server wants it. */
export function auditFilter(search: AuditSearch) {
  const { act, outcome, object_kind, object_id, actor_id, member, from, to } = search
  return compact({
    act,
    outcome,
    object_kind,
    object_id,
    actor_id,
    member,
    from: from ? (dayStart(from) ?? undefined) : undefined,
    to: to ? (dayEnd(to) ?? undefined) : undefined,
  })
}
export type AuditFilter = ReturnType<typeof auditFilter>

export const auditListQuery = (filter: AuditFilter) =>
  infiniteQueryOptions({
    queryKey: ['audit', 'list', filter],
    queryFn: ({ pageParam }) =>
      unwrap<AuditPage>(
        api.GET('/api/v1/audit', { params: { query: { ...filter, ...compact({ cursor: pageParam }), limit: 100 } } }),
      ),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
    placeholderData: keepPreviousData,
  })

/** The whole filter as a file, streamed by the server: it may be larger than a tab can hold. */
export function exportAddress(filter: AuditFilter, format: 'csv' | 'ndjson'): string {
  return `/api/v1/audit/export?${new URLSearchParams({ ...filter, format })}`
}

export function checkChain(): Promise<ChainReport> {
  return unwrap<ChainReport>(api.POST('/api/v1/audit/verify'))
}
