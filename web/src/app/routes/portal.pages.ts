/** What is fetched when the first of these pages is come to. */

export { PortalVulnerabilitiesPage } from '../../features/follow-up/portal-vulnerabilities-page.tsx'
export { PortalProductsPage } from '../../features/inventory/portal-products-page.tsx'
export { ChoicesPage } from '../../features/portal/choices-page.tsx'
export { DetailsPage } from '../../features/portal/details-page.tsx'
export { PortalFrame } from '../../features/portal/portal-frame.tsx'
export { PortalSensorsPage } from '../../features/portal/portal-sensors-page.tsx'
export { PortalWarningPage } from '../../features/portal/portal-warning-page.tsx'
export { PortalWarningsPage } from '../../features/portal/portal-warnings-page.tsx'
export { TodayPage } from '../../features/portal/today-page.tsx'
