/** What every page stands in: who is asking, and where to when nothing is named. */
import type { QueryClient } from '@tanstack/react-query'
import { createRootRouteWithContext, createRoute, Outlet, redirect } from '@tanstack/react-router'
import { problemOf } from '../../api/problem.ts'
import { FaultPage, MissingPage, NoPage } from '../fault-page.tsx'
import { pagesFor } from '../pages.ts'
import { compact, innerPath } from '../search-params.ts'
import { meQuery } from '../session.ts'
import { Shell } from '../shell.tsx'

export const root = createRootRouteWithContext<{ client: QueryClient }>()({
  component: Outlet,
  notFoundComponent: MissingPage,
})

export const shell = createRoute({
  getParentRoute: () => root,
  id: 'shell',
  component: Shell,
  errorComponent: FaultPage,
  beforeLoad: async ({ context, location }) => {
    const me = await context.client.ensureQueryData(meQuery).catch((fault: unknown) => {
      const problem = problemOf(0, fault)
      if (problem.status === 401) {
        throw redirect({ to: '/sign-in', search: compact({ next: innerPath(location.href) }) })
      }
      if (problem.code === 'not_enrolled') throw redirect({ to: '/welcome' })
      throw problem
    })
    if (!me.enrolled && me.kind === 'person') throw redirect({ to: '/welcome' })
    return { me }
  },
})

export const home = createRoute({
  getParentRoute: () => shell,
  path: '/',
  // A role may have no page of its own, as a partner's has none before something is shared.
  component: NoPage,
  beforeLoad: ({ context }) => {
    const [first] = pagesFor(context.me.actions)
    if (first) throw redirect({ to: first.to, replace: true })
  },
})
