import { compact, orgnr, text, word } from '../../app/search-params.ts'

/** Of what was published. */
export const outStates = ['published', 'withdrawn', 'expired'] as const
export const advisoryStates = ['draft', 'in_review', 'approved', ...outStates] as const
const languages = ['nb', 'nn', 'en'] as const

/** How a preview is shown. */
export const previewForms = ['mail', 'text', 'sms', 'page'] as const

export type AdvisoryState = (typeof advisoryStates)[number]

/**
 * `view` and `lang`: of the open one, whether it is written or seen beforehand, and in which language; `to` and `as`: as whom,
 * and as what. `cve`: what a new one is about.
 */
export function advisoriesSearch(search: Record<string, unknown>) {
  return compact({
    state: word(search['state'], advisoryStates),
    q: text(search['q'], 200),
    view: word(search['view'], ['edit', 'preview'] as const),
    lang: word(search['lang'], languages),
    to: orgnr(search['to']),
    as: word(search['as'], previewForms),
    cve: text(search['cve'], 2_000),
  })
}
