import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query'
import { api, unwrap } from '../../api/client.ts'
import type { FollowUp, MemberVulnerabilityPage, VexJustification, VexStatus, VexTaken } from '../../api/types.ts'
import { compact } from '../../app/search-params.ts'
import type { FollowUpFilter } from './follow-up.search.ts'

/** Days pass without anything having changed. */
const dayMilliseconds = 600_000

export const followUpQuery = (filter: FollowUpFilter) =>
  queryOptions({
    queryKey: ['vulnerabilities', 'follow-up', filter],
    queryFn: () => unwrap<FollowUp>(api.GET('/api/v1/vulnerabilities/follow-up', { params: { query: filter } })),
    placeholderData: keepPreviousData,
    refetchInterval: dayMilliseconds,
  })

export function followUpFile({ weeks: _, ...filter }: FollowUpFilter): string {
  return `/api/v1/vulnerabilities/follow-up/export?${new URLSearchParams(Object.entries(filter))}`
}

export const memberVulnerabilitiesQuery = (orgnr: string, all: boolean) =>
  infiniteQueryOptions({
    queryKey: ['vulnerabilities', 'member', orgnr, all],
    queryFn: ({ pageParam }) =>
      unwrap<MemberVulnerabilityPage>(
        api.GET('/api/v1/members/{orgnr}/vulnerabilities', {
          params: { path: { orgnr }, query: compact({ all: all || undefined, cursor: pageParam, limit: 50 }) },
        }),
      ),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
    placeholderData: keepPreviousData,
  })

type Said = { member: string; vex: VexStatus | null; justification: VexJustification | null }

export const sayVex = (cve: string, body: Said) =>
  unwrap<VexTaken>(api.PUT('/api/v1/portal/vulnerabilities/{cve}/vex', { params: { path: { cve } }, body }))
