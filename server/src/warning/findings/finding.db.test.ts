import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { finding, openWarningBench, type WarningBench } from '../../../test/support/warning.ts'

let bench: WarningBench
let n = 0
const nextMember = () => bench.addMember(++n, [{ name: 'Kari Vakt', email: `vakt${n}@medlem.example`, language: 'nb' }])

beforeAll(async () => {
  bench = await openWarningBench({ smtpUrl: null, now: '2026-11-24T04:00:00.000Z' })
})
afterAll(() => bench.close())

async function detectionsOf(member: string) {
  return await bench.platform.postgres.db
    .selectFrom('detection')
    .selectAll()
    .where('orgnr', '=', member)
    .orderBy('inner_host')
    .execute()
}
async function warningsOf(member: string) {
  return await bench.platform.postgres.db
    .selectFrom('warning')
    .selectAll()
    .where('orgnr', '=', member)
    .orderBy('id')
    .execute()
}
async function jobsOf(member: string): Promise<number> {
  const { rows } = await bench.platform.postgres.owner.query<{ count: number }>(
    `select count(*) as count from graphile_worker.jobs j join delivery d on j.key = 'deliver:' || d.id
    join warning w on w.id = d.warning_id where w.orgnr = $1`,
    [member],
  )
  return rows[0]?.count ?? 0
}
const signature = (signatureId: number, alertSeverity = 1) =>
  ({ kind: 'signature', signatureId, signature: `Regel ${signatureId}`, category: 'Misc', alertSeverity }) as const

