import type { Side } from '../world/index.ts'
import type { Samples } from './sample.ts'

const contact = ({ ids }: Side) => ({ id: ids.contacts })
const memberColumns =
  'orgnr,name,kind,municipality_number,networks,domains,contact_name,contact_email,contact_phone,language'

export const constituency: Samples = {
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

  'PUT /api/v1/contacts/{id}/place': {
    params: ({ ids }) => ({ id: ids.contacts }),
    body: () => ({ rank: 2, role: 'IKT-vakt' }),
  },
}
