import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query'
import { api, unwrap } from '../../api/client.ts'
import type {
  AliasHistory,
  AliasNames,
  AliasPage,
  AliasPreview,
  Coverage,
  ProductAlias,
  ProductPage,
} from '../../api/types.ts'
import { compact } from '../../app/search-params.ts'

export type ProductFilter = { q?: string | undefined; known?: 'no' | undefined }

/** Under `inventory`: whatever changes a list changes these too. */
export const productsQuery = (filter: ProductFilter) =>
  infiniteQueryOptions({
    queryKey: ['inventory', 'products', filter],
    queryFn: ({ pageParam }) =>
      unwrap<ProductPage>(
        api.GET('/api/v1/products', { params: { query: compact({ ...filter, cursor: pageParam }) } }),
      ),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
    placeholderData: keepPreviousData,
  })

export const coverageQuery = queryOptions({
  queryKey: ['inventory', 'coverage'],
  queryFn: () => unwrap<Coverage>(api.GET('/api/v1/inventory/coverage')),
})

export const aliasesQuery = (state: ProductAlias['state']) =>
  infiniteQueryOptions({
    queryKey: ['inventory', 'aliases', state],
    queryFn: ({ pageParam }) =>
      unwrap<AliasPage>(api.GET('/api/v1/aliases', { params: { query: compact({ state, cursor: pageParam }) } })),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
  })

export const decideAlias = (id: string, state: 'confirmed' | 'refused', reason: string) =>
  unwrap(api.POST('/api/v1/aliases/{id}/decide', { params: { path: { id } }, body: { state, reason } }))
export const undoAlias = (id: string) => unwrap(api.POST('/api/v1/aliases/{id}/undo', { params: { path: { id } } }))

export const addAlias = (body: { one: string; other: string; reason: string }) =>
  unwrap<{ id: string }>(api.POST('/api/v1/aliases', { body }))

export const aliasNamesQuery = (q: string) =>
  queryOptions({
    queryKey: ['inventory', 'alias-names', q],
    queryFn: () => unwrap<AliasNames>(api.GET('/api/v1/aliases/names', { params: { query: { q } } })),
    enabled: q.length >= 2 && q.length <= 100,
    placeholderData: keepPreviousData,
  })
export const aliasPreviewQuery = (one: string, other: string) =>
  queryOptions({
    queryKey: ['inventory', 'alias-preview', one, other],
    queryFn: () => unwrap<AliasPreview>(api.GET('/api/v1/aliases/preview', { params: { query: { one, other } } })),
  })
export const aliasHistoryQuery = (id: string) =>
  queryOptions({
    queryKey: ['inventory', 'alias-history', id],
    queryFn: () => unwrap<AliasHistory>(api.GET('/api/v1/aliases/{id}/history', { params: { path: { id } } })),
  })