describe('what a finding becomes', () => {
  it('is nothing where its indicator was retracted, has ended or is stopped while the events were on their way', async () => {
    const member = await nextMember()
    const set = async (name: string, what: string) => {
      const indicator = await bench.addIndicator({ value: `${name}.example`, category: 'c2' })
      await bench.platform.postgres.pool.query(`update indicator set ${what} where id = $1`, [indicator])
      return finding({ member, cause: { kind: 'indicator', indicator } })
    }
    const stopped = "stopped_by = 'entry', stopped_entry = 'x', stopped_reason = 'x'"
    await bench.record([
      await set('trukket', "retracted_at = '2026-11-24T03:59:59Z'"),
      await set('utgaatt', "valid_until = '2026-11-24T04:00:00Z'"),
      await set('stanset', stopped),
      await set('gyldig', "valid_until = '2026-11-24T04:00:01Z'"),
      await set('sluppet', `${stopped}, let_through_reason = 'følges'`),
    ])
    const labels = (await detectionsOf(member)).map(({ cause_label }) => cause_label)
    expect(labels.sort()).toEqual(['gyldig.example', 'sluppet.example'])
  })

  it('puts all that is sent at once for one member into one warning with one mail to each contact', async () => {
    const member = await nextMember()
    const c2 = await bench.addIndicator({ value: '203.0.113.1', category: 'c2', confidence: 90, tlp: 'GREEN' })
    const phishing = await bench.addIndicator({ value: 'falsk.example', category: 'phishing', confidence: 50 })
    await bench.record([
      finding({ member, cause: { kind: 'indicator', indicator: c2 } }),
      finding({ member, cause: { kind: 'indicator', indicator: c2 }, innerHost: '10.20.0.5' }),
      finding({ member, cause: { kind: 'indicator', indicator: phishing }, fields: ['dns'] }),
    ])
    const warnings = await warningsOf(member)
    expect(warnings).toMatchObject([
      {
        state: 'sending',
        severity: 'critical',
        tlp: 'AMBER',
        title: '203.0.113.1 (c2), 10.20.0.4 + 2',
        approved_by: null,
      },
    ])
    expect((await detectionsOf(member)).map(({ state, warning_id }) => [state, warning_id])).toEqual(
      Array(3).fill(['warned', warnings[0]?.id]),
    )
    expect(await jobsOf(member)).toBe(1)
  })

  it('drafts one warning for each cause that waits, and adds to the draft while it is one', async () => {
    const member = await nextMember()
    await bench.record([finding({ member, cause: signature(1) }), finding({ member, cause: signature(2) })])
    await bench.record([finding({ member, cause: signature(1), innerHost: '10.20.0.9' })])
    const drafts = await warningsOf(member)
    expect(drafts.map(({ state, title }) => [state, title])).toEqual([
      ['draft', 'Regel 1 (Misc), 10.20.0.4 + 1'],
      ['draft', 'Regel 2 (Misc), 10.20.0.4'],
    ])
    expect(await jobsOf(member)).toBe(0)
  })

  it('never sends at once what is attributed by sensor alone', async () => {
    const member = await nextMember()
    const indicator = await bench.addIndicator({ value: '203.0.113.2', category: 'c2', confidence: 90 })
    await bench.record([finding({ member, cause: { kind: 'indicator', indicator }, attribution: 'sensor' })])
    expect(await warningsOf(member)).toMatchObject([{ state: 'draft' }])
  })

  it('adds more of the same to what is known and warns only once', async () => {
    const member = await nextMember()
    const indicator = await bench.addIndicator({ value: '203.0.113.3', category: 'c2' })
    const cause = { kind: 'indicator', indicator } as const
    await bench.record([finding({ member, cause, events: 2 })])
    await bench.record([
      finding({ member, cause, events: 3, fields: ['src_ip'], firstSeen: new Date('2026-11-24T02:00:00Z') }),
      finding({ member, cause, events: 4, fields: ['dest_ip'], lastSeen: new Date('2026-11-24T03:30:00Z') }),
    ])
    expect(await detectionsOf(member)).toMatchObject([
      {
        events: 9,
        fields: ['dest_ip', 'src_ip'],
        first_seen_at: new Date('2026-11-24T02:00:00Z'),
        last_seen_at: new Date('2026-11-24T03:30:00Z'),
      },
    ])
    const [warning] = await warningsOf(member)
    expect(await warningsOf(member)).toHaveLength(1)
    expect(await jobsOf(member)).toBe(1)
    const said = bench.platform.postgres.db
      .selectFrom('audit_entry')
      .select(['act', 'actor_kind', 'actor_id', 'object_id'])
      .where('orgnr', '=', member)
    expect(await said.execute()).toEqual([
      { act: 'warning.sent', actor_kind: 'system', actor_id: 'policy', object_id: warning?.id },
    ])
  })

  it('takes an address in any spelling as the same host, and no host as one more', async () => {
    const member = await nextMember()
    const cause = signature(3)
    await bench.record([
      finding({ member, cause, innerHost: '2001:db8::1' }),
      finding({ member, cause, innerHost: '2001:0db8:0:0::1' }),
      finding({ member, cause, innerHost: '::ffff:10.1.1.1' }),
      finding({ member, cause, innerHost: null }),
      finding({ member, cause, innerHost: null }),
    ])
    expect((await detectionsOf(member)).map(({ inner_host, events }) => [inner_host, events])).toEqual([
      ['10.1.1.1', 1],
      ['2001:db8::1', 2],
      [null, 2],
    ])
  })

  it('leaves a dismissed detection dismissed, and puts a resolved one back in the queue, under its warning', async () => {
    const member = await nextMember()
    const { db } = bench.platform.postgres
    await bench.record([finding({ member, cause: signature(4) }), finding({ member, cause: signature(5) })])
    await db
      .updateTable('detection')
      .set({ state: 'dismissed' })
      .where('orgnr', '=', member)
      .where('cause_key', '=', '4')
      .execute()
    await db
      .updateTable('detection')
      .set({ state: 'resolved' })
      .where('orgnr', '=', member)
      .where('cause_key', '=', '5')
      .execute()
    await db.updateTable('warning').set({ state: 'answered' }).where('orgnr', '=', member).execute()
    await bench.record([finding({ member, cause: signature(4) }), finding({ member, cause: signature(5) })])
    const [dismissed, relapsed] = (await detectionsOf(member)).toSorted((a, b) => (a.cause_key < b.cause_key ? -1 : 1))
    expect(dismissed).toMatchObject({ state: 'dismissed', events: 2 })
    expect(relapsed).toMatchObject({ state: 'queued', events: 2 })
    const warnings = await warningsOf(member)
    expect(warnings.map(({ state }) => state)).toEqual(['answered', 'answered'])
    expect(warnings.map(({ id }) => id)).toContain(relapsed?.warning_id)
  })

  it('opens the same warning anew at a relapse where the policy would send', async () => {
    const member = await nextMember()
    const { db } = bench.platform.postgres
    const cause = {
      kind: 'indicator',
      indicator: await bench.addIndicator({ value: '203.0.113.9', category: 'c2' }),
    } as const
    await bench.record([finding({ member, cause })])
    await db.updateTable('detection').set({ state: 'resolved' }).where('orgnr', '=', member).execute()
    await db.updateTable('warning').set({ state: 'answered' }).where('orgnr', '=', member).execute()
    await bench.record([finding({ member, cause })])
    expect((await detectionsOf(member)).map(({ state }) => state)).toEqual(['warned'])
    expect(await warningsOf(member)).toMatchObject([{ state: 'sending', reopened: 1, due_at: null }])
  })

  it('lets what a look-back found of the past wait for a person, and sends what it found of late', async () => {
    const indicator = await bench.addIndicator({ value: '203.0.113.31', category: 'c2' })
    const cause = { kind: 'indicator', indicator } as const
    const past = new Date('2026-11-04T03:00:00.000Z')
    const [old, fresh] = [await nextMember(), await nextMember()]
    await bench.record([
      finding({ member: old, cause, retrospective: true, firstSeen: past, lastSeen: past }),
      finding({ member: fresh, cause, retrospective: true, firstSeen: past }),
    ])
    const states = async (member: string) =>
      (await detectionsOf(member)).map(({ state, retrospective }) => [state, retrospective])
    expect(await states(old)).toEqual([['queued', true]])
    expect(await states(fresh)).toEqual([['warned', true]])
    // Seen as it is loaded, it is no longer of the past alone: now it is sent, and its draft has nothing left to say.
    await bench.record([finding({ member: old, cause })])
    expect(await states(old)).toEqual([['warned', false]])
    expect((await warningsOf(old)).map(({ state }) => state)).toEqual(['cancelled', 'sending'])
  })

  it('takes what a look-back found before the member’s answer for no relapse', async () => {
    const member = await nextMember()
    const { db } = bench.platform.postgres
    const indicator = await bench.addIndicator({ value: '203.0.113.32', category: 'c2' })
    const cause = { kind: 'indicator', indicator } as const
    await bench.record([finding({ member, cause })])
    await db.updateTable('detection').set({ state: 'resolved' }).where('orgnr', '=', member).execute()
    await bench.record([finding({ member, cause, retrospective: true })])
    expect(await detectionsOf(member)).toMatchObject([{ state: 'resolved', events: 2, retrospective: false }])
    const later = new Date('2026-11-24T05:00:00.000Z')
    await bench.record([finding({ member, cause, retrospective: true, lastSeen: later })])
    expect(await detectionsOf(member)).toMatchObject([{ state: 'warned', events: 3 }])
  })

  it('makes a warning that has failed where the member has no contact', async () => {
    const member = await bench.addMember(++n)
    const indicator = await bench.addIndicator({ value: '203.0.113.4', category: 'malware' })
    await bench.record([finding({ member, cause: { kind: 'indicator', indicator } })])
    expect(await warningsOf(member)).toMatchObject([{ state: 'failed' }])
  })

  it('leaves out a member that is gone, and keeps the rest', async () => {
    const member = await nextMember()
    await bench.record([
      finding({ member, cause: signature(6) }),
      finding({ member: '999999999', cause: signature(6) }),
      finding({ member, cause: { kind: 'indicator', indicator: '01890000-0000-7000-8000-000000000000' } }),
    ])
    expect(await detectionsOf(member)).toHaveLength(1)
  })
})

