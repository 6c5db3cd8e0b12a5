/** Which warnings an analyst's choice becomes: values in, values out. */

export type Chosen = { id: string; orgnr: string; draft: string | null }
/** `left`: how many of a draft's waiting detections were not chosen. */
export type Draft = { id: string; left: number }

export type Plan = {
  /** Drafts that go out, with detections that join them from others. */
  reuse: { draft: string; detections: string[] }[]
  /** Detections of one member that need a warning of their own. */
  make: { orgnr: string; detections: string[] }[]
  /** Drafts that have nothing left to say. */
  emptied: string[]
}

/**
 * One mail for each member, whatever it was grouped as before. A draft that was chosen whole goes out under its own
 * number; from one that was chosen in part the chosen are taken out and the rest waits.
 */
export function planWarnings(chosen: readonly Chosen[], drafts: readonly Draft[]): Plan {
  const plan: Plan = { reuse: [], make: [], emptied: [] }
  const whole = new Set(drafts.filter(({ left }) => left === 0).map(({ id }) => id))
  for (const [orgnr, group] of Map.groupBy(chosen, (one) => one.orgnr)) {
    const detections = group.map(({ id }) => id)
    const emptied = [...new Set(group.flatMap(({ draft }) => (draft !== null && whole.has(draft) ? [draft] : [])))]
    const [first, ...others] = emptied
    if (first === undefined) plan.make.push({ orgnr, detections })
    else plan.reuse.push({ draft: first, detections })
    plan.emptied.push(...others)
  }
  return plan
}

export type Split = {
  /** Each a draft of its own. */
  make: { orgnr: string; detections: string[] }[]
  /** What shares its draft with nothing. */
  alone: string[]
}

/**
 * What is chosen out of a draft becomes one of its own. Of a draft that is chosen whole, the first stays and each of the
 * others gets its own; the draft keeps its number.
 */
export function planSplit(chosen: readonly Chosen[], drafts: readonly Draft[]): Split {
  const left = new Map(drafts.map((draft) => [draft.id, draft.left]))
  const plan: Split = { make: [], alone: [] }
  for (const [draft, group] of Map.groupBy(chosen, (one) => one.draft)) {
    const [first, ...others] = group as [Chosen, ...Chosen[]]
    const detections = group.map(({ id }) => id)
    if (draft === null || (others.length === 0 && !left.get(draft))) plan.alone.push(...detections)
    else if (left.get(draft)) plan.make.push({ orgnr: first.orgnr, detections })
    else plan.make.push(...others.map(({ id, orgnr }) => ({ orgnr, detections: [id] })))
  }
  return plan
}

/** Longer is no pause but a decision, and belongs elsewhere. */
const longestDays = 90

/** @returns what is wrong with the time and the mend, or null */
export function untilFault(until: Date, now: Date): string | null {
  const ahead = until.getTime() - now.getTime()
  if (ahead <= 0) return 'The time is past. Choose a later one.'
  return ahead > longestDays * 86_400_000 ? `Choose a time within ${longestDays} days.` : null
}
