import { useSearch } from '@tanstack/react-router'
import { compact, id, orgnr, word } from '../../app/search-params.ts'

/**
 * The view state of the portal: one of the reader's organisations, or all of them; which warnings, or vulnerabilities; whose calls are open. `as`:
 * whose portal one of the team looks at, as that member sees it.
 */
export function portalSearch(search: Record<string, unknown>) {
  return compact({
    member: orgnr(search['member']),
    only: word(search['only'], ['open', 'all'] as const),
    webhook: id(search['webhook']),
    as: orgnr(search['as']),
  })
}

/** Whose portal it is: the reader's own, of one or all of their organisations, or another's that is only looked at. */
export type Whose = { member?: string | undefined; as?: string | undefined }

export function useWhose(): Whose {
  const { member, as } = useSearch({ from: '/shell/portal' })
  return { member: as ?? member, as }
}
