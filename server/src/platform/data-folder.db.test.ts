import { chmod, mkdtemp, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { keptSecret, lockDataFolder, openDataFolder } from './data-folder.ts'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'varde-folder-'))
})
afterEach(() => rm(folder, { recursive: true, force: true }))

describe('the data folder', () => {
  it('is made where it is missing', async () => {
    await expect(openDataFolder(join(folder, 'a/b'))).resolves.toBeUndefined()
  })

  it('under a file is refused with the folder and the mend', async () => {
    await writeFile(join(folder, 'file'), '')
    await expect(openDataFolder(join(folder, 'file/var'))).rejects.toThrow(
      /VARDE_DATA: the folder .*file\/var is, or lies under, a file/,
    )
  })

  it('has one owner at a time, who is named', async () => {
    const first = await lockDataFolder(folder, 'serve')
    if (!('release' in first)) throw new Error('a free folder was refused')
    expect(await lockDataFolder(folder, 'command')).toEqual({ heldBy: 'serve' })
    await first.release()
    const second = await lockDataFolder(folder, 'command')
    expect(second).toHaveProperty('release')
    if ('release' in second) await second.release()
  })

  it('is free again when its owner was killed', async () => {
    // What a killed process leaves is a socket file that nobody listens on; a plain file answers the same.
    await writeFile(join(folder, 'varde.lock'), '')
    const lock = await lockDataFolder(folder, 'serve')
    expect(lock).toHaveProperty('release')
    if ('release' in lock) await lock.release()
  })

  it('can have a path longer than a socket’s may be', async () => {
    const long = join(folder, 'x'.repeat(120))
    await openDataFolder(long)
    const lock = await lockDataFolder(long, 'serve')
    expect(await lockDataFolder(long, 'serve')).toEqual({ heldBy: 'serve' })
    if ('release' in lock) await lock.release()
  })

  it('keeps a secret over restarts, for this user only', async () => {
    const made = await keptSecret(folder, 'sign-in')
    expect(made).toHaveLength(32)
    expect(await keptSecret(folder, 'sign-in')).toEqual(made)
    expect(await keptSecret(folder, 'another')).not.toEqual(made)
  })

  it('lies where nobody else can read it, in a folder that is made for it', async () => {
    const apart = join(folder, 'apart')
    await keptSecret(apart, 'audit')
    expect((await stat(apart)).mode & 0o777).toBe(0o700)
    expect((await stat(join(apart, 'audit.key'))).mode & 0o777).toBe(0o600)
  })
})

describe.runIf(process.getuid?.() !== 0)('as an ordinary user', () => {
  it('a folder without leave to write is refused', async () => {
    await chmod(folder, 0o500)
    await expect(openDataFolder(folder)).rejects.toThrow(/cannot be written.*or name another folder/)
    await chmod(folder, 0o700)
  })
})
