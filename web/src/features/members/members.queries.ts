import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query'
import { api, unwrap } from '../../api/client.ts'
import type { ImportReport, Member, MemberPage, SensorPage } from '../../api/types.ts'
import { compact } from '../../app/search-params.ts'

export type MemberFilter = { q?: string; kind?: string }

export function memberPage(filter: MemberFilter, cursor?: string, limit = 100): Promise<MemberPage> {
  return unwrap<MemberPage>(
    api.GET('/api/v1/members', { params: { query: { ...filter, ...compact({ cursor }), limit } } }),
  )
}

export const memberListQuery = (filter: MemberFilter) =>
  infiniteQueryOptions({
    queryKey: ['members', 'list', filter],
    queryFn: ({ pageParam }) => memberPage(filter, pageParam),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
    placeholderData: keepPreviousData,
  })

export const memberQuery = (orgnr: string) =>
  queryOptions({
    queryKey: ['members', 'one', orgnr],
    queryFn: () => unwrap<Member>(api.GET('/api/v1/members/{orgnr}', { params: { path: { orgnr } } })),
  })

export const memberSensorsQuery = (orgnr: string) =>
  queryOptions({
    queryKey: ['sensors', 'member', orgnr],
    queryFn: () => unwrap<SensorPage>(api.GET('/api/v1/sensors', { params: { query: { member: orgnr, limit: 100 } } })),
  })

/** Erases the member and everything of it; the name must be the member's own. */
export function eraseMember(orgnr: string, name: string): Promise<{ removed: Record<string, number> }> {
  return unwrap<{ removed: Record<string, number> }>(
    api.DELETE('/api/v1/members/{orgnr}', { params: { path: { orgnr } }, body: { name } }),
  )
}

/** Sends the file as it is; with a dry run nothing is written. */
export function importMembers(csv: string, dryRun: boolean): Promise<ImportReport> {
  return unwrap<ImportReport>(
    api.POST('/api/v1/members/import', {
      params: { query: { dry_run: dryRun } },
      body: csv,
      bodySerializer: (body: string) => body,
      headers: { 'content-type': 'text/csv' },
    }),
  )
}

/** Whom of the member to reach first, and as what. */
export function placeContact(id: string, body: { rank: number; role: string }): Promise<unknown> {
  return unwrap(api.PUT('/api/v1/contacts/{id}/place', { params: { path: { id } }, body }))
}
