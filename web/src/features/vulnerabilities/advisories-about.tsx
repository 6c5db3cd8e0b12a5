import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useText } from '../../app/i18n.tsx'
import { useMay } from '../../app/session.ts'
import { advisoriesAboutQuery } from '../advisories/advisories.queries.ts'

/** What is written and said of it already, so that nobody begins anew. */
export function AdvisoriesAbout({ cve }: { cve: string }) {
  const { t, language } = useText()
  const mayRead = useMay('advisories.read')
  const list = useQuery({ ...advisoriesAboutQuery(cve), enabled: mayRead })
  const items = list.data?.items ?? []
  if (items.length === 0) return null
  return (
    <ul className="plain-list advisories-about" aria-label={t('page.advisories')}>
      {items.map((one) => (
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
