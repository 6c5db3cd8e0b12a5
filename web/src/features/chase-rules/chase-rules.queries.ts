import { queryOptions } from '@tanstack/react-query'
import { api, unwrap } from '../../api/client.ts'
import type { ChaseRules } from '../../api/types.ts'

export const chaseRulesQuery = queryOptions({
  queryKey: ['chase'],
  queryFn: () => unwrap<ChaseRules>(api.GET('/api/v1/chase')),
})

/** Every severity is sent; what is as it was keeps who chose it. */
export function writeChaseRules(rules: ChaseRules['rules']): Promise<ChaseRules> {
  return unwrap<ChaseRules>(api.PUT('/api/v1/chase', { body: { rules } }))
}
