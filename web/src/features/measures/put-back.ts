import type { QueryClient } from '@tanstack/react-query'
import type { CatalogueMeasure } from '../../api/types.ts'
import { changeMeasure, measureVersionsQuery } from './measures.queries.ts'

/** As it was, as a new version: what was changed stays readable. */
export async function putBack(
  client: QueryClient,
  { key, content, retired }: Pick<CatalogueMeasure, 'key' | 'content' | 'retired'>,
  note: string,
): Promise<void> {
  const { items } = await client.fetchQuery({ ...measureVersionsQuery(key), staleTime: 0 })
  await changeMeasure(key, { content, retired, version: items[0]?.version ?? 0, note })
  await client.invalidateQueries({ queryKey: ['measures'] })
}
