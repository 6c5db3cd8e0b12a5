/** How what is unresolved stood at the end of each week. Values in, values out. */
import { type UnresolvedCounts, type UnresolvedStanding, unresolvedStandings } from '@varde/contract'

/** By how many vulnerabilities a standing at a member grew in a week, or shrank; `week` counts from 0, and has what was before too. */
export type Change = { orgnr: string; standing: UnresolvedStanding; week: number; change: number }

type Counts = { members: UnresolvedCounts; pairs: UnresolvedCounts }

const none = (): UnresolvedCounts => ({ silent: 0, untold: 0, answered: 0 })

/** A member counts once, by the most pressing that it has. */
export function overTime(changes: readonly Change[], weeks: number): Counts[] {
  const counts = Array.from({ length: weeks }, () => ({ members: none(), pairs: none() }))
  for (const own of Map.groupBy(changes, ({ orgnr }) => orgnr).values()) {
    const byWeek = Map.groupBy(own, ({ week }) => week)
    const now = none()
    counts.forEach(({ members, pairs }, week) => {
      for (const { standing, change } of byWeek.get(week) ?? []) now[standing] += change
      for (const standing of unresolvedStandings) pairs[standing] += now[standing]
      const worst = unresolvedStandings.find((standing) => now[standing] > 0)
      if (worst !== undefined) members[worst] += 1
    })
  }
  return counts
}
