import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { finding, openWarningBench, type WarningBench } from '../../test/support/warning.ts'
import { eraseWarningsOf, exportDetections, exportWarnings } from './member-data.store.ts'
import { warningRemovers } from './warning-retention.store.ts'

const now = new Date('2026-11-24T04:00:00.000Z')
let bench: WarningBench
let one: string
let two: string
const nothingHeld = { all: false, members: [] }

beforeAll(async () => {
  bench = await openWarningBench({ smtpUrl: null })
  const contact = { name: 'Vakt', email: 'vakt@medlem.example', language: 'nb' } as const
  one = await bench.addMember(1, [contact])
  two = await bench.addMember(2, [contact])
})
afterAll(() => bench.close())

const db = () => bench.platform.postgres.db
const count = async (table: 'detection' | 'warning' | 'delivery' | 'response') => {
  const { rows } = await sql<{ n: number }>`select count(*) as n from ${sql.table(table)}`.execute(db())
  return rows[0]?.n
}
const signature = { kind: 'signature', signatureId: 7, signature: 'Regel 7', category: '', alertSeverity: 1 } as const

/** For each member a sent warning from an indicator, and a draft from a signature; the newest seen on that day. */
async function seen(day: string): Promise<void> {
  bench.setTime(`${day}T12:00:00Z`)
  const at = { firstSeen: new Date(`${day}T11:00:00Z`), lastSeen: new Date(`${day}T11:30:00Z`) }
  const indicator = await bench.addIndicator({ value: `${day}.example`, category: 'c2', confidence: 90 })
  for (const member of [one, two]) {
    await bench.record([finding({ member, cause: { kind: 'indicator', indicator }, fields: ['dns'], ...at })])
    const rule = { ...signature, signatureId: Number(day.replaceAll('-', '')) }
    await bench.record([finding({ member, cause: rule, ...at })])
  }
}

beforeEach(async () => {
  await sql`delete from warning`.execute(db())
  await sql`delete from detection`.execute(db())
  await sql`delete from indicator`.execute(db())
  await seen('2024-01-10')
  await seen('2026-01-10')
})
const before = new Date('2025-01-01T00:00:00Z')

describe('old detections', () => {
  it('go, with drafts that are left without any; what was sent stays and says what it said', async () => {
    expect(await warningRemovers(db()).detections(before, nothingHeld)).toEqual({ removed: 4, held: 0 })
    expect([await count('detection'), await count('warning')]).toEqual([4, 6])
    const sent = await bench.call<{ items: { id: string; state: string }[] }>('GET', `/api/v1/warnings?member=${one}`)
    expect(sent.body.items.map(({ state }) => state)).toEqual(['draft', 'sending', 'sending'])
    const oldest = await bench.call<{ texts: { text: string }[] }>(
      'GET',
      `/api/v1/warnings/${sent.body.items.at(-1)?.id}`,
    )
    expect(oldest.body.texts[0]?.text).toContain('2024-01-10[.]example')
    expect(await warningRemovers(db()).detections(before, nothingHeld)).toEqual({ removed: 0, held: 0 })
  })

  it('of a member on hold stay', async () => {
    expect(await warningRemovers(db()).detections(before, { all: false, members: [two] })).toEqual({
      removed: 2,
      held: 2,
    })
    expect(await warningRemovers(db()).detections(before, { all: true, members: [] })).toEqual({ removed: 0, held: 2 })
    expect([await count('detection'), await count('warning')]).toEqual([6, 7])
  })
})

describe('old warnings', () => {
  it('go with their mails, but for those of a member on hold', async () => {
    expect(await count('delivery')).toBe(4)
    expect(await warningRemovers(db()).warnings(before, { all: false, members: [two] })).toEqual({
      removed: 2,
      held: 2,
    })
    expect([await count('warning'), await count('delivery'), await count('detection')]).toEqual([6, 3, 8])
    expect(await warningRemovers(db()).warnings(before, nothingHeld)).toEqual({ removed: 2, held: 0 })
    expect(await warningRemovers(db()).warnings(before, nothingHeld)).toEqual({ removed: 0, held: 0 })
  })

  it('are removed however many there are', async () => {
    await sql`insert into warning (id, orgnr, title, severity, tlp, state, received_at, created_at)
      select gen_random_uuid(), ${one}, 'Gammelt', 'low', 'GREEN', 'sent', '2020-01-01', '2020-01-01'
      from generate_series(1, 12000)`.execute(db())
    expect(await warningRemovers(db()).warnings(new Date('2021-01-01'), nothingHeld)).toEqual({
      removed: 12_000,
      held: 0,
    })
  })
})

describe('a member’s own people', () => {
  const gather = async (lines: AsyncIterable<object>) => {
    const gathered: Record<string, unknown>[] = []
    for await (const line of lines) gathered.push(line as Record<string, unknown>)
    return gathered
  }

  it('are handed out what they were told; others everything, without TLP:RED where they may not read it', async () => {
    await sql`update detection set tlp = 'RED' where orgnr = ${one} and cause_label = '2026-01-10.example'`.execute(
      db(),
    )
    await sql`update warning set tlp = 'RED' where orgnr = ${one} and title like '2026-01-10.example%'`.execute(db())
    const own = { orgnr: one, scope: [one], red: true }
    expect((await gather(exportWarnings(db(), own))).map(({ state }) => state)).toEqual(['sending', 'sending'])
    expect((await gather(exportDetections(db(), own, now))).map(({ state }) => state)).toEqual(['warned', 'warned'])
    const all = { orgnr: one, scope: 'all', red: true } as const
    expect(await gather(exportWarnings(db(), all))).toHaveLength(4)
    expect(await gather(exportDetections(db(), all, now))).toHaveLength(4)
    const said = JSON.stringify([
      ...(await gather(exportWarnings(db(), { ...all, red: false }))),
      ...(await gather(exportDetections(db(), { ...all, red: false }, now))),
    ])
    expect(said).not.toContain('2026-01-10.example')
    expect(said).toContain('2024-01-10.example')
  })

  it('lose all of it with the member, and nobody else anything', async () => {
    expect(
      await db()
        .transaction()
        .execute((trx) => eraseWarningsOf(trx, one)),
    ).toEqual({
      detections: 4,
      warnings: 4,
      deliveries: 2,
      responses: 0,
      attachments: 0,
    })
    expect([await count('detection'), await count('warning'), await count('delivery')]).toEqual([4, 4, 2])
  })
})
