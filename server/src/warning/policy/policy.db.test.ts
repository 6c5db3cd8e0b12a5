import type { Policy, PolicyHistory, PolicyRule, Warning } from '@varde/contract'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { holdTo, queueAll, rule, warnOfIndicators } from '../../../test/support/policy.ts'
import { finding, openWarningBench, type WarningBench } from '../../../test/support/warning.ts'

let bench: WarningBench
let n = 0

beforeAll(async () => {
  bench = await openWarningBench({ smtpUrl: null, now: '2026-11-24T03:00:00.000Z' })
})
afterAll(() => bench.close())

const db = () => bench.platform.postgres.db
const member = () => bench.addMember(++n, [{ name: 'Vakt', email: `vakt${n}@medlem.example`, language: 'nb' }])
const detectionsOf = (orgnr: string) =>
  db().selectFrom('detection').selectAll().where('orgnr', '=', orgnr).orderBy('id').execute()
const warningsOf = async (orgnr: string) =>
  (await bench.call<{ items: Warning[] }>('GET', `/api/v1/warnings?member=${orgnr}`)).body.items
const c2 = async () => {
  const indicator = await bench.addIndicator({ value: `ond${++n}.example`, category: 'c2' })
  return { kind: 'indicator', indicator } as const
}
type Said = Policy & { code: string }
const asked = (method: string, path: string, body?: object, scope = 'admin') =>
  bench.call<Said>(method, `/api/v1/policy${path}`, { scope, ...(body ? { body } : {}) })
/** What is refused, or the policy as it is afterwards. */
const call = async (method: string, path: string, body?: object, scope?: string) => {
  const answer = await asked(method, path, body, scope)
  return answer.status === 204 ? asked('GET', '') : answer
}

describe('the first version', () => {
  it('says what the table before it said', async () => {
    const { active, draft } = (await call('GET', '')).body
    expect(active).toMatchObject({ number: 1, by: '', note: '' })
    expect(active.rules).toEqual([
      rule({ when: { causes: ['indicator'], severity_at_least: 'medium' }, action: 'warn' }),
      rule(),
    ])
    expect(draft).toBeNull()
  })
})

describe('a rule decides', () => {
  it('and the detection remembers the version and the rule', async () => {
    const version = await holdTo(db(), warnOfIndicators)
    const orgnr = await member()
    await bench.record([finding({ member: orgnr, cause: await c2() })])
    expect(await detectionsOf(orgnr)).toMatchObject([
      { state: 'warned', policy_version: version, policy_rule: 1, policy_action: 'warn', policy_paged: false },
    ])
  })

  it('that such are ignored: they are kept, dismissed by the rule, and are in no draft', async () => {
    const version = await holdTo(db(), [rule({ when: { categories: ['c2'] }, action: 'ignore' }), rule()])
    const orgnr = await member()
    const cause = await c2()
    await bench.record([finding({ member: orgnr, cause })])
    await bench.record([finding({ member: orgnr, cause, events: 4 })])
    expect(await detectionsOf(orgnr)).toMatchObject([
      {
        state: 'dismissed',
        dismiss_reason: 'policy',
        policy_version: version,
        policy_rule: 1,
        events: 5,
        warning_id: null,
      },
    ])
    expect(await warningsOf(orgnr)).toEqual([])
    const { body } = await bench.call<{ items: { decided: object }[] }>('GET', `/api/v1/detections?member=${orgnr}`)
    expect(body.items[0]?.decided).toEqual({ version, rule: 1 })
  })

  it('each time that it is seen, where a rule ignored it: what is ignored no more waits or goes out', async () => {
    const ignoreAll = [rule({ action: 'ignore' })]
    await holdTo(db(), ignoreAll)
    const [one, two] = [await member(), await member()]
    const cause = await c2()
    const seen = () => bench.record([one, two].map((orgnr) => finding({ member: orgnr, cause })))
    await seen()
    await holdTo(db(), [rule({ when: { members: [one] }, action: 'warn' }), rule()])
    await seen()
    expect(await detectionsOf(one)).toMatchObject([{ state: 'warned', dismiss_reason: null, policy_rule: 1 }])
    expect(await detectionsOf(two)).toMatchObject([{ state: 'queued', dismiss_reason: null, policy_rule: 2 }])
    expect((await warningsOf(one)).map(({ state }) => state)).toEqual(['sending'])
    expect((await warningsOf(two)).map(({ state }) => state)).toEqual(['draft'])
  })

  it('nothing of what a person has dismissed', async () => {
    await holdTo(db(), queueAll)
    const orgnr = await member()
    const cause = await c2()
    await bench.record([finding({ member: orgnr, cause })])
    const detections = (await detectionsOf(orgnr)).map(({ id }) => id)
    await bench.call('POST', '/api/v1/detections/dismiss', { body: { detections, reason: 'test' } })
    await holdTo(db(), warnOfIndicators)
    await bench.record([finding({ member: orgnr, cause })])
    expect(await detectionsOf(orgnr)).toMatchObject([{ state: 'dismissed', dismiss_reason: 'test' }])
  })

  it('for a kind of member, at night', async () => {
    const night = { days: [1, 2, 3, 4, 5, 6, 7], from: '20:00', to: '08:00' }
    await holdTo(db(), [rule({ when: { member_kinds: ['municipality'], hours: night }, action: 'warn' }), rule()])
    const [one, two] = [await member(), await member()]
    await db().updateTable('member').set({ kind: 'gp' }).where('orgnr', '=', two).execute()
    const cause = await c2()
    await bench.record([one, two].map((orgnr) => finding({ member: orgnr, cause })))
    expect((await detectionsOf(one))[0]?.state).toBe('warned')
    expect((await detectionsOf(two))[0]?.state).toBe('queued')
    bench.setTime('2026-11-24T12:00:00.000Z')
    await bench.record([finding({ member: one, cause: await c2() })])
    expect((await detectionsOf(one)).map(({ state }) => state)).toEqual(['warned', 'queued'])
  })
})

