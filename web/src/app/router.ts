/** All pages. Those of one area come together, when the first of them is come to: a member never fetches an analyst's. */
import type { QueryClient } from '@tanstack/react-query'
import { createRouter } from '@tanstack/react-router'
import { FaultPage } from './fault-page.tsx'
import { accessRoutes } from './routes/access.ts'
import { dutyRoutes } from './routes/duty.ts'
import { home, root, shell } from './routes/frame.tsx'
import { portalRoutes } from './routes/portal.ts'
import { sensingRoutes } from './routes/sensing.ts'
import { signInRoutes } from './routes/sign-in.ts'
import { vulnerabilityRoutes } from './routes/vulnerability.ts'

const tree = root.addChildren([
  shell.addChildren([home, ...dutyRoutes, ...sensingRoutes, vulnerabilityRoutes, portalRoutes, accessRoutes]),
  ...signInRoutes,
])

export function makeRouter(client: QueryClient) {
  return createRouter({
    routeTree: tree,
    context: { client },
    defaultPreload: false,
    defaultErrorComponent: FaultPage,
    scrollRestoration: true,
  })
}

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof makeRouter>
  }
}
