import { compact, id, text, word } from '../../app/search-params.ts'

export function feedsSearch(search: Record<string, unknown>) {
  return compact({
    /** The readings of this source alone. */
    source: text(search['source']),
    /** The reading whose unused records are open. */
    run: id(search['run']),
    /** The source whose settings are open. */
    edit: text(search['edit']),
    open: word(search['open'], ['import'] as const),
  })
}
export type FeedsSearch = ReturnType<typeof feedsSearch>
export type ChangeFeeds = (fields: { [K in keyof FeedsSearch]?: FeedsSearch[K] | undefined }) => void
