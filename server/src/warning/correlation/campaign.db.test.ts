/** From what members have in common to a warning for each. */
import type { Campaign, CampaignDetail, CampaignMerged, TriageResult } from '@varde/contract'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { holdTo, queueAll } from '../../../test/support/policy.ts'
import { finding, openWarningBench, type WarningBench } from '../../../test/support/warning.ts'
import { newId } from '../../platform/index.ts'
import type { FindingTrait } from '../../sensing/index.ts'
import { correlate } from './correlation.store.ts'

let bench: WarningBench
let members: string[]
let c2: string
let red: string
const now = '2026-11-24T04:00:00.000Z'

beforeAll(async () => {
  bench = await openWarningBench({ smtpUrl: null, now })
  // The policy would send the sure ones at once.
  await holdTo(bench.platform.postgres.db, queueAll)
  members = []
  for (const n of [1, 2, 3, 4]) {
    const contacts = [{ name: `Vakt ${n}`, email: `vakt@medlem${n}.example`, language: 'nb' as const }]
    members.push(await bench.addMember(n, contacts))
  }
  c2 = await bench.addIndicator({ value: '203.0.113.5', category: 'c2', confidence: 90 })
  red = await bench.addIndicator({ value: 'hemmelig.example', category: 'c2', confidence: 90, tlp: 'RED' })
  await seenAt([1, 2], c2)
  await seenAt([3, 4], red)
  await work()
})
afterAll(() => bench.close())

const seenAt = async (ns: number[], indicator: string) => {
  for (const n of ns) {
    const member = members[n - 1] as string
    await bench.record([finding({ member, cause: { kind: 'indicator', indicator }, fields: ['dest_ip'] })])
  }
}
const work = () => correlate(bench.platform.postgres.db, new Date(now))
const list = async (scope = 'analyst') =>
  (await bench.call<{ items: Campaign[] }>('GET', '/api/v1/campaigns', { scope })).body.items
const detail = async (id: string, scope = 'analyst') =>
  (await bench.call<CampaignDetail>('GET', `/api/v1/campaigns/${id}`, { scope })).body
const act = async <Body>(id: string, what: string, body?: object) => {
  const answer = await bench.call<Body>('POST', `/api/v1/campaigns/${id}/${what}`, body === undefined ? {} : { body })
  expect(answer.status, JSON.stringify(answer.body)).toBeLessThan(300)
  return answer.body
}
const of = async (label: string) => {
  const campaign = (await list()).find(({ traits }) => traits.some((trait) => trait.label === label))
  if (campaign === undefined) throw new Error(`none shares ${label}`)
  return campaign
}

it('asks for the proposals to be worked out, once for many findings', async () => {
  const { rows } = await bench.platform.postgres.owner.query(
    "select count(*)::int as jobs from graphile_worker.jobs where task_identifier = 'correlate'",
  )
  expect(rows).toEqual([{ jobs: 1 }])
})

it('proposes what members have in common, and hides TLP:RED from who may not read it', async () => {
  expect(await of('203.0.113.5')).toMatchObject({ state: 'proposed', members: 2, detections: 2, queued: 2 })
  expect((await of('hemmelig.example')).members).toBe(2)
  const { id } = await of('hemmelig.example')
  expect(JSON.stringify([await list('auditor'), await detail(id, 'auditor')])).not.toContain('hemmelig')
  expect((await bench.call('GET', '/api/v1/campaigns', { scope: `member:${members[0]}` })).status).toBe(403)
})

it('lets what was set aside rest until more members have it', async () => {
  const { id } = await of('203.0.113.5')
  await act(id, 'aside')
  await work()
  expect((await detail(id)).campaign.state).toBe('aside')
  await seenAt([3], c2)
  await work()
  expect((await detail(id)).campaign).toMatchObject({ state: 'proposed', members: 3 })
})

it('keeps a campaign as it was made, and suggests what comes later', async () => {
  const { id } = await of('203.0.113.5')
  await act(id, 'make', { name: 'Felles C2' })
  await seenAt([4], c2)
  await work()
  const { campaign, detections } = await detail(id)
  expect(campaign).toMatchObject({ state: 'made', name: 'Felles C2', members: 3, suggested: 1 })
  const late = detections.find(({ standing }) => standing === 'suggested')?.id as string
  await act(id, 'detections', { add: [late] })
  expect((await detail(id)).campaign).toMatchObject({ members: 4, suggested: 0 })
  await act(id, 'detections', { remove: [late] })
  await work()
  expect((await detail(id)).campaign).toMatchObject({ members: 3, suggested: 0 })
})