describe('many at once', () => {
  it('takes thousands of findings with a bounded number of statements', async () => {
    const member = await nextMember()
    const { pool } = bench.platform.postgres
    const findings = Array.from({ length: 5000 }, (_, i) =>
      finding({ member, cause: signature(1000 + (i % 50)), innerHost: `10.1.${i >> 8}.${i & 255}` }),
    )
    let statements = 0
    const count = (client: { query: (...args: never[]) => unknown }) => {
      const query = client.query.bind(client)
      client.query = (...args) => {
        statements++
        return query(...args)
      }
    }
    pool.on('acquire', count)
    await bench.record(findings)
    pool.off('acquire', count)
    expect(await detectionsOf(member)).toHaveLength(5000)
    expect(await warningsOf(member)).toHaveLength(50)
    expect(statements).toBeGreaterThan(3)
    expect(statements).toBeLessThan(25)
  })

  it('neither doubles nor deadlocks where the same comes from two sides at once', async () => {
    const members = [await nextMember(), await nextMember(), await nextMember()]
    const indicator = await bench.addIndicator({ value: '203.0.113.5', category: 'c2' })
    const batch = members.flatMap((member) => [
      ...Array.from({ length: 40 }, (_, i) =>
        finding({ member, cause: { kind: 'indicator', indicator }, innerHost: `10.2.0.${i}` }),
      ),
      finding({ member, cause: signature(7) }),
    ])
    await Promise.all(Array.from({ length: 8 }, (_, i) => bench.record(i % 2 ? batch : batch.toReversed())))
    for (const member of members) {
      const detections = await detectionsOf(member)
      expect(detections).toHaveLength(41)
      expect(new Set(detections.map(({ events }) => events))).toEqual(new Set([8]))
      expect((await warningsOf(member)).map(({ state }) => state).sort()).toEqual(['draft', 'sending'])
      expect(await jobsOf(member)).toBe(1)
    }
  })
})

