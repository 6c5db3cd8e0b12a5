/** The pages before somebody is known. */
import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { signInSearch, welcomeSearch } from '../../features/sign-in/fault-codes.ts'
import { compact, text } from '../search-params.ts'
import { root } from './frame.tsx'

const pages = () => import('./sign-in.pages.ts')

const signIn = createRoute({
  getParentRoute: () => root,
  path: '/sign-in',
  component: lazyRouteComponent(pages, 'SignInPage'),
  validateSearch: signInSearch,
})

const link = createRoute({
  getParentRoute: () => root,
  path: '/sign-in/link',
  component: lazyRouteComponent(pages, 'LinkPage'),
  validateSearch: (search: Record<string, unknown>) => compact({ token: text(search['token'], 500) }),
})

const welcome = createRoute({
  getParentRoute: () => root,
  path: '/welcome',
  component: lazyRouteComponent(pages, 'WelcomePage'),
  validateSearch: welcomeSearch,
})

export const signInRoutes = [signIn, link, welcome] as const
