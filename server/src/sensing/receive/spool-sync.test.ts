import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { sharedSync } from './spool-sync.ts'

it('who comes while a sync is under way waits for the next, and shares it', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'varde-sync-'))
  const sync = sharedSync(folder)
  const first = sync()
  const second = sync()
  const third = sync()
  expect(second).not.toBe(first)
  expect(third).toBe(second)
  await Promise.all([first, second, third])
  expect(sync()).not.toBe(third)
  await rm(folder, { recursive: true })
})

it('a sync that fails says so to all who share it, and the next is tried anew', async () => {
  const sync = sharedSync(join(tmpdir(), 'varde-no-such-folder'))
  for (let round = 0; round < 2; round++) {
    const asked = [sync(), sync(), sync()]
    for (const { status } of await Promise.allSettled(asked)) expect(status).toBe('rejected')
  }
})
