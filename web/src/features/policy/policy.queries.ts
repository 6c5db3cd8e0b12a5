import { queryOptions } from '@tanstack/react-query'
import { api, unwrap } from '../../api/client.ts'
import type { Policy, PolicyHistory, PolicyRule } from '../../api/types.ts'

export const policyQuery = queryOptions({
  queryKey: ['policy', 'now'],
  queryFn: () => unwrap<Policy>(api.GET('/api/v1/policy')),
})

export const policyHistoryQuery = queryOptions({
  queryKey: ['policy', 'history'],
  queryFn: () => unwrap<PolicyHistory>(api.GET('/api/v1/policy/history')),
})

export const writeDraft = (rules: PolicyRule[], revision: number) =>
  unwrap(api.PUT('/api/v1/policy/draft', { body: { rules, revision } }))
export const discardDraft = (revision: number) =>
  unwrap(api.POST('/api/v1/policy/draft/discard', { body: { revision } }))
export const tryDraft = (revision: number) => unwrap(api.POST('/api/v1/policy/draft/try', { body: { revision } }))
export const switchOn = (revision: number, note: string) =>
  unwrap(api.POST('/api/v1/policy/draft/switch-on', { body: { revision, note } }))
export const switchBack = (number: number, note: string) =>
  unwrap(api.POST('/api/v1/policy/versions/{number}/switch-on', { params: { path: { number } }, body: { note } }))
