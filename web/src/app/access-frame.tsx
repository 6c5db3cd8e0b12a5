import { Link, Outlet } from '@tanstack/react-router'
import { useText } from './i18n.tsx'
import { accessPagesFor } from './pages.ts'
import { useMe } from './session.ts'

/** The pages about access, with the way from each to the others. */
export function AccessFrame() {
  const { t } = useText()
  const pages = accessPagesFor(useMe().actions)
  return (
    <>
      {pages.length > 1 ? (
        <nav className="tabs" aria-label={t('page.access')}>
          <ul>
            {pages.map((page) => (
              <li key={page.id}>
                <Link to={page.to} className="tab ds-focus" activeProps={{ 'aria-current': 'page' }}>
                  {t(`page.${page.id}`)}
                </Link>
              </li>
            ))}
          </ul>
        </nav>
      ) : null}
      <Outlet />
    </>
  )
}
