import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query'
import { api, unwrap } from '../../api/client.ts'
import type { Language, PortalChoices, PortalToday, PortalWarningDetail, PortalWarningPage } from '../../api/types.ts'
import { compact } from '../../app/search-params.ts'
import type { Whose } from './portal.search.ts'

/** Deadlines pass without anything having changed. */
const deadlineMilliseconds = 60_000

export const todayQuery = ({ member, as }: Whose, language: Language) =>
  queryOptions({
    queryKey: ['portal', 'today', as, member, language],
    queryFn: () =>
      as === undefined
        ? unwrap<PortalToday>(api.GET('/api/v1/portal', { params: { query: compact({ member, language }) } }))
        : unwrap<PortalToday>(
            api.GET('/api/v1/members/{orgnr}/portal', { params: { path: { orgnr: as }, query: { language } } }),
          ),
    placeholderData: keepPreviousData,
    refetchInterval: deadlineMilliseconds,
  })

export const portalWarningsQuery = ({ member, as }: Whose, open: true | undefined, language: Language) =>
  infiniteQueryOptions({
    queryKey: ['portal', 'warnings', as, member, open, language],
    queryFn: ({ pageParam }) => {
      const query = compact({ open, language, cursor: pageParam, limit: 50 })
      return as === undefined
        ? unwrap<PortalWarningPage>(
            api.GET('/api/v1/portal/warnings', { params: { query: { ...query, ...compact({ member }) } } }),
          )
        : unwrap<PortalWarningPage>(
            api.GET('/api/v1/members/{orgnr}/portal/warnings', { params: { path: { orgnr: as }, query } }),
          )
    },
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
    placeholderData: keepPreviousData,
  })

export const portalWarningQuery = (id: string, { as }: Whose, language: Language) =>
  queryOptions({
    queryKey: ['portal', 'warning', as, id, language],
    queryFn: () =>
      as === undefined
        ? unwrap<PortalWarningDetail>(
            api.GET('/api/v1/portal/warnings/{id}', { params: { path: { id }, query: { language } } }),
          )
        : unwrap<PortalWarningDetail>(
            api.GET('/api/v1/members/{orgnr}/portal/warnings/{id}', {
              params: { path: { orgnr: as, id }, query: { language } },
            }),
          ),
    placeholderData: keepPreviousData,
  })

export const choicesQuery = queryOptions({
  queryKey: ['portal', 'choices'],
  queryFn: () => unwrap<PortalChoices>(api.GET('/api/v1/portal/choices')),
})

const hitDays = 7

/** In how many of a sensor's events of late something listed was found. The hour is enough: it is no alarm. */
export const hitsQuery = (sensor: string) =>
  queryOptions({
    queryKey: ['events', 'hits', sensor],
    queryFn: () => {
      const from = new Date(Date.now() - hitDays * 86_400_000).toISOString()
      const query = { sensor, from, hit: true }
      return unwrap<{ count: number }>(api.GET('/api/v1/events/count', { params: { query } }))
    },
    staleTime: 600_000,
  })
