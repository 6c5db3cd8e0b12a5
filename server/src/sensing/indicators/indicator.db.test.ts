import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type ApiUnderTest, openTestApi } from '../../../test/support/api.ts'
import { testNote } from '../../../test/support/audit.ts'
import { addIndicatorRoutes } from './indicator.routes.ts'
import { importIndicators } from './indicator-import.store.ts'

const header = 'type,value,category,confidence,tlp,valid_until,source,comment'
const file = (...rows: string[]) => [header, ...rows].join('\n')
const three = file(
  'ipv4,203.0.113.66,c2,90,AMBER,,Kraft-SRM,',
  'domain,evil.example,phishing,70,GREEN,2027-01-01,Delt liste,',
  `md5,${'0'.repeat(32)},malware,40,,,,`,
)

let api: ApiUnderTest
beforeAll(async () => {
  api = await openTestApi((app, platform) => addIndicatorRoutes(app, platform))
})
beforeEach(() => api.postgres.pool.query('delete from indicator'))
afterAll(() => api.close())

const load = (csv: string, dryRun = false) =>
  importIndicators(api.postgres, csv, { dryRun, note: testNote(api.postgres.db) })
const list = async (query = '') => (await api.call('GET', `/api/v1/indicators?${query}`)).json()
const values = async (query = '') => (await list(query)).items.map((item: { value: string }) => item.value)
const version = async () =>
  (await api.postgres.pool.query("select version from reference_version where what = 'indicators'")).rows[0].version

describe('an import of indicators', () => {
  it('writes what is new, changes what is known, and leaves what is the same', async () => {
    expect(await load(three)).toEqual({
      dry_run: false,
      applied: true,
      rows: 3,
      created: 3,
      updated: 0,
      unchanged: 0,
      stopped: 0,
      stopped_by: [],
      errors: [],
    })
    const next = three.replace('c2,90', 'c2,95')
    expect(await load(`${next}\ndomain,new.example,,,,,,`)).toMatchObject({ created: 1, updated: 1, unchanged: 2 })
    expect((await list('q=203.0.113')).items).toMatchObject([{ confidence: 95, source: 'Kraft-SRM' }])
  })

  it('keeps how many are known of each type, however they come and go', async () => {
    const known = async () => {
      const { rows } = await api.postgres.pool.query(
        'select type, known from indicator_known where known <> 0 order by type',
      )
      const { rows: counted } = await api.postgres.pool.query(
        'select type, count(*) as known from indicator where retracted_at is null group by type order by type',
      )
      expect(rows).toEqual(counted)
      return rows.map(({ type, known: count }) => `${count} ${type}`)
    }
    await load(three)
    expect(await known()).toEqual(['1 domain', '1 ipv4', '1 md5'])
    await load(`${three}\nipv4,203.0.113.67,,,,,,`)
    expect(await known()).toContain('2 ipv4')
    await api.postgres.pool.query("update indicator set retracted_at = now() where type = 'ipv4'")
    expect(await known()).toEqual(['1 domain', '1 md5'])
    await load(three)
    expect(await known()).toContain('1 ipv4')
    await api.postgres.pool.query("delete from indicator where type in ('ipv4', 'md5')")
    expect(await known()).toEqual(['1 domain'])
    await api.postgres.owner.query('truncate indicator')
    expect(await known()).toEqual([])
  })

  it('of the same file again writes nothing, not even what the loaders follow', async () => {
    await load(three)
    const before = await version()
    expect(await load(three)).toMatchObject({ applied: true, created: 0, updated: 0, unchanged: 3 })
    expect(await version()).toBe(before)
  })

  it('with the same indicator twice keeps the last', async () => {
    const twice = file('domain,evil.example,c2,10,,,,', 'domain,EVIL[.]example,c2,80,,,,')
    expect(await load(twice)).toMatchObject({ rows: 2, created: 1, unchanged: 0 })
    expect((await list()).items).toMatchObject([{ confidence: 80 }])
  })

  it('takes text that PostgreSQL’s copy format would read otherwise as it is', async () => {
    const comment = String.raw`en \N og \t bak`
    await load(file(`domain,evil.example,c2,,,,,${comment}`))
    expect((await list()).items).toMatchObject([{ comment }])
  })

  it('reads a file that comes in pieces, cut anywhere', async () => {
    const bytes = Buffer.from(
      `\ufeff${three.replaceAll('\n', '\r\n')}\r\ndomain,blåbær.example,c2,,,,Ærlig,"to\r\nlinjer"`,
    )
    async function* pieces() {
      for (let i = 0; i < bytes.length; i += 3) yield bytes.subarray(i, i + 3)
    }
    const note = testNote(api.postgres.db)
    expect(await importIndicators(api.postgres, pieces(), { dryRun: false, note })).toMatchObject({
      created: 4,
      errors: [],
    })
    expect((await list('q=xn--')).items).toMatchObject([{ source: 'Ærlig', comment: 'to linjer' }])
  })

  it('that breaks off on the way leaves nothing, and the next one works', async () => {
    async function* broken() {
      yield Buffer.from(three)
      throw new Error('the disk is gone')
    }
    const note = testNote(api.postgres.db)
    await expect(importIndicators(api.postgres, broken(), { dryRun: false, note })).rejects.toThrow('the disk is gone')
    expect(await values()).toEqual([])
    for (let i = 0; i < 25; i++) await load(three, true)
    expect(await load(three)).toMatchObject({ created: 3 })
  })

  it('stops reading where too much is wrong', async () => {
    const report = await load(file(...Array.from({ length: 3000 }, () => 'ipv4,tull,,,,,,')))
    expect(report).toMatchObject({ applied: false, rows: 1000 })
    expect(report.errors).toHaveLength(1001)
    expect(report.errors.at(-1)?.message).toMatch(/the rest was not read/)
  })

  it('in a dry run reports the same and writes nothing', async () => {
    const before = await version()
    expect(await load(three, true)).toMatchObject({ dry_run: true, applied: false, created: 3 })
    expect([await values(), await version()]).toEqual([[], before])
  })

  it('with any error writes nothing', async () => {
    const report = await load(`${three}\nipv4_cidr,10.0.0.0/4,,,,,,`)
    expect(report).toMatchObject({
      applied: false,
      created: 0,
      errors: [{ row: 5, column: 'value', value: '10.0.0.0/4' }],
    })
    expect(await values()).toEqual([])
  })

  it('brings a retracted one back', async () => {
    await load(three)
    const [{ id }] = (await list('type=domain')).items
    expect((await api.call('POST', `/api/v1/indicators/${id}/retract`)).statusCode).toBe(204)
    expect((await api.call('GET', `/api/v1/indicators/${id}`)).json().retracted_at).toBe(api.clock.now.toISOString())
    expect(await load(three)).toMatchObject({ updated: 1, unchanged: 2 })
    expect((await api.call('GET', `/api/v1/indicators/${id}`)).json()).toMatchObject({ id, retracted_at: null })
  })

  it('takes a hundred thousand', async () => {
    const many = Array.from({ length: 100_000 }, (_, i) => `domain,x${i}.evil.example,c2,${i % 101},AMBER,,Liste,`)
    const steps: number[] = []
    const progress = (done: number) => steps.push(done)
    const note = testNote(api.postgres.db)
    expect(await importIndicators(api.postgres, file(...many), { dryRun: false, note, progress })).toMatchObject({
      created: 100_000,
      errors: [],
    })
    expect(steps.at(-1)).toBe(100_000)
  })
})

