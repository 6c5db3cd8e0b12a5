/**
 * The main job through the real program, as an operator sets it up: commands, a sensor's post, mails at a real SMTP
 * server, an answer by the link in one of them.
 */
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { harmlessLine, incidentLine, seeded } from '../server/src/demo/replay.ts'
import { demoMembers, indicatorsCsv, membersCsv } from '../server/src/demo/sector.ts'
import { type Mailbox, openMailbox } from '../server/test/support/mailbox.ts'
import { installVarde, type Varde } from './support/varde.ts'

const members = demoMembers(5)
const [first, second, third, fourth] = members as [Member, Member, Member, Member]
type Member = (typeof members)[number]

let mailbox: Mailbox
let varde: Varde
let token = ''
let key = ''

beforeAll(async () => {
  mailbox = await openMailbox()
  varde = await installVarde({ VARDE_SMTP_URL: mailbox.url, VARDE_MAIL_FROM: 'Varde <varde@csirt.example>' })
  await varde.start()
})
afterAll(async () => {
  await varde?.close()
  await mailbox?.close()
})

const random = seeded(7)
const noon = new Date('2026-05-04T10:00:00Z')
/** Harmless lines of all, and one incident each at the first (c2), third (phishing) and fourth (ransomware) member. */
const lines = [
  ...members.flatMap((member) => Array.from({ length: 40 }, () => harmlessLine(member, noon, random))),
  incidentLine('c2', first, noon, random),
  incidentLine('phishing', third, noon, random),
  incidentLine('ransomware', fourth, noon, random),
]
const body = lines.map((line) => JSON.stringify(line)).join('\n')

function post(payload: string) {
  return fetch(`${varde.address}/ingest/v1/events`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/x-ndjson' },
    body: payload,
  })
}

async function get<T>(path: string): Promise<T> {
  const answer = await fetch(`${varde.address}${path}`, { headers: { authorization: `Bearer ${key}` } })
  if (answer.status !== 200) throw new Error(`${path}: ${answer.status} ${await answer.text()}`)
  return answer.json() as Promise<T>
}

const count = async () => (await get<{ count: number }>('/api/v1/events/count')).count
type Warnings = {
  items: { id: string; member: string; state: string; detections: number; acknowledged_at: string | null }[]
}

describe('an operator', () => {
  it('sees the one-time link of the first administrator at the first start', () => {
    expect(varde.said()).toMatch(/one-time link.*\n\s+http:\/\/localhost:\d+\/sign-in\/link\?token=\S+/)
  })

  it('is told when a second server is started on the same folder', async () => {
    const second = await varde.run('serve')
    expect(second).toMatchObject({ code: 2, stderr: expect.stringContaining('is in use by another Varde') })
  })

  it('brings in members, a sensor, indicators and a key while the server runs', async () => {
    const membersFile = join(varde.folder, 'members.csv')
    const indicatorsFile = join(varde.folder, 'indicators.csv')
    await writeFile(membersFile, membersCsv(members))
    await writeFile(indicatorsFile, indicatorsCsv())
    const dry = await varde.run('members', 'import', membersFile, '--dry-run', '--json')
    expect(dry).toMatchObject({ code: 0, json: { dry_run: true, applied: false, created: 5, errors: [] } })
    const done = await varde.run('members', 'import', membersFile, '--json')
    expect(done).toMatchObject({ code: 0, json: { applied: true, created: 5 } })
    const sensor = await varde.run('sensors', 'enrol', '--member', second.orgnr, '--name', 'thread', '--json')
    expect(sensor.code).toBe(0)
    token = (sensor.json as { token: string }).token
    expect((await varde.run('indicators', 'import', indicatorsFile, '--json')).code).toBe(0)
    const made = await varde.run('keys', 'create', '--name', 'thread', '--scope', 'analyst')
    key = made.stdout.trim()
    expect(key).toMatch(/^varde_key_/)
  })
})

describe('an event', () => {
  it('becomes a warning to each affected member, in its language, and to no other', async () => {
    const answer = await post(body)
    expect(answer.status).toBe(202)
    expect(await answer.json()).toMatchObject({ received: lines.length })
    await vi.waitFor(() => expect(mailbox.received).toHaveLength(3), { timeout: 30_000 })
    expect(mailbox.received.map(({ to }) => to).sort()).toEqual([first.email, third.email, fourth.email].sort())
    const to = (member: Member) => mailbox.received.find((mail) => mail.to === member.email)?.mail.text ?? ''
    expect(to(first)).toContain('Bekreft at dere har lest')
    expect(to(third)).toContain('Stadfest at de har lese')
    expect(to(first)).toContain('203[.]0[.]113[.]66')
    expect(await count()).toBe(lines.length)
  })

  it('that comes again counts once and warns nobody twice', async () => {
    const before = await get<{ items: { accepted_lines: number }[] }>('/api/v1/sensors')
    expect((await post(body)).status).toBe(202)
    await vi.waitFor(async () => {
      const after = await get<{ items: { accepted_lines: number }[] }>('/api/v1/sensors')
      expect(after.items[0]?.accepted_lines).toBeGreaterThan(before.items[0]?.accepted_lines as number)
    }, 30_000)
    expect(await count()).toBe(lines.length)
    const warnings = await get<Warnings>('/api/v1/warnings')
    expect(warnings.items).toHaveLength(3)
    expect(mailbox.received).toHaveLength(3)
  })
})

describe('the member', () => {
  it('answers by the link in the mail, and the answer stands on the warning', async () => {
    const text = mailbox.received.find((mail) => mail.to === first.email)?.mail.text ?? ''
    const link = /http:\/\/\S+\/answer\/\S+/.exec(text)?.[0] as string
    expect(link.startsWith(varde.address)).toBe(true)
    const open = async () => (await get<Warnings>(`/api/v1/warnings?member=${first.orgnr}`)).items[0]

    expect((await fetch(link)).status).toBe(200)
    expect((await open())?.state).toBe('sent')

    const say = (fields: Record<string, string>) =>
      fetch(link, { method: 'POST', body: new URLSearchParams(fields), redirect: 'manual' })
    expect((await say({ action: 'acknowledge' })).status).toBe(303)
    expect(await open()).toMatchObject({ state: 'acknowledged', acknowledged_at: expect.any(String) })
    await say({ answer: 'affected_handled', comment: 'Maskinen er tatt av nett.' })
    expect(await open()).toMatchObject({ state: 'answered', answer: 'affected_handled', detections: 1 })
  })
})

describe('after a stop and a start', () => {
  it('everything is as it was', async () => {
    expect(await varde.stop()).toBe(0)
    await varde.start()
    expect(await count()).toBe(lines.length)
    expect((await get<Warnings>('/api/v1/warnings')).items.map(({ state }) => state).sort()).toEqual([
      'answered',
      'sent',
      'sent',
    ])
    expect(mailbox.received).toHaveLength(3)
  })

  it('commands work also while no server runs', async () => {
    expect(await varde.stop()).toBe(0)
    const again = await varde.run('members', 'import', join(varde.folder, 'members.csv'), '--json')
    expect(again).toMatchObject({ code: 0, json: { unchanged: 5, created: 0 } })
    await varde.start()
    expect(await count()).toBe(lines.length)
  })
})
