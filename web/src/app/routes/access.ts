/** The pages of who may do what, and what was done. */
import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { auditSearch } from '../../features/audit/audit.search.ts'
import { keysSearch } from '../../features/keys/keys.search.ts'
import { peopleSearch } from '../../features/people/people.search.ts'
import { compact, word } from '../search-params.ts'
import { AccessFrame } from '../tab-frame.tsx'
import { shell } from './frame.tsx'

const pages = () => import('./access.pages.ts')

const access = createRoute({ getParentRoute: () => shell, id: 'access', component: AccessFrame })

const people = createRoute({
  getParentRoute: () => access,
  path: '/people',
  component: lazyRouteComponent(pages, 'PeoplePage'),
  validateSearch: peopleSearch,
})

const person = createRoute({
  getParentRoute: () => people,
  path: '$id',
  component: lazyRouteComponent(pages, 'PersonPanel'),
})

const keys = createRoute({
  getParentRoute: () => access,
  path: '/keys',
  component: lazyRouteComponent(pages, 'KeysPage'),
  validateSearch: keysSearch,
})

const key = createRoute({ getParentRoute: () => keys, path: '$id', component: lazyRouteComponent(pages, 'KeyPanel') })

const roles = createRoute({
  getParentRoute: () => access,
  path: '/roles',
  component: lazyRouteComponent(pages, 'RolesPage'),
})

const audit = createRoute({
  getParentRoute: () => access,
  path: '/audit',
  component: lazyRouteComponent(pages, 'AuditPage'),
  validateSearch: auditSearch,
})

const protection = createRoute({
  getParentRoute: () => access,
  path: '/protection',
  component: lazyRouteComponent(pages, 'ProtectionPage'),
  validateSearch: (search: Record<string, unknown>) => compact({ hold: word(search['hold'], ['open'] as const) }),
})

export const accessRoutes = access.addChildren([
  people.addChildren([person]),
  keys.addChildren([key]),
  roles,
  audit,
  protection,
])
