import { Link } from '@tanstack/react-router'
import type { Advisory } from '../../api/types.ts'
import { useText } from '../../app/i18n.tsx'

/** What is written and said of it already, so that nobody begins anew. */
export function AdvisoriesAbout({ advisories }: { advisories: readonly Advisory[] }) {
  const { t, language } = useText()
  if (advisories.length === 0) return null
  return (
    <ul className="plain-list advisories-about" aria-label={t('page.advisories')}>
      {advisories.map((one) => (
        <li key={one.id} className="note">
          <Link to="/advisories/$id" params={{ id: one.id }} className="ds-link">
            {one.subject[language] || one.subject.nb || t('advisory.unnamed')}
          </Link>{' '}
          <span className="quiet">
            {[
              one.number,
              t(`advisory.state.${one.state}`),
              one.by_itself && one.version === 0 ? t('advisory.by_itself') : null,
            ]
              .filter(Boolean)
              .join(' · ')}
          </span>
        </li>
      ))}
    </ul>
  )
}
