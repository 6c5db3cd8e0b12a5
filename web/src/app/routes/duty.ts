/** The pages of those on duty: what came in, what was decided, who was warned. */
import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { accountSearch } from '../../features/account/account.search.ts'
import { claimsSearch } from '../../features/claims/claims.search.ts'
import { correlationSearch } from '../../features/correlation/correlation.search.ts'
import { membersSearch } from '../../features/members/members.search.ts'
import { policySearch } from '../../features/policy/policy.search.ts'
import { suppressionsSearch } from '../../features/triage/suppressions.search.ts'
import { triageSearch } from '../../features/triage/triage.search.ts'
import { startAt } from '../../features/views/start-at.ts'
import { warningsSearch } from '../../features/warnings/warnings.search.ts'
import { shell } from './frame.tsx'

const pages = () => import('./duty.pages.ts')

const now = createRoute({ getParentRoute: () => shell, path: '/now', component: lazyRouteComponent(pages, 'NowPage') })

const triage = createRoute({
  getParentRoute: () => shell,
  path: '/triage',
  component: lazyRouteComponent(pages, 'TriagePage'),
  validateSearch: triageSearch,
  beforeLoad: startAt('triage'),
})

const suppressions = createRoute({
  getParentRoute: () => shell,
  path: '/triage/suppressions',
  component: lazyRouteComponent(pages, 'SuppressionsPage'),
  validateSearch: suppressionsSearch,
})

const correlation = createRoute({
  getParentRoute: () => shell,
  path: '/correlation',
  component: lazyRouteComponent(pages, 'CorrelationPage'),
  validateSearch: correlationSearch,
  beforeLoad: startAt('correlation'),
})

const campaign = createRoute({
  getParentRoute: () => correlation,
  path: '$id',
  component: lazyRouteComponent(pages, 'CampaignPanel'),
})

const warnings = createRoute({
  getParentRoute: () => shell,
  path: '/warnings',
  component: lazyRouteComponent(pages, 'WarningsPage'),
  validateSearch: warningsSearch,
  beforeLoad: startAt('warnings'),
})

const warning = createRoute({
  getParentRoute: () => warnings,
  path: '$id',
  component: lazyRouteComponent(pages, 'WarningPanel'),
})

const callList = createRoute({
  getParentRoute: () => shell,
  path: '/call-list',
  component: lazyRouteComponent(pages, 'CallListPage'),
})

const chaseRules = createRoute({
  getParentRoute: () => shell,
  path: '/call-list/rules',
  component: lazyRouteComponent(pages, 'ChaseRulesPage'),
})

const policy = createRoute({
  getParentRoute: () => shell,
  path: '/policy',
  component: lazyRouteComponent(pages, 'PolicyPage'),
  validateSearch: policySearch,
})

const claims = createRoute({
  getParentRoute: () => shell,
  path: '/claims',
  component: lazyRouteComponent(pages, 'ClaimsPage'),
  validateSearch: claimsSearch,
})

const members = createRoute({
  getParentRoute: () => shell,
  path: '/members',
  component: lazyRouteComponent(pages, 'MembersPage'),
  validateSearch: membersSearch,
  beforeLoad: startAt('members'),
})

const member = createRoute({
  getParentRoute: () => members,
  path: '$orgnr',
  component: lazyRouteComponent(pages, 'MemberPanel'),
})

const account = createRoute({
  getParentRoute: () => shell,
  path: '/account',
  component: lazyRouteComponent(pages, 'AccountPage'),
  validateSearch: accountSearch,
})

export const dutyRoutes = [
  now,
  triage,
  suppressions,
  correlation.addChildren([campaign]),
  warnings.addChildren([warning]),
  callList,
  chaseRules,
  policy,
  members.addChildren([member]),
  claims,
  account,
] as const
