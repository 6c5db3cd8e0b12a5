import { expect } from 'vitest'
import { newId } from '../../../src/platform/index.ts'
import { orgnr } from '../builders.ts'
import { keyPairOf } from '../openpgp.ts'
import type { TestServer } from '../server.ts'
import { type Marked, post } from './made.ts'

const columns = 'orgnr,name,kind,municipality_number,networks,domains,contact_name,contact_email,contact_phone,language'

/** The members themselves. Each has the network `10.n.0.0/16`. */
export async function importMembers(server: TestServer, members: readonly { n: number; mark: string }[]) {
  const lines = members.map(({ n, mark }) =>
    [orgnr(n), `${mark} kommune`, 'municipality', '', `10.${n}.0.0/16`, `${mark}.example`, `Kontakt ${mark}`].concat(
      `vakt@${mark}.example`,
      `2200000${n}`,
      'nb',
    ),
  )
  await post(server, '/api/v1/members/import', [columns, ...lines].join('\n'))
}

/** After what is mailed: the contact gets a key of OpenPGP. */
export async function constituencyOf(server: TestServer, { orgnr, mark }: Marked) {
  const { db } = server.platform.postgres
  const contact = await db.selectFrom('contact').select('id').where('orgnr', '=', orgnr).executeTakeFirstOrThrow()
  const { publicKey } = await keyPairOf(`vakt@${mark}.example`)
  const given = await server.call('PUT', `/api/v1/contacts/${contact.id}/key`, { body: { armored: publicKey } })
  expect(given.status).toBe(200)
  const ids = {
    contacts: contact.id,
    claims: await claimed(server, orgnr, `ny.${mark}.example`),
    otherClaims: await claimed(server, orgnr, `eldre.${mark}.example`),
  }
  return { ids, publicKey }
}

/** A domain that the member says is its own. */
async function claimed({ platform }: TestServer, orgnr: string, value: string): Promise<string> {
  const id = newId()
  const row = { id, orgnr, kind: 'domain', change: 'add', value, proposed_by: 'En leder' } as const
  await platform.postgres.db
    .insertInto('claim')
    .values({ ...row, created_at: platform.clock() })
    .execute()
  return id
}
