import { SkipLink } from '@digdir/designsystemet-react'
import { useQueryClient } from '@tanstack/react-query'
import { Link, Outlet, useMatch, useRouter } from '@tanstack/react-router'
import { useEffect, useState } from 'react'
import { Icon } from '../components/icon.tsx'
import { LiveRegion } from '../components/live-region.tsx'
import { Mark } from '../components/mark.tsx'
import { Toaster } from '../components/toast.tsx'
import { ProposalBadge } from '../features/correlation/proposal-badge.tsx'
import { auth } from './auth.ts'
import { useText } from './i18n.tsx'
import { KeysHelp } from './keys-help.tsx'
import { accessPagesFor, railPagesFor } from './pages.ts'
import { Palette } from './palette.tsx'
import { meQuery, useMe } from './session.ts'
import { changeSettings } from './settings.ts'
import { StaleBanner } from './stale-banner.tsx'
import { zoneName } from './time.ts'
import { TopBar } from './top-bar.tsx'
import { useCurrentInView } from './use-current-in-view.ts'
import { useKeys } from './use-keys.ts'
import { useLive } from './use-live.ts'

/** The frame around every page: rail, top bar, the page itself, and what floats above it. */
export function Shell() {
  const { t } = useText()
  const me = useMe()
  const live = useLive()
  const client = useQueryClient()
  const router = useRouter()
  const [open, setOpen] = useState<'palette' | 'keys' | null>(null)
  const close = () => setOpen(null)
  const rail = useCurrentInView<HTMLUListElement>()
  const [access] = accessPagesFor(me.actions)
  const inAccess = useMatch({ from: '/shell/access', shouldThrow: false }) !== undefined
  const inVulnerabilities = useMatch({ from: '/shell/about-vulnerabilities', shouldThrow: false }) !== undefined

  useEffect(() => changeSettings({ language: me.language }), [me.language])
  useKeys({
    palette: () => setOpen('palette'),
    search: () => {
      // A page with a search of its own has the key first.
      const own = document.querySelector<HTMLInputElement>('[data-page-search]')
      if (own) own.focus()
      else setOpen('palette')
    },
    help: () => setOpen('keys'),
  })

  const signOut = async () => {
    await auth.signOut()
    client.clear()
    client.removeQueries({ queryKey: meQuery.queryKey })
    await router.navigate({ to: '/sign-in' })
  }

  return (
    <div className="shell">
      <SkipLink href="#page">{t('skip')}</SkipLink>
      <nav className="rail" aria-label={t('rail.label')}>
        <Link to="/" className="rail-mark ds-focus" aria-label={t('rail.home')}>
          <Mark />
          <span>Varde</span>
        </Link>
        <ul ref={rail}>
          {railPagesFor(me.actions).map((page) => (
            <li key={page.id}>
              <Link
                to={page.to}
                className="rail-link ds-focus"
                activeOptions={{ exact: page.id === 'portal', includeSearch: false }}
                aria-current={page.id === 'vulnerabilities' && inVulnerabilities ? 'page' : undefined}
                activeProps={{ 'aria-current': 'page' }}
              >
                <Icon name={page.icon} size={22} />
                <span>{t(`page.${page.id}`)}</span>
                {page.id === 'correlation' ? <ProposalBadge /> : null}
              </Link>
            </li>
          ))}
          {access ? (
            <li>
              <Link to={access.to} className="rail-link ds-focus" aria-current={inAccess ? 'page' : undefined}>
                <Icon name="people" size={22} />
                <span>{t('page.access')}</span>
              </Link>
            </li>
          ) : null}
        </ul>
      </nav>
      <TopBar onSearch={() => setOpen('palette')} onKeys={() => setOpen('keys')} onSignOut={() => void signOut()} />
      <main id="page" tabIndex={-1}>
        <StaleBanner state={live} />
        <Outlet />
        <footer className="page-foot">{t('zone', { zone: zoneName() })}</footer>
      </main>
      {open === 'palette' ? <Palette onClose={close} /> : null}
      {open === 'keys' ? <KeysHelp onClose={close} /> : null}
      <Toaster />
      <LiveRegion />
    </div>
  )
}
