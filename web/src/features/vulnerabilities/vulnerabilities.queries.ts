import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query'
import { api, unwrap } from '../../api/client.ts'
import type {
  ExploitationBefore,
  ExploitationWord,
  MatchVerdict,
  MatchVerdictBefore,
  SsvcDecide,
  SsvcTrees,
  UnaffectedProducts,
  VulnerabilityDetail,
  VulnerabilityList,
  VulnerabilityNews,
} from '../../api/types.ts'
import { compact } from '../../app/search-params.ts'
import type { VulnerabilityQuery } from './vulnerabilities.search.ts'

/** While something is being matched: where nothing comes of it, nobody tells. */
const matchingMilliseconds = 5_000
/** A page is fetched as the one before is read. */
const atOnce = 50

export const vulnerabilityListQuery = (filter: VulnerabilityQuery) =>
  infiniteQueryOptions({
    queryKey: ['vulnerabilities', 'list', filter],
    queryFn: ({ pageParam }) =>
      unwrap<VulnerabilityList>(
        api.GET('/api/v1/vulnerabilities', {
          params: { query: { ...filter, limit: atOnce, ...compact({ cursor: pageParam }) } },
        }),
      ),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
    placeholderData: keepPreviousData,
    refetchInterval: ({ state }) => (state.data?.pages[0]?.matching ? matchingMilliseconds : false),
  })

export const vulnerabilityNewsQuery = (since: string) =>
  queryOptions({
    queryKey: ['vulnerabilities', 'news', since],
    queryFn: () => unwrap<VulnerabilityNews>(api.GET('/api/v1/vulnerabilities/news', { params: { query: { since } } })),
    placeholderData: keepPreviousData,
  })

export const vulnerabilityQuery = (cve: string) =>
  queryOptions({
    queryKey: ['vulnerabilities', 'one', cve],
    queryFn: () => unwrap<VulnerabilityDetail>(api.GET('/api/v1/vulnerabilities/{cve}', { params: { path: { cve } } })),
    refetchInterval: ({ state }) => (state.data?.matching ? matchingMilliseconds : false),
  })

export const unaffectedQuery = (cve: string) =>
  queryOptions({
    queryKey: ['vulnerabilities', 'unaffected', cve],
    queryFn: () =>
      unwrap<UnaffectedProducts>(api.GET('/api/v1/vulnerabilities/{cve}/unaffected', { params: { path: { cve } } })),
  })

/** They change with the program alone. */
export const ssvcQuery = queryOptions({
  queryKey: ['ssvc'],
  queryFn: () => unwrap<SsvcTrees>(api.GET('/api/v1/ssvc')),
  staleTime: Number.POSITIVE_INFINITY,
})

const of = (cve: string) => ({ params: { path: { cve } } })

export const sayExploitation = (cve: string, body: ExploitationWord) =>
  unwrap<ExploitationBefore>(api.POST('/api/v1/vulnerabilities/{cve}/exploitation', { ...of(cve), body }))
export const withdrawExploitation = (cve: string, partner?: string) =>
  unwrap<ExploitationBefore>(
    api.DELETE('/api/v1/vulnerabilities/{cve}/exploitation', {
      params: { path: { cve }, query: compact({ partner }) },
    }),
  )
const ofVerdict = (cve: string, software: number) => ({ params: { path: { cve, software } } })
export const settleVerdict = (cve: string, software: number, body: MatchVerdict) =>
  unwrap<MatchVerdictBefore>(
    api.PUT('/api/v1/vulnerabilities/{cve}/verdicts/{software}', { ...ofVerdict(cve, software), body }),
  )
export const unsettleVerdict = (cve: string, software: number) =>
  unwrap<MatchVerdictBefore>(api.DELETE('/api/v1/vulnerabilities/{cve}/verdicts/{software}', ofVerdict(cve, software)))
export const decide = (cve: string, body: SsvcDecide) =>
  unwrap<{ id: string }>(api.POST('/api/v1/vulnerabilities/{cve}/decisions', { ...of(cve), body }))
export const undoDecision = (cve: string, id: string) =>
  unwrap(api.POST('/api/v1/vulnerabilities/{cve}/decisions/{id}/undo', { params: { path: { cve, id } } }))
