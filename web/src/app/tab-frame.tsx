import { Link, Outlet, useLocation } from '@tanstack/react-router'
import type { Action } from '../api/types.ts'
import { useText } from './i18n.tsx'
import { type AccessPage, accessPagesFor, type VulnerabilityPage, vulnerabilityPagesFor } from './pages.ts'
import { useMe } from './session.ts'
import { useCurrentInView } from './use-current-in-view.ts'

/** The pages about access, with the way from each to the others. */
export const AccessFrame = () => <TabFrame name="access" pagesFor={accessPagesFor} />

/** The pages about vulnerabilities, with the way from each to the others. */
export const VulnerabilityFrame = () => <TabFrame name="vulnerabilities" pagesFor={vulnerabilityPagesFor} />

type TabFrameProps = {
  name: 'access' | 'vulnerabilities'
  pagesFor: (actions: readonly Action[]) => readonly (AccessPage | VulnerabilityPage)[]
}

/** Pages that are one entry of the rail; whoever may open only one of them sees no tabs. */
function TabFrame({ name, pagesFor }: TabFrameProps) {
  const { t } = useText()
  const pages = pagesFor(useMe().actions)
  const { pathname } = useLocation()
  // One page's address may begin with another's: the longest is the page.
  const [current] = pages
    .filter(({ to }) => pathname === to || pathname.startsWith(`${to}/`))
    .sort((a, b) => b.to.length - a.to.length)
  const row = useCurrentInView<HTMLElement>()
  return (
    <>
      {pages.length > 1 ? (
        <nav ref={row} className="tabs" aria-label={t(`page.${name}`)}>
          <ul>
            {pages.map((page) => (
              <li key={page.id}>
                <Link
                  to={page.to}
                  className="tab ds-focus"
                  activeOptions={{ exact: page !== current, includeSearch: false }}
                  activeProps={{ 'aria-current': 'page' }}
                >
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
