import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { type ApiUnderTest, openTestApi } from '../../test/support/api.ts'
import { orgnr } from '../../test/support/builders.ts'
import { addMemberRoutes } from './index.ts'
import { membersColumns } from './members-csv.ts'

const [one, two, three] = [orgnr(1), orgnr(2), orgnr(3)]
const csv = [
  membersColumns.join(','),
  `${one},Granvåg kommune,municipality,,,,Vakt A,a@granvag.example,,nb`,
  `${one},,,,,,Vakt B,b@granvag.example,,nb`,
  `${two},Steinvik sykehus,hospital,,,,Vakt C,c@steinvik.example,,nb`,
  `${three},Lykkja legesenter,gp,,,,,,,`,
].join('\n')

let api: ApiUnderTest
beforeAll(async () => {
  const standings = async () => ({ sensors: new Map(), open: new Map() })
  api = await openTestApi((app, platform, audit) => addMemberRoutes(app, platform, audit, standings))
  await api.call('POST', '/api/v1/members/import', { text: csv, type: 'text/csv' })
})
beforeEach(() => api.postgres.owner.query("delete from audit_entry where act = 'contacts.read'"))
afterAll(() => api.close())

async function read(url: string, scope: string): Promise<unknown[]> {
  expect((await api.call('GET', url, { scope })).statusCode).toBe(200)
  const { db } = api.postgres
  const entries = await db
    .selectFrom('audit_entry')
    .select('orgnr')
    .where('act', '=', 'contacts.read')
    .orderBy('seq')
    .execute()
  return entries.map(({ orgnr }) => orgnr)
}

it('whoever reads another’s contacts is written down, once for each member and hour', async () => {
  expect(await read(`/api/v1/members/${one}`, 'analyst')).toEqual([one])
  expect((await read('/api/v1/contacts', 'analyst')).sort()).toEqual([one, two].sort())
  api.clock.now = new Date(api.clock.now.getTime() + 61 * 60 * 1000)
  expect(await read(`/api/v1/members/${one}`, 'analyst')).toHaveLength(3)
})

it('reading one’s own, or of a member without any, or members without their contacts, is not', async () => {
  expect(await read(`/api/v1/members/${one}`, `member:${one}`)).toEqual([])
  expect(await read('/api/v1/contacts', `member:${one}`)).toEqual([])
  expect(await read(`/api/v1/members/${three}`, 'analyst')).toEqual([])
  expect(await read('/api/v1/members', 'analyst')).toEqual([])
})

it('a contact gets its place by hand, and a file that says nothing of it leaves it', async () => {
  const contacts = async () =>
    (
      (await api.call('GET', `/api/v1/members/${one}`, { scope: 'analyst' })).json() as {
        contacts: { id: string; name: string; rank: number; role: string }[]
      }
    ).contacts
  const [first] = await contacts()
  const place = (id: string, scope: string, body: object) =>
    api.call('PUT', `/api/v1/contacts/${id}/place`, { scope, body })
  const body = { rank: 2, role: 'IKT-leder' }
  expect((await place(first?.id ?? '', `member:${one}`, body)).statusCode).toBe(403)
  expect((await place('01890000-0000-7000-8000-000000000000', 'analyst', body)).statusCode).toBe(404)
  expect((await place(first?.id ?? '', 'analyst', { ...body, rank: 10 })).statusCode).toBe(400)
  expect((await place(first?.id ?? '', 'analyst', body)).statusCode).toBe(204)
  const shown = async () => (await contacts()).map(({ name, rank, role }) => [name, rank, role])
  const placed = [
    ['Vakt B', 1, ''],
    ['Vakt A', 2, 'IKT-leder'],
  ]
  expect(await shown()).toEqual(placed)
  await api.call('POST', '/api/v1/members/import', { text: csv.replace('Vakt A', 'Vakt Å'), type: 'text/csv' })
  expect(await shown()).toEqual([placed[0], ['Vakt Å', 2, 'IKT-leder']])
})
