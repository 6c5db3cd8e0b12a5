import { queryOptions } from '@tanstack/react-query'
import { api, unwrap } from '../../api/client.ts'
import type { Claim, ClaimList } from '../../api/types.ts'
import { compact } from '../../app/search-params.ts'

type Filter = { member?: string | undefined; state?: Claim['state'] | undefined }

/** Under `members`: what changes a member makes its claims stale too. */
export const claimsQuery = (filter: Filter) =>
  queryOptions({
    queryKey: ['members', 'claims', filter],
    queryFn: () => unwrap<ClaimList>(api.GET('/api/v1/claims', { params: { query: compact(filter) } })),
  })
