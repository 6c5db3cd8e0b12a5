import { queryOptions } from '@tanstack/react-query'
import { api, unwrap } from '../../api/client.ts'
import type { SavedView, SavedViewList, ViewPage } from '../../api/types.ts'

/** Of every page: a page asks before it opens which view it opens with. */
export const viewsQuery = queryOptions({
  queryKey: ['views'],
  queryFn: () => unwrap<SavedViewList>(api.GET('/api/v1/views')),
  staleTime: 5 * 60_000,
})

export type ViewContent = Pick<SavedView, 'name' | 'search' | 'shared'>

export function saveView(page: ViewPage, content: ViewContent): Promise<{ id: string }> {
  return unwrap(api.POST('/api/v1/views', { body: { page, ...content } }))
}

export function changeView(id: string, content: ViewContent): Promise<unknown> {
  return unwrap(api.PUT('/api/v1/views/{id}', { params: { path: { id } }, body: content }))
}

export function removeView(id: string): Promise<unknown> {
  return unwrap(api.DELETE('/api/v1/views/{id}', { params: { path: { id } } }))
}

export function restoreView(id: string): Promise<unknown> {
  return unwrap(api.POST('/api/v1/views/{id}/restore', { params: { path: { id } } }))
}

export function startWith(page: ViewPage, view: string | null): Promise<unknown> {
  return unwrap(api.PUT('/api/v1/me/start-views/{page}', { params: { path: { page } }, body: { view } }))
}
