import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query'
import { api, unwrap } from '../../api/client.ts'
import type {
  AdvisedPlan,
  AdvisedStopped,
  AdvisoryContent,
  AdvisoryDetail,
  AdvisoryList,
  AdvisoryNews,
  AdvisoryPreview,
  AdvisoryStep,
  Board,
} from '../../api/types.ts'
import { compact } from '../../app/search-params.ts'
import type { AdvisoryState } from './advisories.search.ts'

export const advisoryListQuery = (filter: { state?: AdvisoryState; q?: string }) =>
  infiniteQueryOptions({
    queryKey: ['advisories', 'list', filter],
    queryFn: ({ pageParam }) =>
      unwrap<AdvisoryList>(
        api.GET('/api/v1/advisories', { params: { query: { ...filter, ...compact({ cursor: pageParam }) } } }),
      ),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
    placeholderData: keepPreviousData,
  })

export const advisoriesAboutQuery = (cve: string) =>
  queryOptions({
    queryKey: ['advisories', 'about', cve],
    queryFn: () => unwrap<AdvisoryList>(api.GET('/api/v1/advisories', { params: { query: { cve } } })),
  })

const of = (id: string) => ({ params: { path: { id } } })

export const advisoryQuery = (id: string) =>
  queryOptions({
    queryKey: ['advisories', 'one', id],
    queryFn: () => unwrap<AdvisoryDetail>(api.GET('/api/v1/advisories/{id}', of(id))),
  })

/** As one member would get it; those that most is known of where none is named. */
export const previewQuery = (id: string, member: string | undefined) =>
  queryOptions({
    queryKey: ['advisories', 'preview', id, member],
    queryFn: () =>
      unwrap<AdvisoryPreview>(
        api.GET('/api/v1/advisories/{id}/preview', {
          params: { path: { id }, query: member === undefined ? {} : { member } },
        }),
      ),
    placeholderData: keepPreviousData,
  })

export const makeAdvisory = (cves: string[]) =>
  unwrap<{ id: string }>(api.POST('/api/v1/advisories', { body: { cves } }))
export const saveAdvisory = (id: string, revision: number, content: AdvisoryContent) =>
  unwrap<{ revision: number }>(api.PUT('/api/v1/advisories/{id}', { ...of(id), body: { revision, content } }))
export const takeStep = (id: string, body: { step: AdvisoryStep; revision: number; remark?: string }) =>
  unwrap<{ revision: number }>(api.POST('/api/v1/advisories/{id}/step', { ...of(id), body }))
export const publishAdvisory = (id: string, body: { revision: number; news?: AdvisoryNews }) =>
  unwrap<{ version: number }>(api.POST('/api/v1/advisories/{id}/publish', { ...of(id), body }))
export const withdrawAdvisory = (id: string, body: { revision: number; reason: AdvisoryNews }) =>
  unwrap<{ version: number }>(api.POST('/api/v1/advisories/{id}/withdraw', { ...of(id), body }))
export const discardAdvisory = (id: string, revision: number) =>
  unwrap(api.DELETE('/api/v1/advisories/{id}', { params: { path: { id }, query: { revision } } }))

/** Who it goes to changes with each answer, so it lies with the warnings, which are read anew as they change. */
export const recipientsQuery = (id: string) =>
  queryOptions({
    queryKey: ['warnings', 'advisory', id, 'recipients'],
    queryFn: () => unwrap<AdvisedPlan>(api.GET('/api/v1/advisories/{id}/recipients', of(id))),
  })
export const sentQuery = (id: string) =>
  queryOptions({
    queryKey: ['warnings', 'advisory', id, 'board'],
    queryFn: () => unwrap<Board>(api.GET('/api/v1/warnings/board', { params: { query: { advisory: id } } })),
  })
/** @param only leaves those who have an earlier version in peace */
export const sendAdvisory = (id: string, only: 'new' | undefined) =>
  unwrap(
    api.POST('/api/v1/advisories/{id}/send', {
      params: { path: { id }, query: only === undefined ? {} : { only } },
    }),
  )
export const stopAdvisory = (id: string) => unwrap<AdvisedStopped>(api.POST('/api/v1/advisories/{id}/stop', of(id)))
