import type { QueryClient } from '@tanstack/react-query'
import { createRootRouteWithContext, createRoute, createRouter, Outlet, redirect } from '@tanstack/react-router'
import { problemOf } from '../api/problem.ts'
import { accountSearch } from '../features/account/account.search.ts'
import { AccountPage } from '../features/account/account-page.tsx'
import { advisoriesSearch } from '../features/advisories/advisories.search.ts'
import { AdvisoriesPage } from '../features/advisories/advisories-page.tsx'
import { AdvisoryPanel } from '../features/advisories/advisory-panel.tsx'
import { NewAdvisory } from '../features/advisories/new-advisory.tsx'
import { auditSearch } from '../features/audit/audit.search.ts'
import { AuditPage } from '../features/audit/audit-page.tsx'
import { CallListPage } from '../features/call-list/call-list-page.tsx'
import { ChaseRulesPage } from '../features/chase-rules/chase-rules-page.tsx'
import { claimsSearch } from '../features/claims/claims.search.ts'
import { ClaimsPage } from '../features/claims/claims-page.tsx'
import { CampaignPanel } from '../features/correlation/campaign-panel.tsx'
import { correlationSearch } from '../features/correlation/correlation.search.ts'
import { CorrelationPage } from '../features/correlation/correlation-page.tsx'
import { csafSearch } from '../features/csaf/csaf.search.ts'
import { CsafPage } from '../features/csaf/csaf-page.tsx'
import { CsafPanel } from '../features/csaf/csaf-panel.tsx'
import { eventsSearch } from '../features/events/events.search.ts'
import { EventsPage } from '../features/events/events-page.tsx'
import { feedsSearch } from '../features/feeds/feeds.search.ts'
import { FeedsPage } from '../features/feeds/feeds-page.tsx'
import { followUpSearch } from '../features/follow-up/follow-up.search.ts'
import { FollowUpMember } from '../features/follow-up/follow-up-member.tsx'
import { FollowUpPage } from '../features/follow-up/follow-up-page.tsx'
import { PortalVulnerabilitiesPage } from '../features/follow-up/portal-vulnerabilities-page.tsx'
import { huntSearch } from '../features/hunt/hunt.search.ts'
import { HuntPage } from '../features/hunt/hunt-page.tsx'
import { HuntPanel } from '../features/hunt/hunt-panel.tsx'
import { IndicatorPanel } from '../features/indicators/indicator-panel.tsx'
import { indicatorsSearch } from '../features/indicators/indicators.search.ts'
import { IndicatorsPage } from '../features/indicators/indicators-page.tsx'
import { inventorySearch } from '../features/inventory/inventory-search.ts'
import { PortalProductsPage } from '../features/inventory/portal-products-page.tsx'
import { KeyPanel } from '../features/keys/key-panel.tsx'
import { keysSearch } from '../features/keys/keys.search.ts'
import { KeysPage } from '../features/keys/keys-page.tsx'
import { MeasurePanel } from '../features/measures/measure-panel.tsx'
import { measuresSearch } from '../features/measures/measures.search.ts'
import { MeasuresPage } from '../features/measures/measures-page.tsx'
import { NewMeasure } from '../features/measures/new-measure.tsx'
import { MemberPanel } from '../features/members/member-panel.tsx'
import { membersSearch } from '../features/members/members.search.ts'
import { MembersPage } from '../features/members/members-page.tsx'
import { NowPage } from '../features/now/now-page.tsx'
import { peopleSearch } from '../features/people/people.search.ts'
import { PeoplePage } from '../features/people/people-page.tsx'
import { PersonPanel } from '../features/people/person-panel.tsx'
import { policySearch } from '../features/policy/policy.search.ts'
import { PolicyPage } from '../features/policy/policy-page.tsx'
import { ChoicesPage } from '../features/portal/choices-page.tsx'
import { DetailsPage } from '../features/portal/details-page.tsx'
import { portalSearch } from '../features/portal/portal.search.ts'
import { PortalFrame } from '../features/portal/portal-frame.tsx'
import { PortalSensorsPage } from '../features/portal/portal-sensors-page.tsx'
import { PortalWarningPage } from '../features/portal/portal-warning-page.tsx'
import { PortalWarningsPage } from '../features/portal/portal-warnings-page.tsx'
import { TodayPage } from '../features/portal/today-page.tsx'
import { productsSearch } from '../features/products/products.search.ts'
import { ProductsPage } from '../features/products/products-page.tsx'
import { ProtectionPage } from '../features/protection/protection-page.tsx'
import { RolesPage } from '../features/roles/roles-page.tsx'
import { SensorPanel } from '../features/sensors/sensor-panel.tsx'
import { sensorsSearch } from '../features/sensors/sensors.search.ts'
import { SensorsPage } from '../features/sensors/sensors-page.tsx'
import { signInSearch, welcomeSearch } from '../features/sign-in/fault-codes.ts'
import { LinkPage } from '../features/sign-in/link-page.tsx'
import { SignInPage } from '../features/sign-in/sign-in-page.tsx'
import { WelcomePage } from '../features/sign-in/welcome-page.tsx'
import { suppressionsSearch } from '../features/triage/suppressions.search.ts'
import { SuppressionsPage } from '../features/triage/suppressions-page.tsx'
import { triageSearch } from '../features/triage/triage.search.ts'
import { TriagePage } from '../features/triage/triage-page.tsx'
import { startAt } from '../features/views/start-at.ts'
import { vulnerabilitiesSearch } from '../features/vulnerabilities/vulnerabilities.search.ts'
import { VulnerabilitiesPage } from '../features/vulnerabilities/vulnerabilities-page.tsx'
import { VulnerabilityPanel } from '../features/vulnerabilities/vulnerability-panel.tsx'
import { WarningPanel } from '../features/warnings/warning-panel.tsx'
import { warningsSearch } from '../features/warnings/warnings.search.ts'
import { WarningsPage } from '../features/warnings/warnings-page.tsx'
import { FaultPage, MissingPage, NoPage } from './fault-page.tsx'
import { pagesFor } from './pages.ts'
import { compact, innerPath, text, word } from './search-params.ts'
import { meQuery } from './session.ts'
import { Shell } from './shell.tsx'
import { AccessFrame, VulnerabilityFrame } from './tab-frame.tsx'

