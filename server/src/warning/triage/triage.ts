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
