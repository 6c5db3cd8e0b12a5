/** Short names for the shapes of the API, taken from the generated document so that they cannot drift from it. */
import type { paths } from './schema.d.ts'

type Json<R> = R extends { content: { 'application/json': infer Body } } ? Body : never
type Get<P extends keyof paths> = paths[P] extends { get: { responses: { 200: infer R } } } ? Json<R> : never
type Item<Page> = Page extends { items: (infer One)[] } ? One : never

export type Me = Get<'/api/v1/me'>
export type Action = Me['actions'][number]
export type Language = Me['language']
export type Now = Get<'/api/v1/now'>
export type Burning = Now['burning'][number]
export type Severity = Burning['severity']
export type DetectionPage = Get<'/api/v1/detections'>
export type Detection = Item<DetectionPage>
export type DetectionDetail = Get<'/api/v1/detections/{id}'>
export type DismissReason =
  paths['/api/v1/detections/dismiss']['post']['requestBody']['content']['application/json']['reason']
export type EventRecord = DetectionDetail['events'][number]
export type Contact = DetectionDetail['contacts'][number]
export type WarningPage = Get<'/api/v1/warnings'>
export type Warning = Item<WarningPage>
export type WarningDetail = Get<'/api/v1/warnings/{id}'>
export type Attachment = WarningDetail['responses'][number]['attachments'][number]
export type ClaimCheck = paths['/api/v1/claims/{id}/check']['post'] extends { responses: { 200: infer R } }
  ? Json<R>
  : never
export type Board = Get<'/api/v1/warnings/board'>
export type ChaseRules = Get<'/api/v1/chase'>
export type ChaseRule = ChaseRules['rules'][number]
export type CallList = Get<'/api/v1/call-list'>
export type CallEntry = CallList['items'][number]
export type WarningNotes = Get<'/api/v1/warnings/{id}/notes'>
export type WarningTimes = Get<'/api/v1/warnings/times'>
export type Spread = WarningTimes['warn']
export type CampaignList = Get<'/api/v1/campaigns'>
export type Campaign = Item<CampaignList>
export type CampaignDetail = Get<'/api/v1/campaigns/{id}'>
export type CampaignMember = CampaignDetail['members'][number]
export type CampaignDetection = CampaignDetail['detections'][number]
export type CampaignMerged = paths['/api/v1/campaigns/{id}/merge']['post'] extends { responses: { 200: infer R } }
  ? Json<R>
  : never
export type PortalToday = Get<'/api/v1/portal'>
export type PortalWarningPage = Get<'/api/v1/portal/warnings'>
export type PortalWarning = Item<PortalWarningPage>
export type PortalWarningDetail = Get<'/api/v1/portal/warnings/{id}'>
export type PortalChoices = Get<'/api/v1/portal/choices'>
export type ClaimList = Get<'/api/v1/claims'>
export type Claim = Item<ClaimList>
export type FalseAlarms = Get<'/api/v1/false-alarms'>
export type OwnPhone = Get<'/api/v1/me/phone'>
export type WarningStanding = Get<'/api/v1/warnings/{id}/standing'>
export type WarningMeasure = WarningStanding['measures'][number]
export type WarningVex = NonNullable<WarningStanding['vulnerabilities']>[number]
export type PortalMeasure = PortalWarningDetail['measures'][number]
export type MeasureStanding = PortalMeasure['standing']
export type PortalVulnerability = NonNullable<PortalWarningDetail['vulnerabilities']>[number]
export type VexStatus = NonNullable<PortalVulnerability['vex']>
export type VexJustification = NonNullable<PortalVulnerability['justification']>
export type Answer = NonNullable<Warning['answer']>
export type Policy = Get<'/api/v1/policy'>
export type PolicyRule = Policy['active']['rules'][number]
export type PolicyAction = PolicyRule['action']
export type PolicyCause = NonNullable<PolicyRule['when']['causes']>[number]
export type PolicyCategory = NonNullable<PolicyRule['when']['categories']>[number]
export type PolicyTrial = NonNullable<NonNullable<Policy['draft']>['trial']>
export type PolicyHistory = Get<'/api/v1/policy/history'>
export type TextList = Get<'/api/v1/texts'>
export type TextVersions = Get<'/api/v1/texts/{category}'>
export type WarningText = TextVersions['items'][number]['text']
export type Measure = WarningText['measures'][number]
export type TextPreview = paths['/api/v1/texts/{category}/preview']['post'] extends { responses: { 200: infer R } }
  ? Json<R>
  : never
