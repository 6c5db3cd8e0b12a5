import { useText } from '../../app/i18n.tsx'

/** How far a role reaches with an action. */
export type Reach = 'everywhere' | 'own' | 'no'

const marks: Record<Reach, string> = { everywhere: '●', own: '◐', no: '–' }

/** A mark by shape, with its word for those who hear it. */
export function ReachMark({ reach, spoken = false }: { reach: Reach; spoken?: boolean }) {
  const { t } = useText()
  return (
    <>
      <span aria-hidden="true" className="reach" data-reach={reach}>
        {marks[reach]}
      </span>
      {spoken ? <span className="ds-sr-only">{t(`roles.${reach}`)}</span> : null}
    </>
  )
}
