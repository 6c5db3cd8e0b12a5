/** The audit log against somebody who has the whole database, and does not have the key or the data folder. */
import { createHash } from 'node:crypto'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openTestPostgres } from '../../../test/support/database.ts'
import { openLog, type Postgres } from '../../platform/index.ts'
import { type Audit, openAudit } from './audit.store.ts'
import { emptyChain, type Link, system } from './audit.ts'
import { noteEnd, verifyAudit } from './audit-verify.store.ts'

const key = Buffer.alloc(32, 3)
const at = new Date('2026-11-24T03:00:00Z')
const by = system('test')

let postgres: Postgres
let folder: string
let audit: Audit

beforeEach(async () => {
  postgres = await openTestPostgres()
  folder = await mkdtemp(join(tmpdir(), 'varde-audit-'))
  audit = openAudit({ db: postgres.db, key, clock: () => at })
  for (let i = 1; i <= 6; i++) {
    await audit.record(postgres.db, by, {
      act: 'sign_in.done',
      object: { kind: 'session', id: `s${i}` },
      details: { i },
    })
  }
})
afterEach(async () => {
  await postgres.close()
  await rm(folder, { recursive: true, force: true })
})

const verify = () => verifyAudit({ db: postgres.db, key, clock: () => at, folder })
const faults = async () => (await verify()).faults.map(({ seq, fault }) => [seq, fault])
const owner = (statement: string, values: unknown[] = []) => postgres.owner.query(statement, values)

describe('the log', () => {
  it('that nobody has touched is whole', async () => {
    expect(await verify()).toEqual({
      entries: 6,
      first_seq: 1,
      last_seq: 6,
      faults: [],
      checked_at: at.toISOString(),
    })
  })

  it('is also whole while it is being written to', async () => {
    const writing = Promise.all(
      Array.from({ length: 20 }, (_, i) => audit.record(postgres.db, by, { act: 'key.made', details: { i } })),
    )
    expect(await faults()).toEqual([])
    await writing
    expect(await verify()).toMatchObject({ entries: 26, faults: [] })
  })

  it.each([
    ["update audit_entry set actor_id = 'another' where seq = 3"],
    ['update audit_entry set details = \'{"i": 4}\' where seq = 3'],
    ["update audit_entry set at = at - interval '1 second' where seq = 3"],
    ["update audit_entry set outcome = 'refused' where seq = 3"],
  ])('shows a changed entry: %s', async (change) => {
    await owner(change)
    expect(await verify()).toMatchObject({ faults: [{ seq: 3, fault: 'altered' }] })
  })

  it('shows an entry that was taken out of the middle, and where it stood', async () => {
    await owner('delete from audit_entry where seq = 4')
    expect((await verify()).faults).toEqual([{ seq: 4, fault: 'missing', detail: 'Entry 4 is gone.' }])
  })

  it('shows a beginning that was cut off', async () => {
    await owner('delete from audit_entry where seq <= 2')
    expect((await verify()).faults).toEqual([{ seq: 1, fault: 'missing', detail: 'Entries 1 to 2 are gone.' }])
  })

  it('shows that the last entry is gone', async () => {
    await owner('delete from audit_entry where seq = 6')
    expect(await faults()).toEqual([[6, 'missing']])
  })

  it('shows that the last entry is gone also where the head was put back, by the end noted outside', async () => {
    await verify()
    await owner('delete from audit_entry where seq = 6')
    await owner('update audit_head set seq = 5, hash = (select hash from audit_entry where seq = 5)')
    expect(await faults()).toEqual([[6, 'head']])
    // What was written since does not hide it.
    await audit.record(postgres.db, by, { act: 'key.made' })
    expect(await faults()).toEqual([[6, 'head']])
  })

  it('shows an end that was noted by the hour and not by a check', async () => {
    const parts = { db: postgres.db, folder, log: openLog('silent') }
    await noteEnd(parts)
    await owner('delete from audit_entry where seq > 3')
    await owner('update audit_head set seq = 3, hash = (select hash from audit_entry where seq = 3)')
    // The next hour must not take the cut log for the true one.
    await noteEnd(parts)
    expect(await faults()).toEqual([[6, 'head']])
    await audit.record(postgres.db, by, [{ act: 'key.made' }, { act: 'key.made' }, { act: 'key.made' }])
    await noteEnd(parts)
    expect(await faults()).toEqual([[6, 'head']])
  })

  it('shows that everything is gone', async () => {
    await verify()
    await owner('truncate audit_entry')
    await owner('update audit_head set seq = 0, hash = $1', [emptyChain])
    expect(await faults()).toEqual([[6, 'head']])
  })

  it('shows a chain made anew by hashes without the key', async () => {
    const { rows } = await owner('select * from audit_entry order by seq')
    let previous = emptyChain
    for (const row of rows as (Link & { seq: number })[]) {
      previous = createHash('sha256').update(previous).update(JSON.stringify(row)).digest()
      await owner("update audit_entry set actor_id = 'another', hash = $1 where seq = $2", [previous, row.seq])
    }
    await owner('update audit_head set hash = $1', [previous])
    expect(await faults()).toEqual([1, 2, 3, 4, 5, 6].map((seq) => [seq, 'altered']))
  })

  it('is refused to the application’s own role to change, remove, cut or hide', async () => {
    const denied = { code: '42501' }
    const app = postgres.pool
    await expect(app.query("update audit_entry set actor_id = 'another'")).rejects.toMatchObject(denied)
    await expect(app.query('delete from audit_entry')).rejects.toMatchObject(denied)
    await expect(app.query('truncate audit_entry')).rejects.toMatchObject(denied)
    await expect(app.query('delete from audit_head')).rejects.toMatchObject(denied)
    await expect(app.query('insert into audit_head (one, seq, hash) select * from audit_head')).rejects.toMatchObject(
      denied,
    )
    await expect(app.query('drop table audit_entry')).rejects.toMatchObject(denied)
    await expect(app.query('alter table audit_entry disable row level security')).rejects.toMatchObject(denied)
    expect(await faults()).toEqual([])
  })
})

describe('the end noted outside', () => {
  it('lies in the data folder, and goes on with the log', async () => {
    await verify()
    const before = JSON.parse(await readFile(join(folder, 'audit.anchor'), 'utf8'))
    await audit.record(postgres.db, by, { act: 'key.made' })
    await noteEnd({ db: postgres.db, folder, log: openLog('silent') })
    const after = JSON.parse(await readFile(join(folder, 'audit.anchor'), 'utf8'))
    expect([before.seq, after.seq]).toEqual([6, 7])
    expect(after.hash).toMatch(/^[0-9a-f]{64}$/)
  })

  it('that is no longer what was written is said, and not believed', async () => {
    await writeFile(join(folder, 'audit.anchor'), 'tull')
    await expect(verify()).rejects.toThrow(/audit\.anchor is not what Varde wrote/)
  })
})
