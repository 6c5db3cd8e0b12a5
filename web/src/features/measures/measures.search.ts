import { compact, text, word } from '../../app/search-params.ts'

export const themes = [
  'update',
  'contain',
  'network',
  'access',
  'harden',
  'backup',
  'detect',
  'respond',
  'oversight',
] as const

export type MeasuresSearch = ReturnType<typeof measuresSearch>

/** `show`: those out of use instead of those in use. `view`: whether the open one is written or read. */
export function measuresSearch(search: Record<string, unknown>) {
  return compact({
    q: text(search['q']),
    theme: word(search['theme'], themes),
    show: word(search['show'], ['retired'] as const),
    view: word(search['view'], ['edit'] as const),
  })
}