describe('what is seen of exploitation', () => {
  const cve = 'CVE-2026-30001'
  const said = async () => {
    const { db } = bench.platform.postgres
    const claim = await db
      .selectFrom('exploitation_claim')
      .select(['exploitation', 'since', 'members', 'said_by', 'retracted_at'])
      .where('cve', '=', cve)
      .executeTakeFirst()
    const answer = await db.selectFrom('vulnerability').select('exploitation').where('cve', '=', cve).executeTakeFirst()
    return { ...claim, answer: answer?.exploitation }
  }
  const decide = async (what: string, detections: string[], more = {}) =>
    (
      await bench.call<{ act: string; done: string[] }>('POST', `/api/v1/detections/${what}`, {
        body: { detections, ...more },
      })
    ).body

  it('counts the members at whom a rule about it was seen, and goes when all were mistakes', async () => {
    const [one, two] = [await nextMember(), await nextMember()]
    const named = { ...signature(9100001), signature: 'ET EXPLOIT Fiktiv brannmur (CVE-2026-30001)' }
    await bench.record([finding({ member: one, cause: named, firstSeen: new Date('2026-11-24T02:00:00Z') })])
    expect(await said()).toMatchObject({ exploitation: 'active', members: 1, said_by: 'Varde', answer: 'active' })
    const tied = { kind: 'cve', value: 'CVE_2026_30001' } as const
    await bench.record([finding({ member: two, cause: signature(9100002), traits: [tied] })])
    expect(await said()).toMatchObject({ members: 2, since: new Date('2026-11-24T02:00:00Z'), retracted_at: null })

    const [first] = await detectionsOf(one)
    const [second] = await detectionsOf(two)
    await decide('dismiss', [first?.id ?? ''], { reason: 'false_alarm' })
    expect(await said()).toMatchObject({ members: 1, answer: 'active' })
    const { act } = await decide('dismiss', [second?.id ?? ''], { reason: 'test' })
    expect(await said()).toMatchObject({ members: 0, answer: 'none' })
    expect((await said()).retracted_at).not.toBeNull()
    await bench.call('POST', `/api/v1/triage/acts/${act}/undo`)
    expect(await said()).toMatchObject({ members: 1, answer: 'active', retracted_at: null })

    // What repeats another was seen all the same.
    await bench.record([finding({ member: two, cause: signature(9100003) })])
    const other = (await detectionsOf(two)).find(({ id }) => id !== second?.id)
    const { done } = await decide('duplicate', [second?.id ?? ''], { of: other?.id })
    expect(done).toEqual([second?.id])
    expect(await said()).toMatchObject({ members: 1, answer: 'active' })
  })

  it('is not what is reported of a host: that it has it', async () => {
    const member = await nextMember()
    await bench.record([finding({ member, cause: { ...signature(3_000_000_000), signature: 'CVE-2026-30009' } })])
    expect(await detectionsOf(member)).toHaveLength(1)
    const { db } = bench.platform.postgres
    expect(await db.selectFrom('vulnerability').select('cve').where('cve', '=', 'CVE-2026-30009').execute()).toEqual([])
  })
})
