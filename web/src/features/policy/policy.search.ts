import { compact, word } from '../../app/search-params.ts'
import { categories } from './rule-choices.ts'

const policyViews = ['draft', 'history', 'texts', 'exploited', 'labels'] as const

/**
 * Without `view`: the rules that hold. `rule`: which rule is open, from 1; one more than there are is a new one.
 * `category`: whose text is open.
 */
export function policySearch(search: Record<string, unknown>) {
  const rule = Number(search['rule'])
  return compact({
    view: word(search['view'], policyViews),
    rule: Number.isInteger(rule) && rule >= 1 && rule <= 50 ? rule : undefined,
    category: word(search['category'], categories),
  })
}
export type PolicySearch = ReturnType<typeof policySearch>
