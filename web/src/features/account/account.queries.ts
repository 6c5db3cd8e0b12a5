import { queryOptions } from '@tanstack/react-query'
import { api, unwrap } from '../../api/client.ts'
import type { SessionList, SignInWays } from '../../api/types.ts'

export const sessionsQuery = queryOptions({
  queryKey: ['account', 'sessions'],
  queryFn: () => unwrap<SessionList>(api.GET('/api/v1/me/sessions')),
})

export const waysQuery = queryOptions({
  queryKey: ['account', 'ways'],
  queryFn: () => unwrap<SignInWays>(api.GET('/api/v1/me/sign-in')),
})

export function endSession(id: string): Promise<unknown> {
  return unwrap(api.DELETE('/api/v1/me/sessions/{id}', { params: { path: { id } } }))
}

export function endOtherSessions(): Promise<unknown> {
  return unwrap(api.POST('/api/v1/me/sessions/revoke-others'))
}

export function removePasskey(id: string): Promise<unknown> {
  return unwrap(api.DELETE('/api/v1/me/passkeys/{id}', { params: { path: { id } } }))
}

export function removeOrganisation(id: string): Promise<unknown> {
  return unwrap(api.DELETE('/api/v1/me/organisations/{id}', { params: { path: { id } } }))
}
