import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query'
import { api, unwrap } from '../../api/client.ts'
import type { CsafDocument, CsafDocumentPage, CsafFound, CsafProviderList } from '../../api/types.ts'
import { compact } from '../../app/search-params.ts'
import type { CsafSearch } from './csaf.search.ts'

/** Under `vulnerabilities`, so that the live stream tells when it is stale. */
const family = ['vulnerabilities', 'csaf'] as const

export const csafDocumentsQuery = ({ q, state }: Pick<CsafSearch, 'q' | 'state'>) =>
  infiniteQueryOptions({
    queryKey: [...family, 'documents', q ?? '', state ?? ''],
    queryFn: ({ pageParam }) =>
      unwrap<CsafDocumentPage>(
        api.GET('/api/v1/csaf/documents', {
          params: { query: { ...compact({ q, state, cursor: pageParam }), limit: 50 } },
        }),
      ),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
    placeholderData: keepPreviousData,
  })

export const csafDocumentQuery = (id: string) =>
  queryOptions({
    queryKey: [...family, 'document', id],
    queryFn: () => unwrap<CsafDocument>(api.GET('/api/v1/csaf/documents/{id}', { params: { path: { id } } })),
  })

export const csafProvidersQuery = queryOptions({
  queryKey: [...family, 'providers'],
  queryFn: () => unwrap<CsafProviderList>(api.GET('/api/v1/csaf/providers')),
})

export const lookAtCsaf = (address: string) => unwrap<CsafFound>(api.POST('/api/v1/csaf/look', { body: { address } }))

export const addCsafProvider = (body: { url: string; distributions: string[]; minutes?: number }) =>
  unwrap<{ id: string }>(api.POST('/api/v1/csaf/providers', { body }))

export const changeCsafProvider = (id: string, body: { enabled: boolean } | { minutes: number }): Promise<unknown> =>
  unwrap(api.PUT('/api/v1/csaf/providers/{id}', { params: { path: { id } }, body }))

export const readCsafProvider = (id: string, force: boolean): Promise<unknown> =>
  unwrap(api.POST('/api/v1/csaf/providers/{id}/sync', { params: { path: { id } }, body: { force } }))

export const removeCsafProvider = (id: string): Promise<unknown> =>
  unwrap(api.DELETE('/api/v1/csaf/providers/{id}', { params: { path: { id } } }))
