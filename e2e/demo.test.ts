/** The demonstration does by itself what it promises: a mail in the inbox, and an answer to it. */
import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { freePort } from '../server/test/support/varde.ts'

const command = fileURLToPath(new URL('../server/bin/varde.js', import.meta.url))
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
  await vi.waitFor(() => expect(said).toContain('is up'), { timeout: 60_000, interval: 200 })
})
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

it('brings an event as a warning to a member’s inbox, and the member answers', async () => {
  await vi.waitFor(async () => expect(await inbox()).toContain('V-000001'), { timeout: 50_000, interval: 300 })
  const link = /http:\/\/localhost:\d+\/answer\/[\w.-]+/.exec((await inbox()).replaceAll('&#61;', '='))?.[0] as string
  await vi.waitFor(async () => expect(await (await fetch(link)).text()).toContain('IKT-vakt bekreftet'), {
    timeout: 50_000,
    interval: 500,
  })
})