const root = createRootRouteWithContext<{ client: QueryClient }>()({
  component: Outlet,
  notFoundComponent: MissingPage,
})

const shell = createRoute({
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

const home = createRoute({
  getParentRoute: () => shell,
  path: '/',
  // A role may have no page of its own, as a partner's has none before something is shared.
  component: NoPage,
  beforeLoad: ({ context }) => {
    const [first] = pagesFor(context.me.actions)
    if (first) throw redirect({ to: first.to, replace: true })
  },
})

const now = createRoute({ getParentRoute: () => shell, path: '/now', component: NowPage })

const triage = createRoute({
  getParentRoute: () => shell,
  path: '/triage',
  component: TriagePage,
  validateSearch: triageSearch,
  beforeLoad: startAt('triage'),
})

const suppressions = createRoute({
  getParentRoute: () => shell,
  path: '/triage/suppressions',
  component: SuppressionsPage,
  validateSearch: suppressionsSearch,
})

const correlation = createRoute({
  getParentRoute: () => shell,
  path: '/correlation',
  component: CorrelationPage,
  validateSearch: correlationSearch,
  beforeLoad: startAt('correlation'),
})
const campaign = createRoute({ getParentRoute: () => correlation, path: '$id', component: CampaignPanel })

const warnings = createRoute({
  getParentRoute: () => shell,
  path: '/warnings',
  component: WarningsPage,
  validateSearch: warningsSearch,
  beforeLoad: startAt('warnings'),
})
const warning = createRoute({ getParentRoute: () => warnings, path: '$id', component: WarningPanel })

const aboutVulnerabilities = createRoute({
  getParentRoute: () => shell,
  id: 'about-vulnerabilities',
  component: VulnerabilityFrame,
})

const vulnerabilities = createRoute({
  getParentRoute: () => aboutVulnerabilities,
  path: '/vulnerabilities',
  component: VulnerabilitiesPage,
  validateSearch: vulnerabilitiesSearch,
})
const vulnerability = createRoute({
  getParentRoute: () => vulnerabilities,
  path: '$cve',
  component: VulnerabilityPanel,
})

const followUp = createRoute({
  getParentRoute: () => aboutVulnerabilities,
  path: '/vulnerabilities/follow-up',
  component: FollowUpPage,
  validateSearch: followUpSearch,
})
const followUpMember = createRoute({ getParentRoute: () => followUp, path: '$orgnr', component: FollowUpMember })

const callList = createRoute({ getParentRoute: () => shell, path: '/call-list', component: CallListPage })

const chaseRules = createRoute({ getParentRoute: () => shell, path: '/call-list/rules', component: ChaseRulesPage })
const policy = createRoute({
  getParentRoute: () => shell,
  path: '/policy',
  component: PolicyPage,
  validateSearch: policySearch,
})

const feeds = createRoute({
  getParentRoute: () => aboutVulnerabilities,
  path: '/feeds',
  component: FeedsPage,
  validateSearch: feedsSearch,
})

const members = createRoute({
  getParentRoute: () => shell,
  path: '/members',
  component: MembersPage,
  validateSearch: membersSearch,
  beforeLoad: startAt('members'),
})
const claims = createRoute({
  getParentRoute: () => shell,
  path: '/claims',
  component: ClaimsPage,
  validateSearch: claimsSearch,
})
const member = createRoute({ getParentRoute: () => members, path: '$orgnr', component: MemberPanel })

const sensors = createRoute({
  getParentRoute: () => shell,
  path: '/sensors',
  component: SensorsPage,
  validateSearch: sensorsSearch,
  beforeLoad: startAt('sensors'),
})
const sensor = createRoute({ getParentRoute: () => sensors, path: '$id', component: SensorPanel })

const events = createRoute({
  getParentRoute: () => shell,
  path: '/events',
  component: EventsPage,
  validateSearch: eventsSearch,
  beforeLoad: startAt('events'),
})
const indicators = createRoute({
  getParentRoute: () => shell,
  path: '/indicators',
  component: IndicatorsPage,
  validateSearch: indicatorsSearch,
  beforeLoad: startAt('indicators'),
})
const indicator = createRoute({ getParentRoute: () => indicators, path: '$id', component: IndicatorPanel })
const hunts = createRoute({
  getParentRoute: () => shell,
  path: '/hunt',
  component: HuntPage,
  validateSearch: huntSearch,
  beforeLoad: startAt('hunt'),
})
const hunt = createRoute({ getParentRoute: () => hunts, path: '$id', component: HuntPanel })

const csaf = createRoute({
  getParentRoute: () => aboutVulnerabilities,
  path: '/csaf',
  component: CsafPage,
  validateSearch: csafSearch,
})
const csafDocument = createRoute({ getParentRoute: () => csaf, path: '$id', component: CsafPanel })
const products = createRoute({
  getParentRoute: () => aboutVulnerabilities,
  path: '/products',
  component: ProductsPage,
  validateSearch: productsSearch,
})
const advisories = createRoute({
  getParentRoute: () => aboutVulnerabilities,
  path: '/advisories',
  component: AdvisoriesPage,
  validateSearch: advisoriesSearch,
})
const newAdvisory = createRoute({ getParentRoute: () => advisories, path: 'new', component: NewAdvisory })
const advisory = createRoute({ getParentRoute: () => advisories, path: '$id', component: AdvisoryPanel })
const measures = createRoute({
  getParentRoute: () => aboutVulnerabilities,
  path: '/measures',
  component: MeasuresPage,
  validateSearch: measuresSearch,
})
const newMeasure = createRoute({ getParentRoute: () => measures, path: 'new', component: NewMeasure })
const measure = createRoute({ getParentRoute: () => measures, path: '$key', component: MeasurePanel })

const portal = createRoute({
  getParentRoute: () => shell,
  path: '/portal',
  component: PortalFrame,
  validateSearch: portalSearch,
})
const portalToday = createRoute({ getParentRoute: () => portal, path: '/', component: TodayPage })
const portalWarnings = createRoute({ getParentRoute: () => portal, path: 'warnings', component: PortalWarningsPage })
const portalWarning = createRoute({ getParentRoute: () => portal, path: 'warnings/$id', component: PortalWarningPage })

const portalDetails = createRoute({ getParentRoute: () => portal, path: 'details', component: DetailsPage })
const portalVulnerabilities = createRoute({
  getParentRoute: () => portal,
  path: 'vulnerabilities',
  component: PortalVulnerabilitiesPage,
})
const portalSensors = createRoute({ getParentRoute: () => portal, path: 'sensors', component: PortalSensorsPage })
const portalProducts = createRoute({
  getParentRoute: () => portal,
  path: 'products',
  component: PortalProductsPage,
  validateSearch: inventorySearch,
})
const portalChoices = createRoute({ getParentRoute: () => portal, path: 'choices', component: ChoicesPage })

const account = createRoute({
  getParentRoute: () => shell,
  path: '/account',
  component: AccountPage,
  validateSearch: accountSearch,
})

const access = createRoute({ getParentRoute: () => shell, id: 'access', component: AccessFrame })

const people = createRoute({
  getParentRoute: () => access,
  path: '/people',
  component: PeoplePage,
  validateSearch: peopleSearch,
})
const person = createRoute({ getParentRoute: () => people, path: '$id', component: PersonPanel })

const keys = createRoute({
  getParentRoute: () => access,
  path: '/keys',
  component: KeysPage,
  validateSearch: keysSearch,
})
const key = createRoute({ getParentRoute: () => keys, path: '$id', component: KeyPanel })

const roles = createRoute({ getParentRoute: () => access, path: '/roles', component: RolesPage })

const audit = createRoute({
  getParentRoute: () => access,
  path: '/audit',
  component: AuditPage,
  validateSearch: auditSearch,
})

const protection = createRoute({
  getParentRoute: () => access,
  path: '/protection',
  component: ProtectionPage,
  validateSearch: (search: Record<string, unknown>) => compact({ hold: word(search['hold'], ['open'] as const) }),
})

const signIn = createRoute({
  getParentRoute: () => root,
  path: '/sign-in',
  component: SignInPage,
  validateSearch: signInSearch,
})

const link = createRoute({
  getParentRoute: () => root,
  path: '/sign-in/link',
  component: LinkPage,
  validateSearch: (search: Record<string, unknown>) => compact({ token: text(search['token'], 500) }),
})

const welcome = createRoute({
  getParentRoute: () => root,
  path: '/welcome',
  component: WelcomePage,
  validateSearch: welcomeSearch,
})

const tree = root.addChildren([
  shell.addChildren([
    home,
    now,
    triage,
    suppressions,
    correlation.addChildren([campaign]),
    warnings.addChildren([warning]),
    aboutVulnerabilities.addChildren([
      vulnerabilities.addChildren([vulnerability]),
      followUp.addChildren([followUpMember]),
      advisories.addChildren([newAdvisory, advisory]),
      measures.addChildren([newMeasure, measure]),
      products,
      csaf.addChildren([csafDocument]),
      feeds,
    ]),
    callList,
    chaseRules,
    policy,
    members.addChildren([member]),
    claims,
    sensors.addChildren([sensor]),
    events,
    indicators.addChildren([indicator]),
    hunts.addChildren([hunt]),
    portal.addChildren([
      portalToday,
      portalWarnings,
      portalWarning,
      portalVulnerabilities,
      portalSensors,
      portalProducts,
      portalDetails,
      portalChoices,
    ]),
    account,
    access.addChildren([people.addChildren([person]), keys.addChildren([key]), roles, audit, protection]),
  ]),
  signIn,
  link,
  welcome,
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
