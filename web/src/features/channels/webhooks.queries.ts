import { queryOptions } from '@tanstack/react-query'
import { api, unwrap } from '../../api/client.ts'
import type { Webhook, WebhookEventList, WebhookList, WebhookSecret } from '../../api/types.ts'

/** Among the members' queries, so that a call that was made shows at once. */
export const webhooksQuery = (member: string) =>
  queryOptions({
    queryKey: ['members', 'webhooks', member],
    queryFn: () => unwrap<WebhookList>(api.GET('/api/v1/webhooks', { params: { query: { member } } })),
  })

export const webhookEventsQuery = (id: string) =>
  queryOptions({
    queryKey: ['members', 'webhook-events', id],
    queryFn: () => unwrap<WebhookEventList>(api.GET('/api/v1/webhooks/{id}/events', { params: { path: { id } } })),
  })

export type WebhookFields = Pick<Webhook, 'name' | 'url' | 'types' | 'least'>

export function makeWebhook(member: string, fields: WebhookFields): Promise<WebhookSecret> {
  return unwrap<WebhookSecret>(api.POST('/api/v1/webhooks', { body: { ...fields, member } }))
}

export function changeWebhook(id: string, body: WebhookFields & { paused: boolean }): Promise<unknown> {
  return unwrap(api.PUT('/api/v1/webhooks/{id}', { params: { path: { id } }, body }))
}

export async function rotateWebhook(id: string, overlapHours: number): Promise<string> {
  const body = { overlap_hours: overlapHours }
  const rotated = await unwrap<WebhookSecret>(
    api.POST('/api/v1/webhooks/{id}/rotate', { params: { path: { id } }, body }),
  )
  return rotated.secret
}

export function tryWebhook(id: string): Promise<unknown> {
  return unwrap(api.POST('/api/v1/webhooks/{id}/test', { params: { path: { id } } }))
}

export function sendAgain(id: string, event: string): Promise<unknown> {
  return unwrap(api.POST('/api/v1/webhooks/{id}/events/{event}/again', { params: { path: { id, event } } }))
}

export function removeWebhook(id: string): Promise<unknown> {
  return unwrap(api.DELETE('/api/v1/webhooks/{id}', { params: { path: { id } } }))
}
