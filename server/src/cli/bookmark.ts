/** How far a file was imported, so that an interrupted import goes on from there; gone once the file is through. */
import { createHash } from 'node:crypto'
import { mkdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'

export type Bookmark = {
  /** Unpacked bytes that are on the server's disk. */
  at: number
  keep(at: number): Promise<void>
  remove(): Promise<void>
}

/** A file that has changed since begins anew, and so does standard input. */
export async function openBookmark(folder: string, file: string, sensor: string): Promise<Bookmark> {
  if (file === '-') return { at: 0, keep: async () => {}, remove: async () => {} }
  const { size, mtimeMs } = await stat(file)
  const path = join(
    folder,
    `${createHash('sha256')
      .update(`${sensor} ${resolve(file)}`)
      .digest('hex')
      .slice(0, 32)}.json`,
  )
  const kept = await readFile(path, 'utf8').then(JSON.parse, () => null)
  await mkdir(folder, { recursive: true })
  return {
    at: kept?.size === size && kept?.mtimeMs === mtimeMs ? Number(kept.at) : 0,
    keep: (at) => writeFile(path, JSON.stringify({ size, mtimeMs, at })),
    remove: () => rm(path, { force: true }),
  }
}
