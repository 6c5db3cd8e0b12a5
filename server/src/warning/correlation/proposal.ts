/** Which proposals are kept, made anew and dropped, by what hangs together now. Pure. */
import type { CampaignState } from '@varde/contract'
import type { Component, Shared } from './correlation.ts'

export type Known = { id: string; state: CampaignState; aside_members: number | null }
export type Held = { campaign_id: string; detection_id: string; standing: 'in' | 'suggested' | 'out' }
export type Plan = {
  /** With all that is to be in them; `fresh` has no row yet. */
  proposals: { id: string; fresh: boolean; state: 'proposed' | 'aside'; traits: Shared[]; detections: string[] }[]
  /** What shares something with a campaign that was made before. */
  suggested: { campaign: string; detection: string }[]
  /** Proposals that nothing is left of. */
  dropped: string[]
}

/**
 * A campaign that was made is the analyst's: what hangs together with it is only suggested. A proposal goes on as the
 * one that holds most of the same detections; one that was set aside stays so unless it has more members than then.
 */
export function planProposals(
  components: readonly Component[],
  known: readonly Known[],
  held: readonly Held[],
  newId: () => string,
): Plan {
  const campaigns = new Map(known.map((one) => [one.id, one]))
  const inOf = new Map(
    held.filter(({ standing }) => standing === 'in').map((one) => [one.detection_id, one.campaign_id]),
  )
  const out = new Set(held.filter(({ standing }) => standing === 'out').map(pairOf))
  const claimed = new Set<string>()
  const plan: Plan = { proposals: [], suggested: [], dropped: [] }
  for (const { detections, members, traits } of components) {
    const homes = countsOf(detections.flatMap((id) => inOf.get(id) ?? []))
    const made = homes.find((id) => campaigns.get(id)?.state === 'made')
    if (made !== undefined) {
      for (const detection of detections) {
        const home = inOf.get(detection)
        const isMade = home !== undefined && campaigns.get(home)?.state === 'made'
        if (isMade || out.has(pairOf({ campaign_id: made, detection_id: detection }))) continue
        plan.suggested.push({ campaign: made, detection })
      }
      continue
    }
    const id = homes.find((home) => !claimed.has(home))
    const before = id === undefined ? undefined : campaigns.get(id)
    if (before) claimed.add(before.id)
    const aside = before?.state === 'aside' && members <= (before.aside_members ?? 0)
    plan.proposals.push({
      id: before?.id ?? newId(),
      fresh: before === undefined,
      state: aside ? 'aside' : 'proposed',
      traits,
      detections,
    })
  }
  plan.dropped = known.filter(({ id, state }) => state !== 'made' && !claimed.has(id)).map(({ id }) => id)
  return plan
}

function pairOf({ campaign_id, detection_id }: Pick<Held, 'campaign_id' | 'detection_id'>): string {
  return `${campaign_id} ${detection_id}`
}

/** Each once, the most frequent first. */
function countsOf(ids: readonly string[]): string[] {
  return [...Map.groupBy(ids, (id) => id)].toSorted(([, a], [, b]) => b.length - a.length).map(([id]) => id)
}
