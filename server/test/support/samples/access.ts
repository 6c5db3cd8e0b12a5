import { networks, overlap, own, type Samples } from './sample.ts'

const view = () => ({ id: own.view })

export const access: Samples = {
  'GET /api/v1/me/phone': { by: 'person member_contact' },
  'PUT /api/v1/me/phone': { body: () => ({ phone: '+4740000000', sms: true }), own: true, by: 'person newcomer' },
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

  'POST /api/v1/keys': { body: ({ orgnr, mark }) => ({ name: `Nøkkel ${mark}`, scope: `member:${orgnr}` }) },
  'POST /api/v1/keys/{id}/rotate': { body: overlap },
  'PUT /api/v1/keys/{id}/networks': { body: networks },
  'POST /api/v1/keys/{id}/revoke': { last: 2 },

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
