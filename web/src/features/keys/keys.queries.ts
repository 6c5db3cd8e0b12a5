import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query'
import { api, unwrap } from '../../api/client.ts'
import type { Key, KeyMade, KeyPage } from '../../api/types.ts'
import { compact } from '../../app/search-params.ts'

export type KeyFilter = { mine?: boolean; state?: Key['state'] }

/** The most that the server gives at once. */
const most = 500

function keyPage(filter: KeyFilter, cursor?: string, limit = 100): Promise<KeyPage> {
  return unwrap<KeyPage>(api.GET('/api/v1/keys', { params: { query: { ...filter, ...compact({ cursor }), limit } } }))
}

export const keyListQuery = (filter: KeyFilter) =>
  infiniteQueryOptions({
    queryKey: ['keys', 'list', filter],
    queryFn: ({ pageParam }) => keyPage(filter, pageParam),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
    placeholderData: keepPreviousData,
  })

/** One key, found in the list: there are few, and the list says all there is to say of each. Null where there is none. */
export const keyQuery = (id: string) =>
  queryOptions({
    queryKey: ['keys', 'one', id],
    queryFn: async (): Promise<Key | null> => {
      let cursor: string | undefined
      do {
        const page = await keyPage({}, cursor, most)
        const found = page.items.find((key) => key.id === id)
        if (found) return found
        cursor = page.next ?? undefined
      } while (cursor !== undefined)
      return null
    },
  })

export type KeyDraft = { name: string; scope: string; networks: string[]; expires_at: string }

export function makeKey(body: KeyDraft): Promise<KeyMade> {
  return unwrap<KeyMade>(api.POST('/api/v1/keys', { body }))
}

export function rotateKey(id: string, overlap_hours: number): Promise<KeyMade> {
  return unwrap<KeyMade>(api.POST('/api/v1/keys/{id}/rotate', { params: { path: { id } }, body: { overlap_hours } }))
}

export function revokeKey(id: string): Promise<unknown> {
  return unwrap(api.POST('/api/v1/keys/{id}/revoke', { params: { path: { id } } }))
}

export function pinKey(id: string, networks: string[]): Promise<unknown> {
  return unwrap(api.PUT('/api/v1/keys/{id}/networks', { params: { path: { id } }, body: { networks } }))
}