describe('a version', () => {
  const stricter: PolicyRule[] = [
    rule({
      name: 'Bare det alvorligste',
      when: { causes: ['indicator'], severity_at_least: 'critical' },
      action: 'warn',
    }),
    rule({ when: { categories: ['scanner'] }, action: 'ignore' }),
    rule(),
  ]

  it('is drafted, tried, switched on, and the one before switched on again', async () => {
    bench.setTime('2026-11-24T04:00:00.000Z')
    const before = await holdTo(db(), warnOfIndicators)
    const orgnr = await member()
    const indicator = await bench.addIndicator({ value: 'mild.example', category: 'c2', confidence: 40 })
    await bench.record([finding({ member: orgnr, cause: { kind: 'indicator', indicator } })])
    const drafted = (await call('PUT', '/draft', { rules: stricter, revision: 0 })).body.draft
    expect(drafted).toMatchObject({ revision: 1, rules: stricter, trial: null, tried_at: null })
    const untried = await call('POST', '/draft/switch-on', { revision: 1, note: 'Mindre støy' })
    expect([untried.status, untried.body.code]).toEqual([409, 'policy_untried'])

    const tried = (await call('POST', '/draft/try', { revision: 1 })).body.draft
    expect(tried?.tried_at).toBe('2026-11-24T04:00:00.000Z')
    expect(
      tried?.trial?.changes.find((one) => one.before === 'warn' && one.after === 'queue')?.examples,
    ).toContainEqual(expect.objectContaining({ label: 'mild.example', severity: 'high' }))

    // A change of the rules undoes the trial.
    const changed = (await call('PUT', '/draft', { rules: stricter.slice(0, 1).concat(rule()), revision: 1 })).body
      .draft
    expect(changed).toMatchObject({ revision: 2, trial: null })
    expect((await call('POST', '/draft/switch-on', { revision: 2, note: 'x' })).body.code).toBe('policy_untried')
    await call('POST', '/draft/try', { revision: 2 })
    const { active, draft } = (await call('POST', '/draft/switch-on', { revision: 2, note: 'Mindre støy' })).body
    expect(active).toMatchObject({ number: drafted?.number, note: 'Mindre støy' })
    expect(draft).toBeNull()

    const back = await call('POST', `/versions/${before}/switch-on`, { note: 'For få varsler' })
    expect(back.body.active).toMatchObject({ number: before, rules: warnOfIndicators })
    const { body } = await bench.call<PolicyHistory>('GET', '/api/v1/policy/history')
    expect(body.items.slice(0, 2).map(({ version, note }) => [version, note])).toEqual([
      [before, 'For få varsler'],
      [drafted?.number, 'Mindre støy'],
    ])
    const acts = await db()
      .selectFrom('audit_entry')
      .select('act')
      .where('object_kind', '=', 'policy')
      .orderBy('seq')
      .execute()
    expect(acts.map(({ act }) => act).slice(-6)).toEqual([
      'policy.drafted',
      'policy.tried',
      'policy.drafted',
      'policy.tried',
      'policy.switched_on',
      'policy.switched_on',
    ])
    expect((await call('POST', '/versions/99999/switch-on', { note: 'x' })).status).toBe(404)
  })

  it('is not changed by who has not seen what another made of it', async () => {
    await call('PUT', '/draft', { rules: stricter, revision: 0 })
    for (const [path, body] of [
      ['', { rules: stricter, revision: 7 }],
      ['/try', { revision: 7 }],
      ['/discard', { revision: 7 }],
      ['/switch-on', { revision: 7, note: 'x' }],
    ] as const) {
      const { status, body: said } = await call(path === '' ? 'PUT' : 'POST', `/draft${path}`, body)
      expect([path, status, said.code]).toEqual([path, 409, 'policy_draft_changed'])
    }
    expect((await call('POST', '/draft/discard', { revision: 1 })).body.draft).toBeNull()
  })

  it('is refused with the fault of each rule', async () => {
    const { status, body } = await bench.call<{ code: string; errors: { at: string }[] }>(
      'PUT',
      '/api/v1/policy/draft',
      {
        scope: 'admin',
        body: { rules: [rule(), rule({ when: { causes: ['indicator'] } })], revision: 0 },
      },
    )
    expect([status, body.code]).toEqual([400, 'policy_wrong'])
    expect(body.errors.map(({ at }) => at)).toEqual(['body/rules/0/when', 'body/rules/1/when'])
    const named = [rule({ name: 'Fra 01010100131' })]
    expect((await call('PUT', '/draft', { rules: named, revision: 0 })).body.code).toBe('identity_number')
  })
})