describe('indicators', () => {
  it('are listed page by page, the newest first, each once', async () => {
    await load(three)
    const first = await list('limit=2')
    const second = await list(`limit=2&cursor=${first.next}`)
    expect([...first.items, ...second.items].map(({ value }) => value)).toEqual([
      '0'.repeat(32),
      'evil.example',
      '203.0.113.66',
    ])
    expect(second.next).toBeNull()
  })

  it('are found by a part of the value, harmless or not, and by source', async () => {
    await load(three)
    expect(await values('q=EVIL%5B.%5Dexam')).toEqual(['evil.example'])
    expect(await values('q=kraft')).toEqual(['203.0.113.66'])
    expect(await values('type=md5')).toEqual(['0'.repeat(32)])
    expect((await api.call('GET', '/api/v1/indicators?q=%00')).statusCode).toBe(400)
  })

  it('are imported over HTTP', async () => {
    const report = await api.call('POST', '/api/v1/indicators/import', { text: three, type: 'text/csv' })
    expect(report.json()).toMatchObject({ applied: true, created: 3 })
  })

  it('that are not there are 404', async () => {
    const missing = '01900000-0000-7000-8000-000000000000'
    expect((await api.call('GET', `/api/v1/indicators/${missing}`)).statusCode).toBe(404)
    expect((await api.call('POST', `/api/v1/indicators/${missing}/retract`)).statusCode).toBe(404)
    expect((await api.call('GET', '/api/v1/indicators/x')).statusCode).toBe(400)
  })

  it('are no business of a member’s key', async () => {
    expect((await api.call('GET', '/api/v1/indicators', { scope: 'member:000000019' })).statusCode).toBe(403)
  })
})
