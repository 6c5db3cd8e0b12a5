/** Which spool this is, of several processes that receive, and how old the oldest is that is left in it. */
import { open, readdir, readFile, rename } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { newId } from '../../platform/index.ts'
import { spoolFileOf } from './pack.ts'
import { syncFolder } from './spool-sync.ts'

/** @returns the id that the spool was given when it was first opened; it lies beside the folder */
export async function spoolId(folder: string): Promise<string> {
  const path = `${folder}.id`
  const known = await readFile(path, 'utf8').catch((fault: NodeJS.ErrnoException) => {
    if (fault.code === 'ENOENT') return null
    throw fault
  })
  if (known !== null) return known
  const id = newId()
  const begun = `${path}.${id}`
  const file = await open(begun, 'wx')
  try {
    await file.writeFile(id)
    await file.sync()
  } finally {
    await file.close()
  }
  await rename(begun, path)
  await syncFolder(dirname(path))
  return id
}

/** @returns when the oldest was received of what waits or is being loaded; null where nothing is */
export async function oldestReceipt(folder: string): Promise<Date | null> {
  const loading = join(folder, 'loading')
  const inGroups = async () => {
    const groups = await readdir(loading)
    // A group may go at any moment.
    const names = await Promise.all(groups.map((group) => readdir(join(loading, group)).catch(() => [])))
    return names.flat()
  }
  // Groups before and after: a file moves from `ready` to one, and back where a group is dissolved.
  const names = [...(await inGroups()), ...(await readdir(join(folder, 'ready'))), ...(await inGroups())]
  return names.reduce<Date | null>((oldest, name) => {
    const receivedAt = spoolFileOf(name)?.receivedAt
    return receivedAt !== undefined && (oldest === null || receivedAt < oldest) ? receivedAt : oldest
  }, null)
}
