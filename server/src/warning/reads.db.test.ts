/** Who reads what is TLP:RED or another's contact data is written down; who may not read TLP:RED does not get it. */
import type { AuditEntry, Detection, DetectionDetail, Now, Warning, WarningDetail } from '@varde/contract'
import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { finding, openWarningBench, type WarningBench } from '../../test/support/warning.ts'

const secret = 'hemmelig.example'
let bench: WarningBench
let member: string
let warning: string
let detection: string

beforeAll(async () => {
  bench = await openWarningBench({ smtpUrl: null, now: '2026-11-24T04:00:00.000Z' })
  member = await bench.addMember(1, [{ name: 'Vakt', email: 'vakt@medlem.example', language: 'nb' }])
  const red = await bench.addIndicator({ value: secret, category: 'c2', confidence: 90, tlp: 'RED' })
  const amber = await bench.addIndicator({ value: 'kjent.example', category: 'c2', confidence: 90 })
  await bench.record([finding({ member, cause: { kind: 'indicator', indicator: red }, fields: ['dns'] })])
  await bench.record([finding({ member, cause: { kind: 'indicator', indicator: amber }, fields: ['dns'] })])
  const { rows } = await sql<{ id: string; warning_id: string }>`
    select id, warning_id from detection where tlp = 'RED'`.execute(bench.platform.postgres.db)
  detection = rows[0]?.id as string
  warning = rows[0]?.warning_id as string
  await sql`update warning set state = 'failed' where id = ${warning}`.execute(bench.platform.postgres.db)
})
afterAll(() => bench.close())

async function reads(): Promise<unknown[]> {
  const rows = await bench.platform.postgres.db
    .selectFrom('audit_entry')
    .select(['act', 'object_kind', 'object_id', 'orgnr'])
    .where('act', 'in', ['red.read', 'contacts.read'] satisfies AuditEntry['act'][])
    .orderBy('seq')
    .execute()
  return rows.map(({ act, object_kind, object_id, orgnr }) => [act, object_kind, object_id, orgnr])
}
beforeEach(() =>
  bench.platform.postgres.owner.query("delete from audit_entry where act in ('red.read', 'contacts.read')"),
)

const get = async <Body>(path: string, scope: string) => {
  const { status, body } = await bench.call<Body>('GET', path, { scope })
  expect(status).toBe(200)
  return body
}
type Items<T> = { items: T[] }

describe('whoever may read TLP:RED', () => {
  it('gets it in lists, on the board and on the first page, and each is written down, once an hour', async () => {
    const warnings = await get<Items<Warning>>('/api/v1/warnings', 'analyst')
    expect(warnings.items.map(({ title }) => title)).toContain(`${secret} (c2), 10.20.0.4`)
    expect(await reads()).toEqual([['red.read', 'warning', warning, member]])
    await get('/api/v1/warnings', 'analyst')
    await get('/api/v1/warnings/board', 'analyst')
    expect(await reads()).toHaveLength(1)
    await get('/api/v1/warnings', 'admin')
    expect(await reads()).toHaveLength(2)
    bench.setTime('2026-11-24T05:00:01.000Z')
    const detections = await get<Items<Detection>>('/api/v1/detections', 'analyst')
    expect(detections.items.map(({ cause }) => cause.label)).toContain(secret)
    const now = await get<Now>('/api/v1/now', 'analyst')
    expect(now.burning.map(({ title }) => title).join()).toContain(secret)
    expect((await reads()).slice(2)).toEqual([
      ['red.read', 'detection', detection, member],
      ['red.read', 'warning', warning, member],
    ])
  })

  it('is written down beside the contacts that come with it', async () => {
    await get(`/api/v1/detections/${detection}`, 'analyst')
    await get(`/api/v1/warnings/${warning}`, 'analyst')
    expect(await reads()).toEqual([
      ['red.read', 'detection', detection, member],
      ['contacts.read', 'member', member, member],
      ['red.read', 'warning', warning, member],
    ])
  })

  it('may be the member itself, whose own contacts are its own', async () => {
    await sql`update warning set state = 'sent' where id = ${warning}`.execute(bench.platform.postgres.db)
    const shown = await get<WarningDetail>(`/api/v1/warnings/${warning}`, `member:${member}`)
    expect(shown.texts[0]?.text).toContain('hemmelig[.]example')
    expect(await reads()).toEqual([['red.read', 'warning', warning, member]])
  })
})

describe('whoever may not', () => {
  it('sees that there is something and how it stands, and none of its text', async () => {
    await bench.key('auditor')
    const answers = await Promise.all(
      [
        '/api/v1/warnings',
        '/api/v1/warnings/board',
        `/api/v1/warnings/${warning}`,
        '/api/v1/detections',
        `/api/v1/detections/${detection}`,
        '/api/v1/now',
      ].map((path) => get<Record<string, unknown>>(path, 'auditor')),
    )
    const said = answers.map((answer) => JSON.stringify(answer).replaceAll('[.]', '.'))
    expect(said.filter((text) => text.includes(secret))).toEqual([])
    expect(said.filter((text) => text.includes('kjent.example'))).toHaveLength(3)
    expect((answers[2] as unknown as WarningDetail).warning).toMatchObject({
      id: warning,
      title: 'TLP:RED',
      state: 'sent',
    })
    expect((answers[4] as unknown as DetectionDetail).detection).toMatchObject({ id: detection, severity: 'critical' })
    expect((await reads()).filter((entry) => (entry as string[])[0] === 'red.read')).toEqual([])
  })

  it('cannot find out by searching either', async () => {
    const found = async (list: string, q: string, scope: string) =>
      (await get<Items<{ id: string }>>(`/api/v1/${list}?q=${q}`, scope)).items.length
    for (const list of ['warnings', 'detections']) {
      expect(await found(list, 'hemmelig', 'analyst')).toBe(1)
      expect(await found(list, 'hemmelig', 'auditor')).toBe(0)
      expect(await found(list, 'kjent', 'auditor')).toBe(1)
      expect(await found(list, 'Medlem', 'auditor')).toBe(2)
    }
  })
})
