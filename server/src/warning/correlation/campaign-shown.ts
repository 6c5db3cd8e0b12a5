/** Rows as the contract shows them, without the texts of TLP:RED to those who may not read them. */
import type { Campaign, CampaignDetection } from '@varde/contract'
import type { CampaignDetectionRow, CampaignRow } from './campaign.store.ts'

const hidden = 'TLP:RED'

export function shownCampaign(row: CampaignRow, red: boolean): Campaign {
  const hides = !red && row.traits.some(({ tlp }) => tlp === 'RED')
  return {
    ...row,
    // Whoever named it may have written of what is shared.
    name: hides && row.name !== '' ? hidden : row.name,
    note: hides && row.note !== '' ? hidden : row.note,
    traits: row.traits.map(({ tlp, ...trait }) => (red || tlp !== 'RED' ? trait : { ...trait, label: hidden })),
    first_seen_at: row.first_seen_at.toISOString(),
    last_joined_at: row.last_joined_at.toISOString(),
  }
}

export function shownCampaignDetection(
  row: CampaignDetectionRow & { traits: number[] },
  red: boolean,
): CampaignDetection {
  const { orgnr, cause_category, last_seen_at, ...rest } = row
  const shown = { ...rest, member: orgnr, category: cause_category, last_seen_at: last_seen_at.toISOString() }
  return red || row.tlp !== 'RED' ? shown : { ...shown, cause_key: hidden, cause_label: hidden }
}
