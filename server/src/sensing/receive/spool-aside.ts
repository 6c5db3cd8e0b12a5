/** What was set aside in the spool, where it belongs to sensors of an erased member: the one thing that is deleted there. */
import { readdir, rm, rmdir } from 'node:fs/promises'
import { join } from 'node:path'
import { parseSegmentName } from './segment.ts'

/** @returns how many segments were deleted */
export async function forgetAside(spoolFolder: string, sensors: ReadonlySet<string>): Promise<number> {
  const aside = join(spoolFolder, 'failed')
  let forgotten = 0
  for (const group of await readdir(aside, { withFileTypes: true })) {
    if (!group.isDirectory()) continue
    const folder = join(aside, group.name)
    for (const name of await readdir(folder)) {
      const segment = parseSegmentName(name)
      if (segment === null || !sensors.has(segment.sensor)) continue
      await rm(join(folder, name), { force: true })
      forgotten++
    }
    if ((await readdir(folder)).length === 0) await rmdir(folder)
  }
  return forgotten
}