export type WarningMeasures = Get<'/api/v1/warnings/{id}/measures'>
export type Delivery = WarningDetail['deliveries'][number]
export type MailTaskList = Get<'/api/v1/mail-tasks'>
export type MailTask = Item<MailTaskList>
export type ContactKeyLookUp = paths['/api/v1/contacts/{id}/key/look-up']['post'] extends {
  responses: { 200: infer R }
}
  ? Json<R>
  : never
export type FeedList = Get<'/api/v1/feeds'>
export type Feed = FeedList['items'][number]
export type FeedSettings = Pick<Feed, 'url' | 'delta_url' | 'enabled' | 'interval_minutes'>
export type FeedRunPage = Get<'/api/v1/feeds/runs'>
export type FeedRun = Item<FeedRunPage>
export type FeedUnusedPage = Get<'/api/v1/feeds/runs/{id}/unused'>
export type FeedImportStarted = { run: string }
export type MemberPage = Get<'/api/v1/members'>
export type MemberSummary = Item<MemberPage>
export type Member = Get<'/api/v1/members/{orgnr}'>
export type ImportReport = paths['/api/v1/members/import']['post'] extends { responses: { 200: infer R } }
  ? Json<R>
  : never
export type IndicatorPage = Get<'/api/v1/indicators'>
export type Indicator = Item<IndicatorPage>
export type IndicatorState = NonNullable<
  NonNullable<paths['/api/v1/indicators']['get']['parameters']['query']>['state']
>
export type Stopped = NonNullable<Indicator['stopped']>
export type IndicatorActive = Get<'/api/v1/indicators/active'>
export type IndicatorImportReport = paths['/api/v1/indicators/import']['post'] extends {
  responses: { 200: infer R }
}
  ? Json<R>
  : never
export type SourceReliabilityList = Get<'/api/v1/source-reliability'>
export type SourceReliability = Item<SourceReliabilityList>
export type AllowPage = Get<'/api/v1/allowlist'>
export type AllowEntry = Item<AllowPage>
export type SensorPage = Get<'/api/v1/sensors'>
export type Sensor = Item<SensorPage>
export type SensorEnrolled = paths['/api/v1/sensors']['post'] extends { responses: { 201: infer R } } ? Json<R> : never
export type SourcePage = Get<'/api/v1/sources'>
export type Source = Item<SourcePage>
export type SourceEnrolled = paths['/api/v1/sources']['post'] extends { responses: { 201: infer R } } ? Json<R> : never
export type RejectedLine = Item<Get<'/api/v1/sensors/{id}/rejected'>>
export type RejectedSum = Get<'/api/v1/sensors/{id}/rejected/again'>
export type RejectedAgain = NonNullable<RejectedSum['again']>
export type TriageResult = paths['/api/v1/detections/warn']['post'] extends { responses: { 200: infer R } }
  ? Json<R>
  : never
export type SuppressionList = Get<'/api/v1/suppressions'>
export type Suppression = Item<SuppressionList>
export type NewSuppression = NonNullable<
  paths['/api/v1/suppressions']['post']['requestBody']
>['content']['application/json']
export type SuppressionTry = NonNullable<
  paths['/api/v1/suppressions/try']['post']['requestBody']
>['content']['application/json']
export type SuppressionTried = paths['/api/v1/suppressions/try']['post'] extends { responses: { 200: infer R } }
  ? Json<R>
  : never
export type SuppressionMade = paths['/api/v1/suppressions']['post'] extends { responses: { 201: infer R } }
  ? Json<R>
  : never