it('merges, and a split takes it back', async () => {
  const [one, other] = [await of('203.0.113.5'), await of('hemmelig.example')]
  const merged = await act<CampaignMerged>(one.id, 'merge', { campaign: other.id })
  expect((await detail(one.id)).campaign).toMatchObject({ members: 4, detections: 5 })
  expect((await bench.call('GET', `/api/v1/campaigns/${other.id}`)).status).toBe(404)
  const { id } = await act<{ id: string }>(one.id, 'split', { ...merged, name: 'Skilt ut' })
  await work()
  expect((await detail(one.id)).campaign).toMatchObject({ members: 3, detections: 3 })
  expect((await detail(id)).campaign).toMatchObject({ name: 'Skilt ut', members: 2, state: 'made' })
})

it('warns each member about its own alone, in one act that the log names', async () => {
  const { id } = await of('203.0.113.5')
  const result = await act<TriageResult>(id, 'warn')
  expect(result).toMatchObject({ refused: [] })
  expect(result.warnings).toHaveLength(3)
  const { rows } = await sql<{ orgnr: string; content: unknown; campaign_id: string }>`
    select orgnr, content, campaign_id from warning where id = any(${result.warnings}::uuid[])`.execute(
    bench.platform.postgres.db,
  )
  expect(new Set(rows.map(({ orgnr }) => orgnr)).size).toBe(3)
  expect(rows.every(({ campaign_id }) => campaign_id === id)).toBe(true)
  const { rows: logged } = await sql<{ act: string }>`
    select act from audit_entry where object_kind = 'campaign' and object_id = ${id} order by seq`.execute(
    bench.platform.postgres.db,
  )
  expect(logged.map((one) => one.act)).toEqual([
    'campaign.set_aside',
    'campaign.made',
    'campaign.changed',
    'campaign.changed',
    'campaign.merged',
    'campaign.split',
    'campaign.warned',
  ])
  expect(await act<TriageResult>(id, 'warn')).toMatchObject({ done: [], warnings: [] })
})

it('proposes what met the same outside, by different causes, and not by what is allowed or a member’s own', async () => {
  const { db } = bench.platform.postgres
  await sql`insert into allow_entry (id, kind, value, reason, created_by_kind)
    values (${newId()}, 'network', '192.0.2.128/25', 'Innholdsnett', 'system')`.execute(db)
  await sql`insert into member_domain (domain, orgnr) values ('medlem.example', ${members[3] as string})`.execute(db)
  const meets = async (n: number, id: number, traits: FindingTrait[]) => {
    const cause = {
      kind: 'signature',
      signatureId: id,
      signature: `Regel ${id}`,
      category: '',
      alertSeverity: 3,
    } as const
    // Twice: what is seen again adds to what is kept.
    for (const part of [traits.slice(0, 1), traits]) {
      await bench.record([finding({ member: members[n - 1] as string, cause, traits: part })])
    }
  }
  const same = { kind: 'address', value: '192.0.2.7' } as const
  const technique = { kind: 'technique', value: 'T1071.001' } as const
  await meets(1, 101, [{ kind: 'address', value: '192.0.2.200' }, same, technique])
  await meets(2, 102, [{ kind: 'domain', value: 'www.medlem.example' }, same, technique])
  await meets(3, 103, [{ kind: 'address', value: '192.0.2.200' }])
  await meets(4, 104, [
    { kind: 'domain', value: 'post.medlem.example' },
    { kind: 'technique', value: 'noe' },
  ])
  await work()
  const campaign = await of('192.0.2.7')
  expect(campaign).toMatchObject({ state: 'proposed', members: 2, detections: 2 })
  expect(campaign.traits.map(({ kind, label, weight }) => [kind, label, weight])).toEqual([
    ['address', '192.0.2.7', 0.69],
    ['technique', 'T1071.001', 0.29],
  ])
  const { detections } = await detail(campaign.id)
  expect(detections.map(({ traits }) => traits)).toEqual([
    [0, 1],
    [0, 1],
  ])
  expect((await list()).some(({ traits }) => traits.some(({ label }) => /200|medlem/.test(label)))).toBe(false)
})

it('has fewer members once the detections of one are gone, without being worked out anew', async () => {
  const { id } = await of('203.0.113.5')
  await sql`delete from detection where orgnr = ${members[0]}`.execute(bench.platform.postgres.db)
  expect((await list()).find((one) => one.id === id)).toMatchObject({ members: 2, detections: 2 })
})

it('goes with its members', async () => {
  await sql`delete from detection`.execute(bench.platform.postgres.db)
  await correlate(bench.platform.postgres.db, new Date('2026-11-26T04:00:00.000Z'))
  const { rows } = await sql`select id from campaign`.execute(bench.platform.postgres.db)
  expect(rows).toEqual([])
})
