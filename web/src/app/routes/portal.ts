/** The pages of a member's own people. */
import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { inventorySearch } from '../../features/inventory/inventory-search.ts'
import { portalSearch } from '../../features/portal/portal.search.ts'
import { shell } from './frame.tsx'

const pages = () => import('./portal.pages.ts')

const portal = createRoute({
  getParentRoute: () => shell,
  path: '/portal',
  component: lazyRouteComponent(pages, 'PortalFrame'),
  validateSearch: portalSearch,
})

const portalToday = createRoute({
  getParentRoute: () => portal,
  path: '/',
  component: lazyRouteComponent(pages, 'TodayPage'),
})

const portalWarnings = createRoute({
  getParentRoute: () => portal,
  path: 'warnings',
  component: lazyRouteComponent(pages, 'PortalWarningsPage'),
})

const portalWarning = createRoute({
  getParentRoute: () => portal,
  path: 'warnings/$id',
  component: lazyRouteComponent(pages, 'PortalWarningPage'),
})

const portalVulnerabilities = createRoute({
  getParentRoute: () => portal,
  path: 'vulnerabilities',
  component: lazyRouteComponent(pages, 'PortalVulnerabilitiesPage'),
})

const portalSensors = createRoute({
  getParentRoute: () => portal,
  path: 'sensors',
  component: lazyRouteComponent(pages, 'PortalSensorsPage'),
})

const portalProducts = createRoute({
  getParentRoute: () => portal,
  path: 'products',
  component: lazyRouteComponent(pages, 'PortalProductsPage'),
  validateSearch: inventorySearch,
})

const portalDetails = createRoute({
  getParentRoute: () => portal,
  path: 'details',
  component: lazyRouteComponent(pages, 'DetailsPage'),
})

const portalChoices = createRoute({
  getParentRoute: () => portal,
  path: 'choices',
  component: lazyRouteComponent(pages, 'ChoicesPage'),
})

export const portalRoutes = portal.addChildren([
  portalToday,
  portalWarnings,
  portalWarning,
  portalVulnerabilities,
  portalSensors,
  portalProducts,
  portalDetails,
  portalChoices,
])
