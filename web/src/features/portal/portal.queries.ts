import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query'
import { api, unwrap } from '../../api/client.ts'
import type { Language, PortalChoices, PortalToday, PortalWarningDetail, PortalWarningPage } from '../../api/types.ts'
import { compact } from '../../app/search-params.ts'

/** Deadlines pass without anything having changed. */
const deadlineMilliseconds = 60_000

export const todayQuery = (member: string | undefined, language: Language) =>
  queryOptions({
    queryKey: ['portal', 'today', member, language],
    queryFn: () => unwrap<PortalToday>(api.GET('/api/v1/portal', { params: { query: compact({ member, language }) } })),
    placeholderData: keepPreviousData,
    refetchInterval: deadlineMilliseconds,
  })

export const portalWarningsQuery = (
  filter: { member?: string | undefined; open?: boolean | undefined },
  language: Language,
) =>
  infiniteQueryOptions({
    queryKey: ['portal', 'warnings', filter, language],
    queryFn: ({ pageParam }) => {
      const query = compact({ ...filter, language, cursor: pageParam, limit: 50 })
      return unwrap<PortalWarningPage>(api.GET('/api/v1/portal/warnings', { params: { query } }))
    },
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
    placeholderData: keepPreviousData,
  })

export const portalWarningQuery = (id: string, language: Language) =>
  queryOptions({
    queryKey: ['portal', 'warning', id, language],
    queryFn: () =>
      unwrap<PortalWarningDetail>(
        api.GET('/api/v1/portal/warnings/{id}', { params: { path: { id }, query: { language } } }),
      ),
    placeholderData: keepPreviousData,
  })

export const choicesQuery = queryOptions({
  queryKey: ['portal', 'choices'],
  queryFn: () => unwrap<PortalChoices>(api.GET('/api/v1/portal/choices')),
})
