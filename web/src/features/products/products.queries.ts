import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query'
import { api, unwrap } from '../../api/client.ts'
import type { AliasPage, Coverage, ProductAlias, ProductPage } from '../../api/types.ts'
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

export const decideAlias = (id: string, state: 'confirmed' | 'refused') =>
  unwrap(api.POST('/api/v1/aliases/{id}/decide', { params: { path: { id } }, body: { state, reason: '' } }))
export const undoAlias = (id: string) => unwrap(api.POST('/api/v1/aliases/{id}/undo', { params: { path: { id } } }))
