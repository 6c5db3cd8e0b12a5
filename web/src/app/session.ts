import { queryOptions, useSuspenseQuery } from '@tanstack/react-query'
import { api, unwrap } from '../api/client.ts'
import type { Action, Me } from '../api/types.ts'

export const meQuery = queryOptions({
  queryKey: ['me'],
  queryFn: () => unwrap<Me>(api.GET('/api/v1/me')),
  staleTime: 5 * 60_000,
  retry: false,
})

/** Who is signed in; only on pages inside the shell, whose route has fetched it. */
export function useMe(): Me {
  return useSuspenseQuery(meQuery).data
}

/** Whether the reader may do it. The server decides again; this only hides what would be refused. */
export function useMay(action: Action): boolean {
  return useMe().actions.includes(action)
}
