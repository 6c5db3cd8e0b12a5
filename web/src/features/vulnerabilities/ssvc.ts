/** Looks an outcome up in a tree as the server gave it. Pure. */
import type { SsvcTree } from '../../api/types.ts'

/** Null where a point has no answer yet. */
export function outcomeOf(
  { points, outcomes }: SsvcTree,
  answers: Record<string, string>,
): SsvcTree['outcomes'][number] | null {
  let place = 0
  for (const { name, values } of points) {
    const at = values.indexOf(answers[name] ?? '')
    if (at === -1) return null
    place = place * values.length + at
  }
  return outcomes[place] ?? null
}
