/** The demonstration does by itself what it promises: a mail in the inbox, and an answer to it. */
import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import type { AdvisoryList, Board } from '@varde/contract'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { freePort } from '../server/test/support/varde.ts'

const command = fileURLToPath(new URL('../server/bin/varde.js', import.meta.url))
const patience = 150_000
let address = ''
let stop: () => Promise<number | null>
let said = ''

beforeAll(async () => {
  const port = await freePort()
  address = `http://localhost:${port}`
  const demo = spawn(process.execPath, [command, 'demo', '--members', '6'], {
    env: { PATH: process.env['PATH'], VARDE_PORT: String(port) },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const ended = new Promise<number | null>((resolve) => demo.on('exit', resolve))
  stop = () => {
    demo.kill('SIGINT')
    return ended
  }
  demo.stdout.on('data', (bytes: Buffer) => {
    said += bytes
  })
  await vi.waitFor(() => expect(said).toContain('is up'), { timeout: patience, interval: 200 })
  // It tells some weeks first.
}, patience)
afterAll(() => stop())

const inbox = async () => (await fetch(`${address}/demo/inbox`)).text()

it('prints a door for each of its people, and each opens on a one-time link', async () => {
  const doors = [...said.matchAll(/http:\S+\/demo\/as\/\S+/g)].map(([link]) => link)
  expect(doors).toHaveLength(3)
  for (const door of doors) {
    const answer = await fetch(door, { redirect: 'manual' })
    expect([answer.status, answer.headers.get('location')]).toEqual([
      303,
      expect.stringContaining('/sign-in/link?token='),
    ])
  }
})

it('has a past: an advisory that some have answered and one is silent about, and one that is drafted this morning', async () => {
  await vi.waitFor(async () => expect(await inbox()).toContain('Vakt: CVE-2026-990002 blir utnyttet nå'), 20_000)
  expect((await inbox()).match(/\[NBP-varsel\] \[#001-\d{4}\]/g)?.length).toBeGreaterThanOrEqual(3)
  const door = await fetch(`${address}/demo/as/duty-officer`, { redirect: 'manual' })
  const token = new URL(door.headers.get('location') ?? '').searchParams.get('token')
  const entered = await fetch(`${address}/api/auth/magic-link/verify?token=${token}`, { redirect: 'manual' })
  const cookie = entered.headers
    .getSetCookie()
    .map((one) => one.split(';')[0])
    .join('; ')
  const read = async <T>(path: string) =>
    (await (await fetch(`${address}/api/v1/${path}`, { headers: { cookie } })).json()) as T
  const { items } = await read<AdvisoryList>('advisories')
  expect(items.map(({ cves, state, by_itself }) => [cves, state, by_itself])).toEqual([
    [['CVE-2026-990002'], 'draft', true],
    [['CVE-2026-990001'], 'published', true],
  ])
  const { parts } = await read<Board>(`warnings/board?advisory=${items[1]?.id}`)
  expect(parts).toMatchObject({ answered: 2, overdue: 1 })
})

it('brings an event as a warning to a member’s inbox, and the member answers', async () => {
  // What is of now has no advisory's number in its subject.
  const warning = /href="(\/demo\/inbox\/[^"]+)"[^>]*>\s*[^<[]*\[V-\d{6} TLP/
  const [, open] = await vi.waitFor(async () => warning.exec(await inbox()) ?? Promise.reject(new Error('none yet')), {
    timeout: 50_000,
    interval: 300,
  })
  const mail = await (await fetch(`${address}${open}`)).text()
  const link = /http:\/\/localhost:\d+\/answer\/[\w.-]+/.exec(mail.replaceAll('&#61;', '='))?.[0] as string
  await vi.waitFor(async () => expect(await (await fetch(link)).text()).toContain('IKT-vakt bekreftet'), {
    timeout: 50_000,
    interval: 500,
  })
})