describe('a trial', () => {
  it('says of each detection what the rule that is switched on then does', async () => {
    bench.setTime('2027-03-01T12:00:00.000Z')
    await holdTo(db(), queueAll)
    const [one, two] = [await member(), await member()]
    const causes = [await c2(), await c2()]
    const at = { firstSeen: new Date('2027-03-01T11:00:00Z'), lastSeen: new Date('2027-03-01T11:30:00Z') }
    const seen = [one, two].flatMap((orgnr) => causes.map((cause) => finding({ member: orgnr, cause, ...at })))
    await bench.record([...seen, finding({ member: one, cause: await c2(), attribution: 'sensor', ...at })])
    const [first] = await detectionsOf(one)
    await bench.call('POST', '/api/v1/detections/dismiss', { body: { detections: [first?.id], reason: 'test' } })

    const rules = [
      rule({ when: { causes: ['indicator'], members: [one] }, action: 'warn', page: true }),
      rule({ action: 'ignore' }),
    ]
    await call('PUT', '/draft', { rules, revision: 0 })
    const trial = (await call('POST', '/draft/try', { revision: 1 })).body.draft?.trial
    expect(trial).toMatchObject({
      detections: 5,
      actions: { ignore: { before: 0, after: 2 }, queue: { before: 5, after: 1 }, warn: { before: 0, after: 2 } },
      pages: { before: 0, after: 3 },
      warnings: { before: 0, after: 1 },
      mails: { before: 0, after: 1 },
      rules: [3, 2],
    })
    const changes = trial?.changes.map(({ after, count, dismissed }) => `${after} ${count} ${dismissed}`)
    expect(changes?.toSorted()).toEqual(['ignore 2 0', 'warn 2 1'])
    expect(trial?.members.map(({ member: orgnr, warn }) => [orgnr, warn.after])).toEqual(
      expect.arrayContaining([
        [one, 2],
        [two, 0],
      ]),
    )

    // The same again, now that it holds.
    await call('POST', '/draft/switch-on', { revision: 1, note: 'Prøvd' })
    await db().deleteFrom('detection').where('orgnr', 'in', [one, two]).execute()
    await bench.record([...seen, finding({ member: one, cause: await c2(), attribution: 'sensor', ...at })])
    const { rows } = await sql<{ action: string; n: number }>`
      select policy_action as action, count(*)::int as n from detection where orgnr in (${one}, ${two}) group by 1 order by 1`.execute(
      db(),
    )
    expect(rows).toEqual([
      { action: 'ignore', n: 2 },
      { action: 'queue', n: 1 },
      { action: 'warn', n: 2 },
    ])
  })

  it('tells nobody who may not know what is TLP:RED, and goes on without what is gone', async () => {
    bench.setTime('2027-06-01T12:00:00.000Z')
    await holdTo(db(), queueAll)
    const orgnr = await member()
    const indicator = await bench.addIndicator({ value: 'hemmelig.example', category: 'c2', tlp: 'RED' })
    const at = { firstSeen: new Date('2027-06-01T11:00:00Z'), lastSeen: new Date('2027-06-01T11:30:00Z') }
    await bench.record([finding({ member: orgnr, cause: { kind: 'indicator', indicator }, ...at })])
    await call('PUT', '/draft', { rules: warnOfIndicators, revision: 0 })
    await call('POST', '/draft/try', { revision: 1 })
    const labels = async (scope: string) =>
      (await call('GET', '', undefined, scope)).body.draft?.trial?.changes.flatMap(({ examples }) =>
        examples.map(({ label }) => label),
      )
    expect(await labels('analyst')).toEqual(['hemmelig.example'])
    expect(await labels('auditor')).toEqual(['TLP:RED'])
    await db().deleteFrom('detection').where('orgnr', '=', orgnr).execute()
    expect(await labels('analyst')).toEqual([])
  })
})
