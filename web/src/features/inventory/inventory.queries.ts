import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query'
import { api, unwrap } from '../../api/client.ts'
import type {
  ExposurePage,
  ExposureReport,
  ExposureState,
  InventoryChange,
  InventoryPage,
  InventoryReport,
  NewInventoryItem,
  ProductSuggestions,
} from '../../api/types.ts'
import { compact } from '../../app/search-params.ts'

export type InventoryFilter = { member: string; q?: string | undefined; seen?: 'declared' | 'seen' | undefined }

export const inventoryQuery = (filter: InventoryFilter, limit = 100) =>
  infiniteQueryOptions({
    queryKey: ['inventory', 'list', filter, limit],
    queryFn: ({ pageParam }) =>
      unwrap<InventoryPage>(
        api.GET('/api/v1/inventory', { params: { query: compact({ ...filter, cursor: pageParam, limit }) } }),
      ),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
    placeholderData: keepPreviousData,
  })

export const suggestionsQuery = (q: string) =>
  queryOptions({
    queryKey: ['inventory', 'suggestions', q],
    queryFn: () => unwrap<ProductSuggestions>(api.GET('/api/v1/inventory/suggestions', { params: { query: { q } } })),
    enabled: q.length >= 2,
    placeholderData: keepPreviousData,
  })

export type ExposureFilter = { member?: string; cve?: string; state: ExposureState }

export const exposuresPage = (filter: ExposureFilter, cursor: string | undefined, limit = 100) =>
  unwrap<ExposurePage>(api.GET('/api/v1/exposures', { params: { query: compact({ ...filter, cursor, limit }) } }))
export const exposuresQuery = (filter: ExposureFilter, limit = 100) =>
  infiniteQueryOptions({
    queryKey: ['inventory', 'exposures', filter, limit],
    queryFn: ({ pageParam }) => exposuresPage(filter, pageParam, limit),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
    placeholderData: keepPreviousData,
  })
export const sayFalseFinding = (id: string, reason: string) =>
  unwrap(api.PUT('/api/v1/exposures/{id}/false', { params: { path: { id } }, body: { reason } }))
export const withdrawFalseFinding = (id: string) =>
  unwrap(api.DELETE('/api/v1/exposures/{id}/false', { params: { path: { id } } }))

export const addItem = (orgnr: string, body: NewInventoryItem) =>
  unwrap(api.POST('/api/v1/members/{orgnr}/inventory/items', { params: { path: { orgnr } }, body }))
export const changeItem = (id: string, body: InventoryChange) =>
  unwrap(api.PUT('/api/v1/inventory/{id}', { params: { path: { id } }, body }))
export const removeItem = (id: string) => unwrap(api.DELETE('/api/v1/inventory/{id}', { params: { path: { id } } }))
export const restoreItem = (id: string) =>
  unwrap(api.POST('/api/v1/inventory/{id}/restore', { params: { path: { id } } }))

export const removeItems = (orgnr: string, ids: string[]) =>
  unwrap(api.POST('/api/v1/members/{orgnr}/inventory/remove', { params: { path: { orgnr } }, body: { ids } }))
export const restoreItems = (orgnr: string, ids: string[]) =>
  unwrap(api.POST('/api/v1/members/{orgnr}/inventory/restore', { params: { path: { orgnr } }, body: { ids } }))
export const undoImport = (orgnr: string, { file, at }: { file: string; at: string }) =>
  unwrap(api.POST('/api/v1/members/{orgnr}/inventory/undo-import', { params: { path: { orgnr } }, body: { file, at } }))

type File = { name: string; text: string }
const asFile = { bodySerializer: (body: string) => body, headers: { 'content-type': 'application/octet-stream' } }

export const importInventory = (orgnr: string, { name, text }: File, dryRun: boolean) =>
  unwrap<InventoryReport>(
    api.POST('/api/v1/members/{orgnr}/inventory', {
      params: { path: { orgnr }, query: { name, dry_run: dryRun } },
      body: text,
      ...asFile,
    }),
  )

export const importExposure = ({ name, text }: File, dryRun: boolean) =>
  unwrap<ExposureReport>(
    api.POST('/api/v1/exposures', { params: { query: { name, dry_run: dryRun } }, body: text, ...asFile }),
  )
