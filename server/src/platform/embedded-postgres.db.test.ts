import { chmod, mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { runningEmbeddedPostgres, startEmbeddedPostgres } from './embedded-postgres.ts'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'varde-embedded-'))
  await chmod(folder, 0o755)
})
afterEach(() => rm(folder, { recursive: true, force: true }))

async function query<T extends object>(url: string, text: string): Promise<T[]> {
  const target = new URL(url)
  target.pathname = '/postgres'
  const client = new pg.Client({ connectionString: target.href })
  await client.connect()
  try {
    return (await client.query<T>(text)).rows
  } finally {
    await client.end()
  }
}

it('keeps its data over a clean stop, and over a kill of the database', async () => {
  const first = await startEmbeddedPostgres(folder)
  await query(first.url, 'create table kept (n int)')
  await query(first.url, 'insert into kept values (1)')
  await first.stop()
  expect(await runningEmbeddedPostgres(folder)).toBeNull()

  const second = await startEmbeddedPostgres(folder)
  await query(second.url, 'insert into kept values (2)')
  const [pid] = (await readFile(join(folder, 'postgres/postmaster.pid'), 'utf8')).split('\n')
  process.kill(Number(pid), 'SIGKILL')
  await vi.waitFor(async () => expect(await runningEmbeddedPostgres(folder)).toBeNull(), 10_000)

  const third = await startEmbeddedPostgres(folder)
  expect(await query(third.url, 'select n from kept order by n')).toEqual([{ n: 1 }, { n: 2 }])
  await third.stop()
})

it('that outlived its program is taken over, not started twice', async () => {
  const orphan = await startEmbeddedPostgres(folder)
  const adopted = await startEmbeddedPostgres(folder)
  expect(adopted.url).toBe(orphan.url)
  expect(await runningEmbeddedPostgres(folder)).toBe(orphan.url)
  await adopted.stop()
  expect(await runningEmbeddedPostgres(folder)).toBeNull()
})

it('asks for its password', async () => {
  const postgres = await startEmbeddedPostgres(folder)
  const wrong = new URL(postgres.url)
  wrong.password = 'guess'
  await expect(query(wrong.href, 'select 1')).rejects.toThrow(/password authentication failed/)
  await postgres.stop()
})
