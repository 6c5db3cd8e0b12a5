/**
 * The end of the audit log, noted in a file outside the database. Whoever has the database alone can cut entries off the
 * end and put the head back; the file still knows how far the log once went.
 */
import { readFile, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Type } from 'typebox'
import { Value } from 'typebox/value'
import type { Place } from './audit-chain.ts'

const Noted = Type.Object({
  seq: Type.Integer({ minimum: 0 }),
  hash: Type.String({ pattern: '^[0-9a-f]{64}$' }),
})

const pathIn = (folder: string) => join(folder, 'audit.anchor')

/** @returns null where none was written yet; an unreadable one is a fault, as it may have been made so */
export async function readAnchor(folder: string): Promise<Place | null> {
  let text: string
  try {
    text = await readFile(pathIn(folder), 'utf8')
  } catch (fault) {
    if ((fault as NodeJS.ErrnoException).code === 'ENOENT') return null
    throw fault
  }
  try {
    const { seq, hash } = Value.Parse(Noted, JSON.parse(text))
    return { seq, hash: Buffer.from(hash, 'hex') }
  } catch {
    throw new Error(
      `${pathIn(folder)} is not what Varde wrote. Find out who changed it; then remove it, and the next check writes it anew.`,
    )
  }
}

export async function writeAnchor(folder: string, { seq, hash }: Place): Promise<void> {
  const fresh = `${pathIn(folder)}.${process.pid}.new`
  await writeFile(fresh, `${JSON.stringify({ seq, hash: hash.toString('hex') })}\n`, { mode: 0o600 })
  await rename(fresh, pathIn(folder))
}
