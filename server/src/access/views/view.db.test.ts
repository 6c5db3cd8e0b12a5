/** Whose views are seen and changed by whom. */
import type { SavedView, ViewPage } from '@varde/contract'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type Enrolled, openPeopleBench, type PeopleBench } from '../../../test/support/people.ts'
import { forgetViews } from './view.store.ts'

let bench: PeopleBench
let [kari, ola, lead] = [] as unknown as [Enrolled, Enrolled, Enrolled]

beforeAll(async () => {
  bench = await openPeopleBench()
  kari = await bench.enrolled('kari@csirt.example')
  ola = await bench.enrolled('ola@csirt.example')
  lead = await bench.enrolled('lead@csirt.example', 'team_leader')
})
afterAll(() => bench.close())

const save = async (who: Enrolled, name: string, more: { page?: ViewPage; search?: string; shared?: boolean } = {}) =>
  await who.call('POST', '/api/v1/views', { page: 'triage', search: 'severity=high', shared: false, ...more, name })
const saved = async (...asked: Parameters<typeof save>) => {
  const { id }: { id: string } = (await save(...asked)).json()
  return id
}
const listed = async (who: Enrolled, page: ViewPage): Promise<SavedView[]> =>
  (await who.call('GET', `/api/v1/views?page=${page}`)).json().items
const names = async (who: Enrolled, page: ViewPage) => (await listed(who, page)).map(({ name }) => name)
const code = (answer: { body: string }) => (answer.body === '' ? null : JSON.parse(answer.body).code)

it('are one’s own until they are shared; own ones come first', async () => {
  const own = await saved(kari, 'Alvorlige', { search: 'severity=high&open=0190&assigned=me' })
  await saved(ola, 'Bare mine')
  await saved(ola, 'Alle våre', { shared: true })
  expect(await names(kari, 'triage')).toEqual(['Alvorlige', 'Alle våre'])
  expect(await names(kari, 'hunt')).toEqual([])
  expect(await listed(kari, 'triage')).toMatchObject([
    { id: own, search: 'assigned=me&severity=high', mine: true, shared: false, start: false },
    { mine: false, shared: true, by: 'Person ola@csirt.example' },
  ])
})

it('have one name each on a page, and hold no national identity number', async () => {
  await saved(kari, 'Sen vakt', { page: 'events' })
  expect(code(await save(kari, ' sen  VAKT', { page: 'events' }))).toBe('view_name_taken')
  expect((await save(kari, 'Sen vakt', { page: 'hunt' })).statusCode).toBe(201)
  expect((await save(ola, 'Sen vakt', { page: 'events' })).statusCode).toBe(201)
  expect((await save(kari, ' \n', { page: 'events' })).statusCode).toBe(400)
  expect(code(await save(kari, 'Pasient', { page: 'events', search: 'q=01010750160' }))).toBe(
    'national_identity_number',
  )
})

it('that others share are read, not changed; a leader may take one away', async () => {
  const shared = await saved(ola, 'Felles', { page: 'warnings', shared: true })
  const hidden = await saved(ola, 'Skjult', { page: 'warnings' })
  const change = { name: 'Min', search: '', shared: true }
  expect(code(await kari.call('PUT', `/api/v1/views/${shared}`, change))).toBe('view_not_yours')
  expect(code(await kari.call('DELETE', `/api/v1/views/${shared}`))).toBe('view_not_yours')
  expect(code(await lead.call('DELETE', `/api/v1/views/${hidden}`))).toBe('not_found')
  expect((await lead.call('DELETE', `/api/v1/views/${shared}`)).statusCode).toBe(204)
  expect(await names(kari, 'warnings')).toEqual([])
  expect((await lead.call('POST', `/api/v1/views/${shared}/restore`)).statusCode).toBe(204)
  expect(await names(kari, 'warnings')).toEqual(['Felles'])
  const log = await bench.audit('view.saved', 'view.removed', 'view.restored')
  expect(log.filter(({ object_id }) => object_id === shared).map(({ act }) => act)).toEqual([
    'view.saved',
    'view.removed',
    'view.restored',
  ])
})

it('are what a page opens with until they are no longer seen', async () => {
  const start = (who: Enrolled, view: string | null) =>
    who.call('PUT', '/api/v1/me/start-views/sensors', { view }).then(({ statusCode }) => statusCode)
  const starts = async (who: Enrolled) => (await listed(who, 'sensors')).filter((one) => one.start).map(({ id }) => id)
  const id = await saved(ola, 'Tause', { page: 'sensors', shared: true })
  expect(await start(kari, id)).toBe(204)
  expect(await start(ola, id)).toBe(204)
  expect([await starts(kari), await starts(ola), await starts(lead)]).toEqual([[id], [id], []])
  expect(await start(kari, await saved(ola, 'Hemmelig', { page: 'sensors' }))).toBe(404)
  expect(await start(lead, await saved(lead, 'Annen side', { page: 'hunt' }))).toBe(404)
  await ola.call('PUT', `/api/v1/views/${id}`, { name: 'Tause', search: '', shared: false })
  await ola.call('PUT', `/api/v1/views/${id}`, { name: 'Tause', search: '', shared: true })
  expect([await starts(kari), await starts(ola)]).toEqual([[], [id]])
  expect(await start(ola, null)).toBe(204)
  expect(await starts(ola)).toEqual([])
})

it('that are removed come back as they were, or not once the name is taken or the day is over', async () => {
  const id = await saved(kari, 'Nye', { page: 'members' })
  const restore = () => kari.call('POST', `/api/v1/views/${id}/restore`)
  const remove = () => kari.call('DELETE', `/api/v1/views/${id}`)
  await kari.call('PUT', '/api/v1/me/start-views/members', { view: id })
  await remove()
  expect(code(await remove())).toBe('not_found')
  expect(await names(kari, 'members')).toEqual([])
  await restore()
  expect(await listed(kari, 'members')).toMatchObject([{ id, name: 'Nye', start: true }])
  await remove()
  const other = await saved(kari, 'Nye', { page: 'members' })
  expect(code(await restore())).toBe('view_name_taken')
  await kari.call('DELETE', `/api/v1/views/${other}`)
  await forgetViews(bench.postgres.db, new Date(Date.now() + 23 * 3_600_000))
  expect((await restore()).statusCode).toBe(204)
  await remove()
  await forgetViews(bench.postgres.db, new Date(Date.now() + 25 * 3_600_000))
  expect(code(await restore())).toBe('not_found')
})

it('go with the person', async () => {
  const admin = await bench.enrolled('admin@csirt.example', 'admin')
  const gone = await bench.enrolled('gone@csirt.example')
  const id = await saved(gone, 'Igjen', { page: 'correlation', shared: true })
  await kari.call('PUT', '/api/v1/me/start-views/correlation', { view: id })
  expect((await admin.call('DELETE', `/api/v1/people/${gone.id}`)).statusCode).toBe(204)
  expect(await names(kari, 'correlation')).toEqual([])
  expect(
    (await bench.postgres.db.selectFrom('start_view').selectAll().execute()).map((row) => row.view_id),
  ).not.toContain(id)
})
