/** What an operation is called with, where it asks for more than an id or a member in its address. */
import { contentFrom } from '../../src/vulnerability/advisories/prefill.ts'
import { builtInText } from '../../src/warning/texts/template.ts'
import type { Own } from './callers.ts'
import type { Side, World } from './world.ts'

export type Sample = {
  params?: (side: Side, world: World) => Record<string, string>
  query?: (side: Side) => Record<string, string>
  /** Text is CSV. */
  body?: (side: Side, world: World) => object | string
  /** Parameters other than those about a member, with which it works. */
  working?: (world: World) => Record<string, string>
  /** Who is to succeed with it; else the administrator. */
  by?: string
  /** It works on what is the caller's own, and not on the other member's. */
  own?: boolean
  /** The higher, the later: what removes things comes last. */
  last?: number
  /** False: it changes nothing that the log is about. */
  logs?: boolean
}

/** Filled in once the callers are made. */
export const own: Own = { session: '', passkey: '', organisation: '', view: '' }

const detections = (side: Side) => ({ detections: [side.ids.detections] })
const contact = ({ ids }: Side) => ({ id: ids.contacts })
const campaign = (_side: Side, { common }: World) => ({ id: common.campaign })
const advisory = (_side: Side, { common }: World) => ({ id: common.advisory })
const advisoryDraft = (_side: Side, { common }: World) => ({ id: common.advisoryDraft })
const view = () => ({ id: own.view })
const suppression = (_side: Side, { common }: World) => ({ id: common.suppression })
const newsOf = (nb: string) => ({ nb, nn: '', en: '' })
const vulnerability = (_side: Side, { common }: World) => ({ cve: common.vulnerability, id: common.decision })
const soon = () => new Date(Date.now() + 3_600_000).toISOString()
const networks = () => ({ networks: ['192.0.2.0/24'] })
const csafProvider = () => ({ id: 'nordlys.example' })
const csafDocument = (_side: Side, { common }: World) => ({ id: common.csafDocument })
const csafAt = (file: string) => ({
  url: new URL('/provider-metadata.json', file).href,
  distributions: [new URL('/files/', file).href],
})
const overlap = () => ({ overlap_hours: 1 })
const exploitedRule = { page: true, grade: 'likely', members: 1, exposed: false, care_impact: 'none' }
const webhook = (mark: string) => ({
  name: `Mottak ${mark}`,
  url: `https://mottak.${mark}.example/varde`,
  types: ['warning.sent'],
  least: 'high',
})
const memberColumns =
  'orgnr,name,kind,municipality_number,networks,domains,contact_name,contact_email,contact_phone,language'
const indicatorColumns = 'type,value,category,confidence,tlp,valid_until,source,comment'
const rules = [{ name: '', when: {}, action: 'queue', page: false }]
const chaseRules = ['critical', 'high', 'medium', 'low'].map((severity) => ({
  severity,
  before_hours: 1,
  every_hours: 2,
  most: 3,
  all_at_once: true,
  quiet: severity !== 'critical',
}))

