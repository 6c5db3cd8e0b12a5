import type { Indicator } from '@varde/contract'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type ApiUnderTest, openTestApi } from '../../../test/support/api.ts'
import { testNote } from '../../../test/support/audit.ts'
import { addIndicatorRoutes } from './indicator.routes.ts'
import { importIndicators } from './indicator-import.store.ts'

let api: ApiUnderTest
beforeAll(async () => {
  api = await openTestApi((app, platform) => addIndicatorRoutes(app, platform))
  const { postgres } = api
  const csv = `type,value,category,confidence,tlp,valid_until,source,comment
domain,hemmelig.example,c2,90,RED,,hemmelig kilde,hemmelig merknad
domain,kjent.example,c2,90,AMBER,,Delt liste,`
  await importIndicators(postgres, csv, { dryRun: false, note: testNote(postgres.db) })
})
afterAll(() => api.close())

const list = async (query: string, scope: string) =>
  ((await api.call('GET', `/api/v1/indicators?${query}`, { scope })).json() as { items: Indicator[] }).items
const reads = () =>
  api.postgres.db.selectFrom('audit_entry').select('object_id').where('act', '=', 'red.read').orderBy('seq').execute()

it('TLP:RED is shown to staff, and written down; others see that there is one, and cannot search for it', async () => {
  const [kjent, hemmelig] = (await list('', 'analyst')) as [Indicator, Indicator]
  expect([kjent.value, hemmelig.value]).toEqual(['kjent.example', 'hemmelig.example'])
  expect(await reads()).toEqual([{ object_id: hemmelig.id }])
  const shown = await list('', 'auditor')
  expect(shown[0]).toEqual(kjent)
  expect(shown[1]).toEqual({ ...hemmelig, value: 'TLP:RED', source: 'TLP:RED', comment: 'TLP:RED' })
  for (const q of ['hemmelig.example', 'hemmelig kilde']) {
    expect(await list(`q=${q}`, 'analyst')).toHaveLength(1)
    expect(await list(`q=${q}`, 'auditor')).toEqual([])
  }
  expect(await list('q=c2', 'auditor')).toHaveLength(2)
  const one = await api.call('GET', `/api/v1/indicators/${hemmelig.id}`, { scope: 'auditor' })
  expect([one.statusCode, one.body.includes('hemmelig')]).toEqual([200, false])
  expect(await reads()).toHaveLength(1)
  await api.call('GET', `/api/v1/indicators/${hemmelig.id}`, { scope: 'admin' })
  expect(await reads()).toEqual([{ object_id: hemmelig.id }, { object_id: hemmelig.id }])
})
