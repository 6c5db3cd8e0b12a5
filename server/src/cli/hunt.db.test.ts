import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Hunt, HuntStarted } from '@varde/contract'
import type { Static } from 'typebox'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { orgnr } from '../../test/support/builders.ts'
import { eve } from '../../test/support/eve.ts'
import { freePort, runVarde, runVardeHere, serveVarde, temporaryFolder } from '../../test/support/varde.ts'

const one = orgnr(1)
let folder: Awaited<ReturnType<typeof temporaryFolder>>
let environment: Record<string, string>
const run = (...args: string[]) => runVarde(args, environment)
const here = (...args: string[]) => runVardeHere(args, environment)
const hunt = async (...args: string[]) => JSON.parse((await run('hunt', ...args, '--json')).stdout)
const file = async (name: string, text: string) => {
  const path = join(folder.path, name)
  await writeFile(path, text)
  return path
}

beforeAll(async () => {
  folder = await temporaryFolder()
  environment = { VARDE_DATA: join(folder.path, 'data'), VARDE_PORT: String(await freePort()), VARDE_LOG_LEVEL: 'warn' }
})
afterAll(() => folder.remove())

it('hunts through the server that runs, over HTTP too, and by itself where none does', async () => {
  const server = await serveVarde(environment)
  const address = `http://127.0.0.1:${environment['VARDE_PORT']}`
  let started: Static<typeof HuntStarted>
  try {
    const columns =
      'orgnr,name,kind,municipality_number,networks,domains,contact_name,contact_email,contact_phone,language'
    const members = await file('members.csv', `${columns}\n${one},Granvåg kommune,gp,,10.1.0.0/16,,,,,nb\n`)
    expect((await here('members', 'import', members)).code).toBe(0)
    const { token } = JSON.parse((await here('sensors', 'enrol', '--member', one, '--name', 's', '--json')).stdout)
    const { key } = JSON.parse((await here('keys', 'create', '--name', 'k', '--scope', 'analyst', '--json')).stdout)
    const asAnalyst = { authorization: `Bearer ${key}`, 'content-type': 'application/json' }
    const body = eve.ndjson([eve.dns({ rrname: 'www.evil.example', timestamp: new Date().toISOString() })])
    const headers = { authorization: `Bearer ${token}` }
    expect((await fetch(`${address}/ingest/v1/events`, { method: 'POST', headers, body })).status).toBe(202)
    const seen = { indicators: 1, state: 'done', results: [{ member: one, member_name: 'Granvåg kommune', events: 1 }] }
    await vi.waitFor(async () => expect(await hunt('evil[.]example')).toMatchObject(seen), 30_000)

    const text = { indicators: ['hxxp://x', 'evil.example'], days: 7 }
    const answer = await fetch(`${address}/api/v1/hunts`, {
      method: 'POST',
      headers: asAnalyst,
      body: JSON.stringify(text),
    })
    expect(answer.status).toBe(202)
    started = (await answer.json()) as typeof started
    expect(started).toMatchObject({ indicators: 1, unread: [{ text: 'hxxp://x' }] })
    const followed = async () =>
      (await (await fetch(`${address}/api/v1/hunts/${started.id}`, { headers: asAnalyst })).json()) as Hunt
    await vi.waitFor(async () => expect(await followed()).toMatchObject(seen), 30_000)
  } finally {
    await server.stop()
  }

  const listed = await file('list.txt', 'evil.example\n\nnot one of any kind\n203.0.113.7\n')
  const ran = await run('hunt', '--file', listed, '--days', '1')
  expect(ran).toMatchObject({ code: 0, stderr: '' })
  expect(ran.stdout).toContain('"not one of any kind" ')
  expect(ran.stdout).toMatch(new RegExp(`evil\\.example +${one} +Granvåg kommune +1 `))
  expect(ran.stdout).toContain('1 of 2 indicators seen in the last 1 days.')
}, 120_000)

it('ends with 2 where there is nothing to look for, or no such number of days', async () => {
  expect(await run('hunt')).toMatchObject({ code: 2, stderr: expect.stringContaining('nothing to look for') })
  expect(await run('hunt', '127.0.0.1')).toMatchObject({ code: 2, stderr: expect.stringContaining('loopback') })
  expect(await run('hunt', 'evil.example', '--days', '0')).toMatchObject({ code: 2 })
})
