import { queryOptions } from '@tanstack/react-query'
import { api, unwrap } from '../../api/client.ts'
import type { PolicyCategory, TextList, TextPreview, TextVersions, WarningText } from '../../api/types.ts'

export const textListQuery = queryOptions({
  queryKey: ['policy', 'texts'],
  queryFn: () => unwrap<TextList>(api.GET('/api/v1/texts')),
})

const of = (category: PolicyCategory) => ({ params: { path: { category } } })

export const textVersionsQuery = (category: PolicyCategory) =>
  queryOptions({
    queryKey: ['policy', 'texts', category],
    queryFn: () => unwrap<TextVersions>(api.GET('/api/v1/texts/{category}', of(category))),
  })

export const previewText = (category: PolicyCategory, text: WarningText) =>
  unwrap<TextPreview>(api.POST('/api/v1/texts/{category}/preview', { ...of(category), body: { text } }))
export const writeText = (category: PolicyCategory, body: { text: WarningText; version: number; note: string }) =>
  unwrap(api.PUT('/api/v1/texts/{category}', { ...of(category), body }))
