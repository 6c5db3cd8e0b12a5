import { builtInText } from '../../../src/warning/texts/template.ts'
import type { Side, World } from '../world/index.ts'
import { overlap, type Samples, soon } from './sample.ts'

const advisory = (_side: Side, { common }: World) => ({ id: common.advisory })
const campaign = (_side: Side, { common }: World) => ({ id: common.campaign })
const chaseRules = ['critical', 'high', 'medium', 'low'].map((severity) => ({
  severity,
  before_hours: 1,
  every_hours: 2,
  most: 3,
  all_at_once: true,
  quiet: severity !== 'critical',
}))
const contact = ({ ids }: Side) => ({ id: ids.contacts })
const detections = (side: Side) => ({ detections: [side.ids.detections] })
const rules = [{ name: '', when: {}, action: 'queue', page: false }]
const suppression = (_side: Side, { common }: World) => ({ id: common.suppression })
const webhook = (mark: string) => ({
  name: `Mottak ${mark}`,
  url: `https://mottak.${mark}.example/varde`,
  types: ['warning.sent'],
  least: 'high',
})

const withFile = (said: object) => {
  const form = new FormData()
  form.append('said', JSON.stringify(said))
  form.append('file', new Blob(['logg']), 'logg.txt')
  return form
}

export const warning: Samples = {
  'POST /api/v1/mail-tasks/{id}/done': { params: ({ ids }) => ({ id: ids.mailTasks }), last: 1 },
  'POST /api/v1/mail-tasks/{id}/reopen': { params: ({ ids }) => ({ id: ids.mailTasks }), last: 2 },
  'GET /api/v1/attachments/{id}': { params: ({ ids }) => ({ id: ids.attachments }) },
  'PUT /api/v1/source-reliability': { body: () => ({ source: 'Testkilde', reliability: 'B' }) },

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
  'PUT /api/v1/warnings/{id}/measures/{key}': {
    params: ({ ids }) => ({ id: ids.advised, key: 'update' }),
    body: () => ({ contact_name: 'Vakt', standing: 'done' }),
  },
  'PUT /api/v1/warnings/{id}/vulnerabilities/{cve}': {
    params: ({ ids }) => ({ id: ids.advised, cve: 'CVE-2026-10001' }),
    body: () => ({ contact_name: 'Vakt', vex: 'fixed' }),
  },
  'GET /api/v1/warnings/{id}/standing': { params: ({ ids }) => ({ id: ids.advised }) },
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
  'POST /api/v1/portal/warnings/{id}/answer/files': {
    body: () => withFile({ answer: 'unknown' }),
    by: 'person member_contact',
    own: true,
  },
  'PUT /api/v1/portal/warnings/{id}/measures/{key}': {
    params: ({ ids }) => ({ id: ids.warnings, key: '1.1' }),
    body: () => ({ standing: 'done' }),
    by: 'person member_contact',
    own: true,
  },
  'PUT /api/v1/portal/vulnerabilities/{cve}/vex': {
    params: (_side, { common }) => ({ cve: common.vulnerability }),
    body: ({ orgnr }) => ({ member: orgnr, vex: 'affected' }),
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
  'POST /api/v1/webhooks': { body: ({ orgnr, mark }) => ({ member: orgnr, ...webhook(mark) }) },
  'PUT /api/v1/webhooks/{id}': { body: ({ mark }) => ({ ...webhook(mark), paused: true }) },
  'POST /api/v1/webhooks/{id}/rotate': { body: overlap },
  'POST /api/v1/webhooks/{id}/events/{event}/again': {
    params: ({ ids }) => ({ id: ids.webhooks, event: ids.webhookEvents }),
  },
  'DELETE /api/v1/webhooks/{id}': { last: 2 },
  'PUT /api/v1/chase': { body: () => ({ rules: chaseRules }) },
  'GET /api/v1/advisories/{id}/recipients': { params: advisory },
  'GET /api/v1/advisories/{id}/preview': { params: advisory },
  'GET /api/v1/advisories/{id}/preview/mail': { params: advisory, query: () => ({ language: 'nb' }) },
  'POST /api/v1/advisories/{id}/send': { params: advisory, last: 2 },
  'POST /api/v1/advisories/{id}/stop': { params: advisory, last: 2 },

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
}
