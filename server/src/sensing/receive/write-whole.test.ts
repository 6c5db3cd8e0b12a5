import { mkdtemp, open, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { writeWhole } from './write-whole.ts'

it('writes what a nearly full disk left over, from where it stopped', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'varde-write-'))
  try {
    const file = await open(join(folder, 'lines'), 'wx')
    // As the system answers where there is room for three bytes at a time.
    const narrow = {
      writev: async (buffers: readonly Buffer[]) => {
        const { bytesWritten } = await file.write(Buffer.concat(buffers).subarray(0, 3))
        return { bytesWritten, buffers }
      },
    }
    await writeWhole(
      narrow as never,
      ['one\n', '', 'two', '\nthree\n'].map((text) => Buffer.from(text)),
    )
    await file.close()
    expect(await readFile(join(folder, 'lines'), 'utf8')).toBe('one\ntwo\nthree\n')
  } finally {
    await rm(folder, { recursive: true })
  }
})
