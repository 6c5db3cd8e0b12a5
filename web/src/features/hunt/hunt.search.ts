import { compact, orgnr, text } from '../../app/search-params.ts'

/** `ask` fills the field in: a link can ask on somebody's behalf. `q` and `member` narrow down what a hunt has found. */
export function huntSearch(search: Record<string, unknown>) {
  return compact({ ask: text(search['ask'], 2_000), q: text(search['q']), member: orgnr(search['member']) })
}
export type HuntSearch = ReturnType<typeof huntSearch>
