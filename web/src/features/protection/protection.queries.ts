import { queryOptions } from '@tanstack/react-query'
import { api, unwrap } from '../../api/client.ts'
import type { HoldList, RetentionClass, RetentionTable } from '../../api/types.ts'

export const retentionQuery = queryOptions({
  queryKey: ['retention', 'table'],
  queryFn: () => unwrap<RetentionTable>(api.GET('/api/v1/retention')),
})

export const holdsQuery = queryOptions({
  queryKey: ['retention', 'holds'],
  queryFn: () => unwrap<HoldList>(api.GET('/api/v1/holds')),
})

export function changeDays(of: RetentionClass, days: number): Promise<unknown> {
  return unwrap(api.PUT('/api/v1/retention/{class}', { params: { path: { class: of } }, body: { days } }))
}

export type HoldDraft = { class?: RetentionClass; member?: string; reason: string; until?: string }

export function placeHold(body: HoldDraft): Promise<unknown> {
  return unwrap(api.POST('/api/v1/holds', { body }))
}

export function releaseHold(id: string): Promise<unknown> {
  return unwrap(api.POST('/api/v1/holds/{id}/release', { params: { path: { id } } }))
}
