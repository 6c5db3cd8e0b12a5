import { queryOptions } from '@tanstack/react-query'
import { api, unwrap } from '../../api/client.ts'
import type { Now } from '../../api/types.ts'

/** The strip moves with the clock even when nothing happens. */
const refreshMilliseconds = 60_000

export const nowQuery = queryOptions({
  queryKey: ['now'],
  queryFn: () => unwrap<Now>(api.GET('/api/v1/now')),
  refetchInterval: refreshMilliseconds,
})
