import { QueryCache, QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import '@fontsource-variable/inter/wght.css'
import './app/styles/reset.css'
import '@digdir/designsystemet-theme'
import '@digdir/designsystemet-css'
import './app/styles/base.css'
import './app/styles/shell.css'
import './app/styles/list.css'
import './app/styles/parts.css'
import './app/styles/pages.css'
import './app/styles/access.css'
import './app/styles/events.css'
import './app/styles/correlation.css'
import './app/styles/hunt.css'
import './app/styles/portal.css'
import './app/styles/policy.css'
import './app/styles/vulnerabilities.css'
import './app/styles/views.css'
import './app/styles/print.css'
import { problemOf } from './api/problem.ts'
import { TextProvider } from './app/i18n.tsx'
import { messagesIn } from './app/messages.ts'
import { reloadOnNewVersion } from './app/new-version.ts'
import { makeRouter } from './app/router.ts'
import { innerPath } from './app/search-params.ts'
import { applySettings } from './app/settings.ts'

reloadOnNewVersion()
const { language } = applySettings()

/** A fault that the reader cannot mend by asking again (4xx) is said at once; others are tried twice more. */
function worthRetrying(failures: number, error: unknown): boolean {
  const { status } = problemOf(0, error)
  return failures < 2 && (status === 0 || status >= 500)
}

const client = new QueryClient({
  queryCache: new QueryCache({ onError: (error) => sendAway(error) }),
  defaultOptions: { queries: { staleTime: 30_000, retry: worthRetrying, refetchOnWindowFocus: true } },
})
const router = makeRouter(client)

/** A session that ended, or one that is not fully set up, leads to the page that mends it and back again. */
function sendAway(error: unknown): void {
  const problem = problemOf(0, error)
  const here = router.state.location
  if (here.pathname.startsWith('/sign-in') || here.pathname === '/welcome') return
  if (problem.status === 401) {
    client.removeQueries({ queryKey: ['me'] })
    const next = innerPath(here.href)
    void router.navigate({ to: '/sign-in', search: next ? { next } : {} })
  } else if (problem.code === 'not_enrolled') void router.navigate({ to: '/welcome' })
}

const place = document.getElementById('root')
if (!place) throw new Error('index.html has no element with id "root"')
const first = { language, messages: await messagesIn(language) }
createRoot(place).render(
  <StrictMode>
    <QueryClientProvider client={client}>
      <TextProvider first={first}>
        <RouterProvider router={router} />
      </TextProvider>
    </QueryClientProvider>
  </StrictMode>,
)
