import type { Campaign } from '../../api/types.ts'
import { useText } from '../../app/i18n.tsx'
import { traitStrength } from './campaign-words.ts'

type CampaignTraitsProps = {
  traits: Campaign['traits']
  /** The place of the one that is shown in the matrix. */
  chosen: number | undefined
  onChoose: (place: number | undefined) => void
}

/** By what it hangs together and how much each says; one at a time is pointed out in the matrix. */
export function CampaignTraits({ traits, chosen, onChoose }: CampaignTraitsProps) {
  const { t } = useText()
  return (
    <ul className="traits">
      {traits.map((trait, place) => (
        <li key={`${trait.kind} ${trait.label}`}>
          <button
            type="button"
            className="trait ds-focus"
            aria-pressed={place === chosen}
            onClick={() => onChoose(place === chosen ? undefined : place)}
          >
            <span>{t(`trait.${trait.kind}.same`, { label: trait.label })}</span>
            <span className="quiet">
              {t(`trait.strength.${traitStrength(trait.weight)}`)}, {t('campaign.members', { count: trait.members })}
            </span>
          </button>
        </li>
      ))}
    </ul>
  )
}