export type TriagePeople = Get<'/api/v1/triage/people'>
export type DetectionCounts = Get<'/api/v1/triage/counts'>
export type TriageActList = Get<'/api/v1/triage/acts'>
export type SavedViewList = Get<'/api/v1/views'>
export type SavedView = Item<SavedViewList>
export type ViewPage = SavedView['page']
export type HuntPage = Get<'/api/v1/hunts'>
export type HuntSummary = Item<HuntPage>
export type Hunt = Get<'/api/v1/hunts/{id}'>
export type HuntStarted = paths['/api/v1/hunts']['post'] extends { responses: { 202: infer R } } ? Json<R> : never
export type LookBackList = Get<'/api/v1/look-backs'>
export type LookBack = Item<LookBackList>
export type CsafDocumentPage = Get<'/api/v1/csaf/documents'>
export type CsafDocumentSummary = Item<CsafDocumentPage>
export type CsafState = CsafDocumentSummary['state']
export type CsafDocument = Get<'/api/v1/csaf/documents/{id}'>
export type CsafProviderList = Get<'/api/v1/csaf/providers'>
export type CsafProvider = Item<CsafProviderList>
export type CsafFound = paths['/api/v1/csaf/look']['post'] extends { responses: { 200: infer R } } ? Json<R> : never
export type RoleAt = Me['roles'][number]
export type Role = RoleAt['role']
export type RoleTable = Get<'/api/v1/roles'>
export type PersonPage = Get<'/api/v1/people'>
export type Person = Item<PersonPage>
export type SessionList = Get<'/api/v1/me/sessions'>
export type Session = Item<SessionList>
export type SignInWays = Get<'/api/v1/me/sign-in'>
export type SignInProviders = Get<'/api/v1/sign-in/providers'>
export type KeyPage = Get<'/api/v1/keys'>
export type Key = Item<KeyPage>
export type KeyMade = paths['/api/v1/keys']['post'] extends { responses: { 201: infer R } } ? Json<R> : never
export type AuditPage = Get<'/api/v1/audit'>
export type AuditEntry = Item<AuditPage>
export type Act = AuditEntry['act']
export type ObjectKind = NonNullable<AuditEntry['object_kind']>
export type ChainReport = paths['/api/v1/audit/verify']['post'] extends { responses: { 200: infer R } }
  ? Json<R>
  : never
export type RetentionTable = Get<'/api/v1/retention'>
export type RetentionRule = Item<RetentionTable>
export type RetentionClass = RetentionRule['class']
export type HoldList = Get<'/api/v1/holds'>
export type Hold = Item<HoldList>
export type EventPage = Get<'/api/v1/events'>
export type EventHistogram = Get<'/api/v1/events/histogram'>
export type EventFieldCounts = Get<'/api/v1/events/fields'>
export type EventField = EventFieldCounts['field']
export type WebhookList = Get<'/api/v1/webhooks'>
export type Webhook = Item<WebhookList>
export type WebhookEventList = Get<'/api/v1/webhooks/{id}/events'>
export type WebhookEvent = Item<WebhookEventList>
export type WebhookSecret = paths['/api/v1/webhooks']['post'] extends { responses: { 201: infer R } } ? Json<R> : never
export type PhoneStanding = Get<'/api/v1/contacts/{id}/phone-choices'>
export type PhoneChoice = PhoneStanding['choices'][number]
export type OtherDelivery = WarningDetail['others'][number]
export type AdvisoryList = Get<'/api/v1/advisories'>
export type Advisory = Item<AdvisoryList>
export type AdvisoryDetail = Get<'/api/v1/advisories/{id}'>
export type AdvisedPlan = Get<'/api/v1/advisories/{id}/recipients'>
export type AdvisoryPreview = Get<'/api/v1/advisories/{id}/preview'>
export type AdvisedStopped = paths['/api/v1/advisories/{id}/stop']['post'] extends { responses: { 200: infer R } }
  ? Json<R>
  : never
export type AdvisoryDraft = NonNullable<AdvisoryDetail['draft']>
export type AdvisoryContent = AdvisoryDraft['content']
export type AdvisoryNews = AdvisoryDetail['versions'][number]['news']
export type AdvisoryStep = NonNullable<
  paths['/api/v1/advisories/{id}/step']['post']['requestBody']
