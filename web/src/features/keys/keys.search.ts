import type { Key } from '../../api/types.ts'
import { compact, word } from '../../app/search-params.ts'

export const keyStates: readonly Key['state'][] = ['live', 'expired', 'revoked']

export function keysSearch(search: Record<string, unknown>) {
  return compact({
    state: word(search['state'], keyStates),
    whose: word(search['whose'], ['mine'] as const),
    make: word(search['make'], ['open'] as const),
  })
}
export type KeysSearch = ReturnType<typeof keysSearch>
