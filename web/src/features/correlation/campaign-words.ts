/** A campaign in words: its name, or what is shared and how soon. */
import type { Campaign } from '../../api/types.ts'
import type { Say } from '../../app/i18n.tsx'

export function campaignName({ name, traits }: Campaign, t: Say): string {
  if (name !== '') return name
  const [first] = traits
  return first ? t(`trait.${first.kind}.same`, { label: first.label }) : t('campaign.unnamed')
}

/** "3 members, the same address 203.0.113.5, within 6 hours". */
export function campaignWhy({ members, traits, first_seen_at, last_joined_at }: Campaign, t: Say): string {
  const hours = Math.max(1, Math.ceil((Date.parse(last_joined_at) - Date.parse(first_seen_at)) / 3_600_000))
  const within = hours > 48 ? t('within.days', { count: Math.ceil(hours / 24) }) : t('within.hours', { count: hours })
  const same = traits.slice(0, 2).map(({ kind, label }) => t(`trait.${kind}.same`, { label }))
  return [t('campaign.members', { count: members }), ...same, within].join(', ')
}

/** What it weighs, in a word; from `fair` on it is enough alone. */
export function traitStrength(weight: number): 'strong' | 'fair' | 'weak' {
  if (weight >= 0.8) return 'strong'
  return weight >= 0.5 ? 'fair' : 'weak'
}
