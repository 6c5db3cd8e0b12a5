import { networks, overlap, type Samples } from './sample.ts'

const indicatorColumns = 'type,value,category,confidence,tlp,valid_until,source,comment'

export const sensing: Samples = {
  'POST /ingest/v1/events': { body: () => ({}) },
  'GET /api/v1/events/fields': { query: () => ({ field: 'event_type' }) },
  'POST /ingest/v1/reports/shadowserver': { body: () => 'timestamp,ip\n' },

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
  'POST /api/v1/indicators/import': { body: () => `${indicatorColumns}\nipv4,198.51.100.9,c2,90,AMBER,,Testkilde,` },
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
}