export const samples: Record<string, Sample> = {
  'POST /ingest/v1/events': { body: () => ({}) },
  'GET /api/v1/events/fields': { query: () => ({ field: 'event_type' }) },
  'POST /ingest/v1/reports/shadowserver': { body: () => 'timestamp,ip\n' },

  'PUT /api/v1/me/language': { body: () => ({ language: 'nb' }), own: true, logs: false },
  'POST /api/v1/me/password': {
    body: () => ({ password: 'riktig hest batteri stift' }),
    own: true,
    by: 'person newcomer',
  },
  'DELETE /api/v1/me/passkeys/{id}': { params: () => ({ id: own.passkey }), own: true },
  'DELETE /api/v1/me/organisations/{id}': { params: () => ({ id: own.organisation }), own: true },
  'DELETE /api/v1/me/sessions/{id}': { working: () => ({ id: own.session }), own: true },
  'POST /api/v1/me/sessions/revoke-others': { own: true, last: 1 },

  'POST /api/v1/views': {
    body: ({ mark }) => ({ page: 'triage', name: `Ny ${mark}`, search: 'severity=high', shared: true }),
    own: true,
  },
  'PUT /api/v1/views/{id}': {
    params: view,
    body: () => ({ name: 'Alvorlige', search: 'severity=critical', shared: true }),
    own: true,
  },
  'PUT /api/v1/me/start-views/{page}': {
    params: () => ({ page: 'triage' }),
    body: () => ({ view: null }),
    own: true,
    logs: false,
  },
  'DELETE /api/v1/views/{id}': { params: view, own: true, last: 1 },
  'POST /api/v1/views/{id}/restore': { params: view, own: true, last: 2 },

  'POST /api/v1/members/import': { body: ({ orgnr, mark }) => `${memberColumns}\n${orgnr},${mark} kommune,gp,,,,,,,` },
  'POST /api/v1/members/{orgnr}/contacts': {
    body: ({ mark }) => ({ name: `Ny ${mark}`, email: `ny@${mark}.example`, phone: null, language: 'nn' }),
  },
  'PUT /api/v1/contacts/{id}': {
    params: ({ ids }) => ({ id: ids.contacts }),
    body: ({ mark }) => ({ name: `Vakt ${mark}`, email: `vakt@${mark}.example`, phone: '22000009', language: 'nb' }),
  },
  'DELETE /api/v1/contacts/{id}': { params: ({ ids }) => ({ id: ids.contacts }), last: 4 },
  'POST /api/v1/members/{orgnr}/claims': {
    body: ({ mark }) => ({ kind: 'domain', change: 'add', value: `enda.${mark}.example`, reason: 'Nytt nettsted' }),
    by: 'person member_admin',
    own: true,
  },
  'POST /api/v1/claims/{id}/withdraw': {
    params: ({ ids }) => ({ id: ids.claims }),
    working: ({ a }) => ({ id: a.ids.otherClaims }),
    by: 'person member_admin',
    own: true,
  },
  'POST /api/v1/claims/{id}/check': {
    params: ({ ids }) => ({ id: ids.claims }),
    by: 'person member_admin',
    own: true,
    // The record is not there.
    logs: false,
  },
  'POST /api/v1/claims/{id}/approve': { params: ({ ids }) => ({ id: ids.claims }) },
  'POST /api/v1/claims/{id}/refuse': {
    params: ({ ids }) => ({ id: ids.otherClaims }),
    body: () => ({ reason: 'Det er leverandørens.' }),
  },
  'DELETE /api/v1/members/{orgnr}': { body: ({ mark }) => ({ name: `${mark} kommune` }), last: 9 },

  'GET /api/v1/contacts/{id}/key': { params: contact },
  'PUT /api/v1/contacts/{id}/key': { params: contact, body: ({ publicKey }) => ({ armored: publicKey }) },
  // Of a domain that has no directory.
  'POST /api/v1/contacts/{id}/key/look-up': { params: contact, logs: false },
  'DELETE /api/v1/contacts/{id}/key': { params: contact, last: 2 },
  'POST /api/v1/mail-tasks/{id}/done': { params: ({ ids }) => ({ id: ids.mailTasks }), last: 1 },
  'POST /api/v1/mail-tasks/{id}/reopen': { params: ({ ids }) => ({ id: ids.mailTasks }), last: 2 },
  'GET /api/v1/attachments/{id}': { params: ({ ids }) => ({ id: ids.attachments }) },
  'GET /api/v1/vulnerabilities/{cve}': { params: vulnerability },
  'POST /api/v1/vulnerabilities/{cve}/exploitation': {
    params: vulnerability,
    body: ({ mark }) => ({ exploitation: 'active', reason: `Sett hos ${mark}` }),
  },
  'DELETE /api/v1/vulnerabilities/{cve}/exploitation': { params: vulnerability, last: 1 },
  'POST /api/v1/vulnerabilities/{cve}/decisions': {
    params: vulnerability,
    body: ({ mark }) => ({
      tree: 'coordinator_publish',
      answers: { supplier_involvement: 'fix_ready', exploitation: 'active', value_added: 'ampliative' },
      reason: `Hos ${mark}`,
    }),
  },
  'POST /api/v1/vulnerabilities/{cve}/decisions/{id}/undo': { params: vulnerability, last: 1 },
  'PUT /api/v1/vulnerability-labels': {
    body: ({ mark }) => {
      const said = { nb: 'Kan vente', nn: 'Kan vente', en: 'Can wait' }
      const labels = { immediate: said, out_of_cycle: said, scheduled: said, defer: said }
      return { labels, version: 2, note: `Etter møtet hos ${mark}` }
    },
  },
  'PUT /api/v1/exploited-rule': {
    body: ({ mark }) => ({ rule: exploitedRule, version: 1, note: `Etter møtet hos ${mark}` }),
  },
  'POST /api/v1/exploited-rule/try': { body: () => ({ rule: exploitedRule }) },

  'PUT /api/v1/contacts/{id}/place': {
    params: ({ ids }) => ({ id: ids.contacts }),
    body: () => ({ rank: 2, role: 'IKT-vakt' }),
  },

  'POST /api/v1/sensors': { body: ({ orgnr, mark }) => ({ member: orgnr, name: `${mark}-9` }) },
  'POST /api/v1/sensors/{id}/rotate': { body: overlap },
  'PUT /api/v1/sensors/{id}/networks': { body: networks },
  'PUT /api/v1/sensors/{id}/alarms': { body: () => ({ tell_member: true }) },
  'PUT /api/v1/members/{orgnr}/sensor-alarms': { body: () => ({ tell_member: true }) },
  'POST /api/v1/sensors/{id}/rejected/again': { body: () => ({}) },
  'POST /api/v1/sensors/{id}/revoke': { last: 2 },

  'POST /api/v1/sources': { body: ({ mark }) => ({ name: `${mark} kilde` }) },
  'POST /api/v1/sources/{id}/rotate': { params: (_side, { source }) => ({ id: source }), body: overlap },
  'POST /api/v1/sources/{id}/revoke': { params: (_side, { source }) => ({ id: source }), last: 2 },

  'GET /api/v1/indicators/{id}': { params: (_side, { common }) => ({ id: common.indicator }) },
  'POST /api/v1/indicators/{id}/retract': { params: (_side, { common }) => ({ id: common.indicator }), last: 1 },
  'POST /api/v1/indicators/{id}/look-back': { params: (_side, { common }) => ({ id: common.indicator }) },
  'POST /api/v1/look-backs': { body: () => ({ source: 'Testkilde' }) },
  'PUT /api/v1/source-reliability': { body: () => ({ source: 'Testkilde', reliability: 'B' }) },
  'POST /api/v1/indicators/import': { body: () => `${indicatorColumns}\nipv4,198.51.100.9,c2,90,AMBER,,Testkilde,` },
  'PUT /api/v1/feeds/{source}': {
    params: () => ({ source: 'kev:own' }),
    body: () => ({ url: null, delta_url: null, enabled: false, interval_minutes: 60 }),
  },
  'POST /api/v1/feeds/{source}/sync': { params: () => ({ source: 'epss' }) },
  'POST /api/v1/feeds/import': {
    query: () => ({ kind: 'epss', file: 'epss.csv' }),
    body: () => 'cve,epss,percentile\nCVE-2026-10001,0.1,0.2\n',
    logs: false,
  },
  'GET /api/v1/feeds/runs/{id}/unused': { params: (_side, { common }) => ({ id: common.reading }) },
  'GET /api/v1/feeds/runs/{id}/unused.csv': { params: (_side, { common }) => ({ id: common.reading }) },
  'POST /api/v1/indicators/fetch': { body: (_side, { common }) => ({ url: common.file }) },

  'POST /api/v1/indicators/{id}/let-through': {
    params: (_side, { common }) => ({ id: common.indicator }),
    body: () => ({ reason: 'Vurdert av vakthavende' }),
  },
  'DELETE /api/v1/indicators/{id}/let-through': {
    params: (_side, { common }) => ({ id: common.indicator }),
    last: 1,
  },
  'POST /api/v1/allowlist': {
    body: ({ mark }) => ({ value: `felles.${mark}.example`, reason: 'Felles leverandør' }),
    own: true,
  },
  'DELETE /api/v1/allowlist/{id}': { params: (_side, { common }) => ({ id: common.allowed }), last: 1 },

  // Not by a side's mark: who asks for it reads it in the list of its own hunts.
  'POST /api/v1/hunts': { body: () => ({ indicators: ['innsida.example'] }), own: true },
  'DELETE /api/v1/hunts/{id}': { last: 1 },

  'POST /api/v1/detections/dismiss': { body: (side) => ({ ...detections(side), reason: 'known_activity' }) },
  'POST /api/v1/detections/accept': { body: detections },
  'POST /api/v1/detections/assign': { body: (side) => ({ ...detections(side), to: null }), last: 1 },
  'POST /api/v1/detections/snooze': {
    body: (side) => ({ ...detections(side), until: soon() }),
    last: 1,
  },
  // What it would need beside the one detection is not here: it answers with what is refused.
  'POST /api/v1/detections/duplicate': {
    body: (side) => ({ ...detections(side), of: side.ids.detections }),
    logs: false,
  },
  'POST /api/v1/detections/merge': { body: detections, logs: false },
  'POST /api/v1/detections/split': { body: detections, logs: false },
  'POST /api/v1/triage/acts/{id}/undo': { last: 1 },
  // Of half a minute: nothing for a log.
  'POST /api/v1/detections/{id}/looking': { logs: false },
  'DELETE /api/v1/detections/{id}/looking': { logs: false },
  'POST /api/v1/suppressions': {
    body: ({ orgnr, mark }) => ({
      member: orgnr,
      category: mark,
      up_to: 'low',
      reason: `Kjent ${mark}`,
      until: soon(),
    }),
  },
  'POST /api/v1/suppressions/try': { body: ({ orgnr }) => ({ member: orgnr, up_to: 'low' }), logs: false },
  'POST /api/v1/suppressions/{id}/prolong': { params: suppression, body: () => ({ until: soon() }), last: 1 },
  'POST /api/v1/suppressions/{id}/end': { params: suppression, last: 2 },
  'POST /api/v1/suppressions/{id}/resume': { params: suppression, last: 3 },
  'POST /api/v1/detections/restore': { body: detections, last: 1 },
  'POST /api/v1/detections/warn': { body: detections, last: 2 },
  'POST /api/v1/warnings/{id}/send': { params: ({ ids }) => ({ id: ids.drafts }), own: true, last: 2 },
  // What waits for the same contact goes along: after what is to be withdrawn.
  'POST /api/v1/warnings/{id}/send-now': { params: ({ ids }) => ({ id: ids.waiting }), last: 2 },
  'POST /api/v1/warnings/{id}/withdraw': { params: ({ ids }) => ({ id: ids.alsoWaiting }), last: 1 },
  'POST /api/v1/warnings/{id}/remind': { params: ({ ids }) => ({ id: ids.silent }), last: 1 },
  'PUT /api/v1/warnings/{id}/deadline': {
    params: ({ ids }) => ({ id: ids.silent }),
    body: () => ({ due_at: soon(), reason: 'Avtalt på telefon' }),
  },
  'POST /api/v1/warnings/{id}/deadline/undo': { params: ({ ids }) => ({ id: ids.silent }), last: 1 },
  'POST /api/v1/warnings/{id}/notes': { body: ({ mark }) => ({ text: `Notat ${mark}` }) },
  'POST /api/v1/warnings/{id}/messages': { body: ({ mark }) => ({ message: `Melding ${mark}` }) },
  'POST /api/v1/warnings/{id}/calls': { body: () => ({ contact_name: 'Vakt', reached: false }) },
  'POST /api/v1/warnings/{id}/help-given': { body: () => ({ done: 'Ryddet' }), last: 1 },
  'GET /api/v1/false-alarms': { query: () => ({ kind: 'signature', key: '9000002' }) },
  'GET /api/v1/portal': { by: 'person member_contact', own: true },
  'GET /api/v1/portal/warnings': { by: 'person member_contact', own: true },
  'GET /api/v1/portal/warnings/{id}': { by: 'person member_contact', own: true },
  'POST /api/v1/portal/warnings/{id}/answer': {
    body: () => ({ answer: 'unknown', comment: 'Vi ser på det', done: [] }),
    by: 'person member_contact',
    own: true,
  },
  'PUT /api/v1/portal/warnings/{id}/measures/{key}': {
    params: ({ ids }) => ({ id: ids.warnings, key: '1.1' }),
    body: () => ({ standing: 'done' }),
    by: 'person member_contact',
    own: true,
  },
  'GET /api/v1/portal/choices': { by: 'person member_contact', own: true },
  'PUT /api/v1/portal/choices/{orgnr}': {
    body: () => ({
      choices: [{ category: 'phishing', least: 'high' }],
      phone: [{ channel: 'voice', least: 'critical' }],
    }),
    by: 'person member_contact',
    own: true,
  },
  'GET /api/v1/contacts/{id}/phone-choices': { params: contact },
  'PUT /api/v1/contacts/{id}/phone-choices': {
    params: contact,
    body: () => ({ choices: [{ channel: 'sms', least: 'high' }] }),
  },
  'POST /api/v1/csaf/look': { body: (_side, { common }) => ({ address: csafAt(common.file).url }), logs: false },
  'POST /api/v1/csaf/providers': { body: (_side, { common }) => csafAt(common.file) },
  'PUT /api/v1/csaf/providers/{id}': { params: csafProvider, body: () => ({ enabled: false }) },
  'POST /api/v1/csaf/providers/{id}/sync': { params: csafProvider, body: () => ({}) },
  'DELETE /api/v1/csaf/providers/{id}': { params: csafProvider, last: 1 },
  'GET /api/v1/csaf/documents/{id}': { params: csafDocument },
  'GET /api/v1/csaf/documents/{id}/file': { params: csafDocument },
  'POST /api/v1/webhooks': { body: ({ orgnr, mark }) => ({ member: orgnr, ...webhook(mark) }) },
  'PUT /api/v1/webhooks/{id}': { body: ({ mark }) => ({ ...webhook(mark), paused: true }) },
  'POST /api/v1/webhooks/{id}/rotate': { body: overlap },
  'POST /api/v1/webhooks/{id}/events/{event}/again': {
    params: ({ ids }) => ({ id: ids.webhooks, event: ids.webhookEvents }),
  },
  'DELETE /api/v1/webhooks/{id}': { last: 2 },
  'PUT /api/v1/chase': { body: () => ({ rules: chaseRules }) },
  'POST /api/v1/advisories': { body: () => ({ cves: [] }) },
  'GET /api/v1/advisories/{id}': { params: advisory },
  'PUT /api/v1/advisories/{id}': {
    params: advisoryDraft,
    body: () => ({ revision: 2, content: contentFrom([]) }),
    last: 1,
  },
  'POST /api/v1/advisories/{id}/step': { params: advisory, body: () => ({ step: 'revise', revision: 3 }), last: 1 },
  'POST /api/v1/advisories/{id}/publish': {
    params: advisory,
    body: () => ({ revision: 4, news: newsOf('Nytt') }),
    last: 2,
  },
  'POST /api/v1/advisories/{id}/withdraw': {
    params: advisory,
    body: () => ({ revision: 5, reason: newsOf('Feil') }),
    last: 3,
  },
  'DELETE /api/v1/advisories/{id}': { params: advisoryDraft, query: () => ({ revision: '3' }), last: 2 },
  'GET /api/v1/advisories/{id}/recipients': { params: advisory },
  'POST /api/v1/advisories/{id}/send': { params: advisory, last: 2 },
  'POST /api/v1/advisories/{id}/stop': { params: advisory, last: 2 },
  'POST /api/v1/advisories/{id}/writing': { params: advisory, logs: false },
  'DELETE /api/v1/advisories/{id}/writing': { params: advisory, logs: false },

  'GET /api/v1/campaigns/{id}': { params: campaign },
  'POST /api/v1/campaigns/{id}/make': { params: campaign, body: () => ({ name: 'Felles vert' }) },
  'POST /api/v1/campaigns/{id}/aside': { params: campaign },
  'POST /api/v1/campaigns/{id}/reopen': { params: campaign },
  'POST /api/v1/campaigns/{id}/detections': { params: campaign, body: (side) => ({ add: [side.ids.detections] }) },
  'POST /api/v1/campaigns/{id}/warn': { params: campaign, last: 3 },
  'POST /api/v1/campaigns/{id}/merge': {
    params: campaign,
    body: (_side, { common }) => ({ campaign: common.otherCampaign }),
    last: 4,
  },
  'POST /api/v1/campaigns/{id}/split': {
    params: campaign,
    body: (side) => ({ name: 'En del', detections: [side.ids.detections] }),
    last: 5,
  },
  'GET /api/v1/texts/{category}': { params: () => ({ category: 'c2' }) },
  'POST /api/v1/texts/{category}/preview': {
    params: () => ({ category: 'c2' }),
    body: () => ({ text: builtInText('c2') }),
    logs: false,
  },
  'PUT /api/v1/texts/{category}': {
    params: () => ({ category: 'c2' }),
    body: () => ({ text: builtInText('c2'), version: 0, note: 'Prøvd' }),
  },
  'GET /api/v1/warnings/{id}/measures': { params: ({ ids }) => ({ id: ids.drafts }) },
  'PUT /api/v1/warnings/{id}/measures': {
    params: ({ ids }) => ({ id: ids.drafts }),
    body: () => ({ advised: ['c2-1'] }),
    own: true,
  },
  // One after the other: a draft is made, changed and tried, and the version in force is switched on again.
  'PUT /api/v1/policy/draft': { body: () => ({ rules, revision: 0 }) },
  'POST /api/v1/policy/draft/try': { body: () => ({ revision: 1 }), last: 1 },
  'POST /api/v1/policy/draft/switch-on': { body: () => ({ revision: 1, note: 'Prøvd' }), last: 2 },
  'POST /api/v1/policy/draft/discard': { body: () => ({ revision: 1 }), last: 3, logs: false },
  'POST /api/v1/policy/versions/{number}/switch-on': {
    params: () => ({ number: '1' }),
    body: () => ({ note: 'Tilbake' }),
    last: 4,
  },
  'POST /api/v1/failures/{id}/retry': { params: (_side, { common }) => ({ id: common.failure }) },

  'POST /api/v1/keys': { body: ({ orgnr, mark }) => ({ name: `Nøkkel ${mark}`, scope: `member:${orgnr}` }) },
  'POST /api/v1/keys/{id}/rotate': { body: overlap },
  'PUT /api/v1/keys/{id}/networks': { body: networks },
  'POST /api/v1/keys/{id}/revoke': { last: 2 },

  'GET /api/v1/inventory/suggestions': { query: () => ({ q: 'portal' }) },
  'POST /api/v1/members/{orgnr}/inventory': {
    body: ({ mark }) => `vendor,product,version\nFabrikk,Portal ${mark},4.2`,
  },
  'POST /api/v1/members/{orgnr}/inventory/items': {
    body: ({ mark }) => ({ vendor: 'Fabrikk', product: `Kanal ${mark}`, version: '1' }),
  },
  'PUT /api/v1/inventory/{id}': {
    params: ({ ids }) => ({ id: ids.inventory }),
    body: () => ({ version: '2', exposed: true, care_impact: null }),
  },
  'DELETE /api/v1/inventory/{id}': { params: ({ ids }) => ({ id: ids.inventory }), last: 1 },
  'POST /api/v1/inventory/{id}/restore': { params: ({ ids }) => ({ id: ids.inventory }), last: 2 },
  'POST /api/v1/exposures': {
    body: ({ mark }) => JSON.stringify({ 'template-id': 'CVE-2026-11111', host: `web.${mark}.example` }),
  },
  'POST /api/v1/aliases': {
    body: () => ({ one: 'name:fabrikk/portal', other: 'name:gammelt navn/portal', reason: 'Kjøpt opp' }),
    own: true,
  },
  'POST /api/v1/aliases/{id}/decide': {
    params: (_side, { common }) => ({ id: common.alias }),
    body: () => ({ state: 'confirmed', reason: 'Samme produkt' }),
  },
  'POST /api/v1/aliases/{id}/undo': { params: (_side, { common }) => ({ id: common.alias }), last: 1 },

  'GET /api/v1/history/{kind}/{id}': { params: ({ ids }) => ({ kind: 'warning', id: ids.warnings }) },
  // It reads, but for the mark that it leaves outside the database.
  'POST /api/v1/audit/verify': { logs: false },
  'PUT /api/v1/retention/{class}': { params: () => ({ class: 'events' }), body: () => ({ days: 100 }) },
  'POST /api/v1/holds': {
    body: ({ orgnr }) => ({ member: orgnr, class: 'events', reason: 'En sak er under arbeid' }),
    own: true,
  },
  'POST /api/v1/holds/{id}/release': { last: 3 },

  'POST /api/v1/people': {
    body: ({ orgnr, mark }) => ({
      email: `ny@${mark}.example`,
      name: `Ny ${mark}`,
      role: 'member_contact',
      member: orgnr,
      language: 'nn',
    }),
  },
  'POST /api/v1/people/{id}/roles': { body: ({ orgnr }) => ({ role: 'member_admin', member: orgnr }) },
  'DELETE /api/v1/people/{id}/roles': { query: ({ orgnr }) => ({ role: 'member_admin', member: orgnr }), last: 1 },
  'POST /api/v1/people/{id}/deactivate': { last: 2 },
  'POST /api/v1/people/{id}/reactivate': { last: 3 },
  'POST /api/v1/people/{id}/reset-sign-in': { last: 4 },
  'DELETE /api/v1/people/{id}': { last: 5 },
}
