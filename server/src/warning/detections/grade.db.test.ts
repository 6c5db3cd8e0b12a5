import type { Detection, SourceReliabilityList } from '@varde/contract'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { finding, openWarningBench, type WarningBench } from '../../../test/support/warning.ts'

const now = '2026-11-24T04:00:00.000Z'
let bench: WarningBench

beforeAll(async () => {
  bench = await openWarningBench({ smtpUrl: null, now })
})
afterAll(() => bench.close())

const list = async (more = '') =>
  (await bench.call<{ items: Detection[] }>('GET', `/api/v1/detections?${more}`)).body.items
    .map(({ cause }) => `${cause.kind} ${cause.grade?.reliability}${cause.grade?.credibility}`)
    .sort()
const judge = (source: string, reliability: string) =>
  bench.call('PUT', '/api/v1/source-reliability', { body: { source, reliability } })

it('grades by the source, as somebody judges it, and by the confidence; filters by at least so sure', async () => {
  const member = await bench.addMember(1)
  const sure = await bench.addIndicator({ value: '198.51.100.1', category: 'c2', confidence: 85 })
  const likely = await bench.addIndicator({ value: '198.51.100.2', category: 'c2', confidence: 45 })
  const signature = {
    kind: 'signature',
    signatureId: 1,
    signature: 'Regel',
    category: 'Misc',
    alertSeverity: 2,
  } as const
  await bench.record([
    finding({ member, cause: { kind: 'indicator', indicator: sure } }),
    finding({ member, cause: { kind: 'indicator', indicator: likely } }),
    finding({ member, cause: signature }),
  ])
  expect(await list()).toEqual(['indicator F1', 'indicator F3', 'signature F6'])
  expect(await list('reliability=E')).toEqual([])
  expect((await judge('Testkilde', 'B')).status).toBe(204)
  expect((await judge('', 'C')).status).toBe(204)
  expect((await judge('Ny kilde', 'A')).status).toBe(204)
  expect(await list()).toEqual(['indicator B1', 'indicator B3', 'signature C6'])
  expect(await list('reliability=B')).toEqual(['indicator B1', 'indicator B3'])
  expect(await list('credibility=2')).toEqual(['indicator B1'])
  expect(await list('reliability=C&credibility=5')).toEqual(['indicator B1', 'indicator B3'])
  const { items } = (await bench.call<SourceReliabilityList>('GET', '/api/v1/source-reliability')).body
  expect(items).toEqual([
    { source: '', reliability: 'C', changed_at: now, changed_by: 'test analyst', detections: 1 },
    { source: 'Ny kilde', reliability: 'A', changed_at: now, changed_by: 'test analyst', detections: 0 },
    { source: 'Testkilde', reliability: 'B', changed_at: now, changed_by: 'test analyst', detections: 2 },
  ])
})

it('is not for members', async () => {
  expect((await bench.call('GET', '/api/v1/source-reliability', { scope: 'member:999999999' })).status).toBe(403)
})
