/** Retention rules, holds, and what the access context itself removes, on a real database. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type RetentionRule, retentionClasses } from '@varde/contract'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { orgnr } from '../../../test/support/builders.ts'
import { openTestPostgres } from '../../../test/support/database.ts'
import { newId, openLog, type Postgres } from '../../platform/index.ts'
import { type Audit, openAudit } from '../audit/audit.store.ts'
import { system } from '../audit/audit.ts'
import { verifyAudit } from '../audit/audit-verify.store.ts'
import { holdsInForce, isHeld, placeHold, releaseHold } from './hold.store.ts'
import { retentionJob } from './retention.job.ts'
import { retentionTable, setRetention } from './retention.store.ts'
import type { Holding, Removers } from './retention.ts'
import { accessRemovers } from './retention-removal.store.ts'

const key = Buffer.alloc(32, 4)
const now = new Date('2026-11-24T03:00:00Z')
const [one, two] = [orgnr(1), orgnr(2)]
const silent: Holding = { all: false, members: [] }
const daysAgo = (days: number) => new Date(now.getTime() - days * 86_400_000)

let postgres: Postgres
let audit: Audit
let at = now
let folder: string

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'varde-retention-'))
})
beforeEach(async () => {
  postgres = await openTestPostgres()
  at = now
  audit = openAudit({ db: postgres.db, key, clock: () => at })
  for (const member of [one, two]) {
    await postgres.db
      .insertInto('member')
      .values({ orgnr: member, name: `Org ${member}`, kind: 'gp', municipality_number: null })
      .execute()
  }
  return () => postgres.close()
})
afterAll(() => rm(folder, { recursive: true, force: true }))

const note: Parameters<typeof setRetention>[3] = (trx, entries) => audit.record(trx, system('test'), entries)
const acts = async () => {
  const rows = await postgres.db.selectFrom('audit_entry').select(['act', 'orgnr', 'details']).orderBy('seq').execute()
  return rows.map((row) => [row.act, row.orgnr, row.details])
}
const hold = (given: Partial<Parameters<typeof placeHold>[1]> = {}) =>
  placeHold(
    postgres.db,
    { class: null, orgnr: null, reason: 'Etterforskning', until: null, by: null, ...given },
    now,
    note,
  )

describe('the rules', () => {
  it('are the usual ones until somebody decides, which is written down', async () => {
    const before = await retentionTable(postgres.db, now)
    expect(before.map((rule) => rule.class)).toEqual(retentionClasses)
    expect(before[0]).toEqual({ class: 'events', days: 90, holds: 0, last_run: null })
    await setRetention(postgres.db, { class: 'events', days: 30 }, now, note)
    await setRetention(postgres.db, { class: 'events', days: 40 }, now, note)
    expect((await retentionTable(postgres.db, now))[0]).toMatchObject({ class: 'events', days: 40 })
    expect(await acts()).toEqual([
      ['retention.changed', null, { before: 90, days: 30 }],
      ['retention.changed', null, { before: 30, days: 40 }],
    ])
  })
})

describe('a hold', () => {
  it('is in force until it is released or ends, and counts for the classes that it concerns', async () => {
    await hold({ class: 'events', orgnr: one })
    await hold({ until: new Date(now.getTime() + 1000) })
    const everything = (await hold()) as string
    expect(await holdsInForce(postgres.db, now)).toHaveLength(3)
    const later = new Date(now.getTime() + 2000)
    const counts = async () =>
      Object.fromEntries((await retentionTable(postgres.db, later)).map((rule) => [rule.class, rule.holds]))
    expect(await counts()).toMatchObject({ events: 2, audit: 1 })
    expect(await isHeld(postgres.db, two, later)).toBe(true)
    expect(await releaseHold(postgres.db, everything, later, note)).toBe(true)
    expect(await releaseHold(postgres.db, everything, later, note)).toBe(false)
    expect(await counts()).toMatchObject({ events: 1, audit: 0 })
    expect([await isHeld(postgres.db, one, later), await isHeld(postgres.db, two, later)]).toEqual([true, false])
  })

  it('of a member that there is not is refused, and the reason is not in the log', async () => {
    expect(await hold({ orgnr: orgnr(9) })).toBeNull()
    await hold({ orgnr: one, class: 'warnings' })
    expect(await acts()).toEqual([['hold.placed', one, { class: 'warnings', until: null }]])
  })
})

describe('the run', () => {
  const removersWith = (given: Partial<Removers>): Removers => ({
    ...(Object.fromEntries(
      retentionClasses.map((name) => [name, async () => ({ removed: 0, held: 0 })]),
    ) as unknown as Removers),
    ...given,
  })
  const run = (removers: Removers) =>
    retentionJob({ db: postgres.db, audit, clock: () => now, log: openLog('silent'), removers })(
      {},
      { attempt: 1, last: false },
    )

  it('tells each remover from when, and what is held, and writes down what went', async () => {
    await setRetention(postgres.db, { class: 'warnings', days: 10 }, now, note)
    await hold({ orgnr: one, class: 'warnings' })
    const asked: unknown[] = []
    await run(
      removersWith({
        warnings: async (before, holding) => {
          asked.push([before.toISOString(), holding])
          return { removed: 7, held: 2 }
        },
      }),
    )
    expect(asked).toEqual([['2026-11-14T00:00:00.000Z', { all: false, members: [one] }]])
    const rule = (await retentionTable(postgres.db, now)).find((each) => each.class === 'warnings') as RetentionRule
    expect(rule.last_run).toEqual({
      at: now.toISOString(),
      before: '2026-11-14T00:00:00.000Z',
      removed: 7,
      held: 2,
    })
    const runs = await postgres.db
      .selectFrom('audit_entry')
      .select(['actor_id', 'object_id', 'details'])
      .where('act', '=', 'retention.run')
      .execute()
    expect(runs).toHaveLength(retentionClasses.length)
    expect(runs).toContainEqual({
      actor_id: 'retention',
      object_id: 'warnings',
      details: { before: '2026-11-14T00:00:00.000Z', removed: 7, held: 2 },
    })
  })

  it('goes on with the others where one class fails, and fails in the end', async () => {
    const failing = async () => {
      throw new Error('the store is away')
    }
    await expect(run(removersWith({ events: failing }))).rejects.toThrow('retention failed for events')
    const table = await retentionTable(postgres.db, now)
    expect(table.filter((rule) => rule.last_run === null).map((rule) => rule.class)).toEqual(['events'])
  })
})

describe('sessions and unfinished sign-ins', () => {
  async function personWithSession(expires: Date, member: string | null): Promise<void> {
    const id = newId()
    const { db } = postgres
    await db
      .insertInto('person')
      .values({ id, name: 'A', email: `${id}@csirt.example`, emailVerified: true, language: 'nb' })
      .execute()
    if (member !== null)
      await db.insertInto('person_role').values({ person_id: id, role: 'member_contact', orgnr: member }).execute()
    await db
      .insertInto('person_session')
      .values({
        id: newId(),
        token: id,
        userId: id,
        updatedAt: now,
        expiresAt: expires,
        ipAddress: null,
        userAgent: null,
      })
      .execute()
  }

  it('go once they are old, but for those of a member on hold', async () => {
    await personWithSession(daysAgo(31), null)
    await personWithSession(daysAgo(31), one)
    await personWithSession(daysAgo(31), two)
    await personWithSession(daysAgo(29), null)
    const { sessions } = accessRemovers(postgres, audit)
    expect(await sessions(daysAgo(30), { all: false, members: [one] })).toEqual({ removed: 2, held: 1 })
    expect(await sessions(daysAgo(30), { all: true, members: [] })).toEqual({ removed: 0, held: 1 })
    expect(await sessions(daysAgo(30), silent)).toEqual({ removed: 1, held: 0 })
    expect(await postgres.db.selectFrom('person_session').select('id').execute()).toHaveLength(1)
  })

  it('that expired long ago go', async () => {
    const begun = (expiresAt: Date) =>
      postgres.db.insertInto('person_verification').values({ identifier: 'i', value: 'v', expiresAt }).execute()
    await begun(daysAgo(100))
    await begun(daysAgo(1))
    const { refused_sign_ins } = accessRemovers(postgres, audit)
    expect(await refused_sign_ins(daysAgo(90), { all: true, members: [] })).toEqual({ removed: 0, held: 1 })
    expect(await refused_sign_ins(daysAgo(90), silent)).toEqual({ removed: 1, held: 0 })
  })
})

describe('the audit log', () => {
  const prune = (holding = silent) => accessRemovers(postgres, audit).audit(daysAgo(365), holding)
  const verify = () => verifyAudit({ db: postgres.db, key, clock: () => now, folder })
  async function write(ages: readonly number[], member: string | null = null): Promise<void> {
    for (const age of ages) {
      at = daysAgo(age)
      await audit.record(postgres.db, system('test'), { act: 'key.made', member })
    }
    at = now
  }
  const places = async () =>
    (await postgres.db.selectFrom('audit_entry').select('seq').orderBy('seq').execute()).map(({ seq }) => seq)

  beforeEach(() => rm(join(folder, 'audit.anchor'), { force: true }))

  it('loses its beginning, says so, and is whole', async () => {
    await write([800, 700, 600, 100])
    expect(await prune()).toEqual({ removed: 3, held: 0 })
    expect(await places()).toEqual([4, 5])
    expect(await verify()).toMatchObject({ entries: 2, first_seq: 4, last_seq: 5, faults: [] })
    expect(await prune()).toEqual({ removed: 0, held: 0 })
    // Once more, when what told of the first pruning is old as well.
    await write([90])
    expect(await accessRemovers(postgres, audit).audit(daysAgo(-1), silent)).toEqual({ removed: 2, held: 0 })
    expect(await places()).toEqual([6, 7])
    expect(await verify()).toMatchObject({ faults: [] })
  })

  it('keeps what a member on hold has part in, and all behind it', async () => {
    await write([800])
    await write([700], one)
    await write([600])
    await write([100])
    expect(await prune({ all: false, members: [one] })).toEqual({ removed: 1, held: 2 })
    expect(await verify()).toMatchObject({ first_seq: 2, faults: [] })
    expect(await prune({ all: false, members: [one] })).toEqual({ removed: 0, held: 2 })
    expect(await prune({ all: true, members: [] })).toEqual({ removed: 0, held: 2 })
    expect(await prune()).toEqual({ removed: 2, held: 0 })
    expect(await verify()).toMatchObject({ first_seq: 4, faults: [] })
  })

  it('never loses its newest entry, nor takes a beginning that is gone by itself for pruned', async () => {
    await write([800, 700])
    expect(await prune()).toEqual({ removed: 1, held: 0 })
    expect(await verify()).toMatchObject({ faults: [] })
    await postgres.owner.query('delete from audit_entry where seq = 2')
    expect(await verify()).toMatchObject({ faults: [{ seq: 1, fault: 'missing' }] })
  })
})