>['content']['application/json']['step']
export type MeasureList = Get<'/api/v1/measures'>
export type CatalogueMeasure = Item<MeasureList>
export type MeasureContent = CatalogueMeasure['content']
export type MeasureVersions = Get<'/api/v1/measures/{key}'>
export type MeasureStandings = Get<'/api/v1/measure-standings'>
export type VulnerabilityList = Get<'/api/v1/vulnerabilities'>
export type VulnerabilityNews = Get<'/api/v1/vulnerabilities/news'>
export type VulnerabilityRow = Item<VulnerabilityList>
export type VulnerabilityDetail = Get<'/api/v1/vulnerabilities/{cve}'>
export type AffectedMember = VulnerabilityDetail['affected'][number]
export type ExploitationWord =
  paths['/api/v1/vulnerabilities/{cve}/exploitation']['post']['requestBody']['content']['application/json']
export type MatchVerdict =
  paths['/api/v1/vulnerabilities/{cve}/verdicts/{software}']['put']['requestBody']['content']['application/json']
export type MatchVerdictBefore = { before: MatchVerdict | null }
export type ExploitationBefore = { before: ExploitationWord | null }
export type ExploitedRuleVersions = Get<'/api/v1/exploited-rule'>
export type ExploitedRule = ExploitedRuleVersions['items'][number]['rule']
export type ExploitedRuleTrial = paths['/api/v1/exploited-rule/try']['post'] extends { responses: { 200: infer R } }
  ? Json<R>
  : never
export type VulnerabilityLabelVersions = Get<'/api/v1/vulnerability-labels'>
export type VulnerabilityLabels = VulnerabilityLabelVersions['items'][number]['labels']
export type SsvcTrees = Get<'/api/v1/ssvc'>
export type SsvcTree = SsvcTrees['trees'][number]
export type SsvcDecide =
  paths['/api/v1/vulnerabilities/{cve}/decisions']['post']['requestBody']['content']['application/json']
export type InventoryPage = Get<'/api/v1/inventory'>
export type InventoryItem = Item<InventoryPage>
export type NewInventoryItem = NonNullable<
  paths['/api/v1/members/{orgnr}/inventory/items']['post']['requestBody']
>['content']['application/json']
export type InventoryChange = NonNullable<
  paths['/api/v1/inventory/{id}']['put']['requestBody']
>['content']['application/json']
export type InventoryReport = paths['/api/v1/members/{orgnr}/inventory']['post'] extends { responses: { 200: infer R } }
  ? Json<R>
  : never
export type ProductSuggestions = Get<'/api/v1/inventory/suggestions'>
export type UnaffectedProducts = Get<'/api/v1/vulnerabilities/{cve}/unaffected'>
export type ExposurePage = Get<'/api/v1/exposures'>
export type Exposure = Item<ExposurePage>
export type ExposureState = NonNullable<NonNullable<paths['/api/v1/exposures']['get']['parameters']['query']>['state']>
export type ExposureReport = paths['/api/v1/exposures']['post'] extends { responses: { 200: infer R } }
  ? Json<R>
  : never
export type ProductPage = Get<'/api/v1/products'>
export type Product = Item<ProductPage>
export type Coverage = Get<'/api/v1/inventory/coverage'>
export type AliasPage = Get<'/api/v1/aliases'>
export type ProductAlias = Item<AliasPage>
export type AliasNames = Get<'/api/v1/aliases/names'>
export type AliasPreview = Get<'/api/v1/aliases/preview'>
export type AliasHistory = Get<'/api/v1/aliases/{id}/history'>
export type FollowUp = Get<'/api/v1/vulnerabilities/follow-up'>
export type FollowUpRow = FollowUp['rows'][number]
export type MemberVulnerabilityPage = Get<'/api/v1/members/{orgnr}/vulnerabilities'>
export type MemberVulnerability = Item<MemberVulnerabilityPage>
type VexTakenBy<P> = P extends { put: { responses: { 200: infer R } } } ? Json<R> : never
export type VexTaken = VexTakenBy<paths['/api/v1/portal/vulnerabilities/{cve}/vex']>
