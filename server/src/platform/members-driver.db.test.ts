import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { orgnr } from '../../test/support/builders.ts'
import { openTestPostgres } from '../../test/support/database.ts'
import { newId } from './ids.ts'
import type { Postgres } from './postgres.ts'

const [one, two] = [orgnr(1), orgnr(2)]
let postgres: Postgres

beforeAll(async () => {
  postgres = await openTestPostgres()
  for (const member of [one, two]) {
    await postgres.db
      .insertInto('member')
      .values({ orgnr: member, name: `Medlem ${member}`, kind: 'gp', municipality_number: null })
      .execute()
    const contact = {
      id: newId(),
      orgnr: member,
      name: 'Vakt',
      email: 'vakt@medlem.example',
      phone: null,
      language: 'nb',
    } as const
    await postgres.db.insertInto('contact').values(contact).execute()
  }
})
afterAll(() => postgres.close())

/** The tables whose rows nobody owns: what is looked for, how the machine stands, rules, and the log's newest hash. */
const common = [
  'affected_statement',
  'allow_entry',
  'audit_head',
  // Of CVEs, by number.
  'epss_score',
  'exploitation_change',
  'exploitation_claim',
  'indicator',
  'indicator_known',
  'known_product',
  'look_back',
  'look_back_indicator',
  // What the team asks of anybody; who changed it and why is taken out by the route.
  'measure_version',
  'migration',
  'reference_version',
  'retention_rule',
  'retention_run',
  'vulnerability',
  'vulnerability_source',
  'vulnerability_word',
  'warning_text',
]

describe('the application’s role', () => {
  it('owns nothing and is no superuser', async () => {
    const { rows } = await sql<{ who: string; super: boolean; bypass: boolean; owned: number }>`
      select current_user as who, rolsuper as super, rolbypassrls as bypass,
        (select count(*)::int from pg_class where relowner = (select oid from pg_roles where rolname = current_user)) as owned
      from pg_roles where rolname = current_user`.execute(postgres.db)
    expect(rows).toEqual([{ who: 'varde_app', super: false, bypass: false, owned: 0 }])
  })

  it('meets row-level security on every table but those that nobody owns the rows of', async () => {
    const { rows } = await sql<{ name: string }>`
      select relname as name from pg_class where relkind in ('r', 'p') and relnamespace = 'public'::regnamespace
        and not (relrowsecurity and exists (select from pg_policy where polrelid = pg_class.oid)) order by 1`.execute(
      postgres.db,
    )
    expect(rows.map(({ name }) => name)).toEqual(common)
  })

  it('cannot change or remove what is in the log', async () => {
    for (const statement of [
      "update audit_entry set act = 'x'",
      'delete from audit_entry',
      'truncate audit_entry',
      'delete from audit_head',
    ]) {
      await expect(postgres.pool.query(statement), statement).rejects.toThrow(/permission denied/)
    }
  })

  it('cannot make itself the owner’s equal by what it may call', async () => {
    await expect(postgres.pool.query('alter table audit_entry disable row level security')).rejects.toThrow(
      /must be owner/,
    )
    await expect(postgres.pool.query('drop table audit_entry')).rejects.toThrow(/must be owner/)
  })
})

describe('the database within a scope', () => {
  const seen = async (db: Postgres['db']) =>
    (await db.selectFrom('contact').select('orgnr').orderBy('orgnr').execute()).map((row) => row.orgnr)

  it('shows the rows of its members and no others, by query and by transaction', async () => {
    expect(await seen(postgres.within([one]))).toEqual([one])
    expect(
      await postgres
        .within([two])
        .transaction()
        .execute((trx) => seen(trx)),
    ).toEqual([two])
    expect(await seen(postgres.within([one, two]))).toEqual([one, two].toSorted())
    expect(await seen(postgres.within('all'))).toEqual([one, two].toSorted())
  })

  it('is planned for as what it is: who sees every member is shut off from nothing', async () => {
    await postgres.owner.query('analyze chase_rule')
    const { rows } = await postgres.pool.query('select from chase_rule')
    expect(rows.length).toBeGreaterThan(1)
    const plan = await postgres.pool.query('explain (format json) select from chase_rule')
    expect(plan.rows[0]['QUERY PLAN'][0].Plan['Plan Rows']).toBe(rows.length)
  })

  it('shows nothing where the scope is empty or was never set', async () => {
    expect(await seen(postgres.within([]))).toEqual([])
    const client = await postgres.pool.connect()
    await client.query('reset varde.members')
    await client.query("select set_config('varde.members', '', false)")
    expect((await client.query('select * from contact')).rows).toEqual([])
    client.release(true)
  })

  it('leaves nothing of itself on the connection for the next', async () => {
    const scoped = postgres.within([one])
    await Promise.all(Array.from({ length: 60 }, (_, i) => (i % 2 ? seen(scoped) : seen(postgres.db))))
    for (let i = 0; i < 40; i++) expect(await seen(postgres.db)).toHaveLength(2)
    await expect(sql`select 1 / 0`.execute(scoped)).rejects.toThrow(/division by zero/)
    await expect(scoped.transaction().execute((trx) => sql`select 1 / 0`.execute(trx))).rejects.toThrow()
    expect(await seen(postgres.db)).toHaveLength(2)
    expect(await seen(scoped)).toEqual([one])
  })

  it('changes nothing of another’s, and takes nothing in another’s name', async () => {
    const scoped = postgres.within([one])
    const changed = await scoped
      .updateTable('contact')
      .set({ name: 'Fremmed' })
      .where('orgnr', '=', two)
      .executeTakeFirst()
    expect(changed.numUpdatedRows).toBe(0n)
    const removed = await scoped.deleteFrom('contact').where('orgnr', '=', two).executeTakeFirst()
    expect(removed.numDeletedRows).toBe(0n)
    const contact = {
      id: newId(),
      orgnr: two,
      name: 'Ny',
      email: 'ny@medlem.example',
      phone: null,
      language: 'nb',
    } as const
    await expect(scoped.insertInto('contact').values(contact).execute()).rejects.toThrow(/row-level security/)
  })

  it('keeps what is written, and drops all of a transaction that fails', async () => {
    const scoped = postgres.within([one])
    await scoped.updateTable('contact').set({ phone: '22000000' }).where('orgnr', '=', one).execute()
    const failing = scoped.transaction().execute(async (trx) => {
      await trx.updateTable('contact').set({ phone: '0' }).execute()
      throw new Error('stopped')
    })
    await expect(failing).rejects.toThrow('stopped')
    const row = await postgres.db.selectFrom('contact').select('phone').where('orgnr', '=', one).executeTakeFirst()
    expect(row).toEqual({ phone: '22000000' })
  })

  it('takes organisation numbers and nothing else', () => {
    expect(() => postgres.within(["1'; reset role; --"])).toThrow(/no organisation number/)
  })
})
