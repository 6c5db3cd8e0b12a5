/** What keeps the spool from being written, and when that is over. Nothing is accepted meanwhile. */
import { open, rm, statfs } from 'node:fs/promises'
import { join } from 'node:path'
import { newId } from '../../platform/index.ts'

/** `full`: no room, or less than is left to the stores; `read_only`: no leave to write; `failing`: anything else. */
export const spoolFaultKinds = ['full', 'read_only', 'failing'] as const
export type SpoolFaultKind = (typeof spoolFaultKinds)[number]
/** `code`: the system's, e.g. `ENOSPC`. */
export type SpoolFault = { kind: SpoolFaultKind; code: string }

/** The disk did not take what was written; nothing of the batch counts. */
export class SpoolUnwritable extends Error {
  override name = 'SpoolUnwritable'
  readonly fault: SpoolFault
  constructor(cause: unknown) {
    const fault = spoolFaultOf(cause)
    super(`the spool cannot be written: ${fault.code}`, { cause })
    this.fault = fault
  }
}

export function spoolFaultOf(cause: unknown): SpoolFault {
  const code = (cause as NodeJS.ErrnoException).code ?? 'unknown'
  // EFBIG: a limit on the size of files, which is room that this process may not use.
  if (['ENOSPC', 'EDQUOT', 'EFBIG'].includes(code)) return { kind: 'full', code }
  return { kind: ['EROFS', 'EACCES', 'EPERM'].includes(code) ? 'read_only' : 'failing', code }
}

export type Writable = {
  /** What keeps bodies from being taken now. Looked at once a second at the most, whoever asks. */
  fault(): Promise<SpoolFault | null>
  /** @throws what `writing` turns into SpoolUnwritable, where there is a fault */
  demand(): Promise<void>
  /** Runs what writes. @throws SpoolUnwritable */
  writing<T>(work: () => Promise<T>): Promise<T>
  /** Deletes a file; where that fails too, once the folder can be written again. */
  drop(path: string): Promise<void>
}

const lookMilliseconds = 1000
const probeBytes = 4096

/** @param reserve bytes that are left free on the disk: the stores stop in the middle of a write without any */
export function watchWrites(folder: string, reserve: number): Writable {
  let known: SpoolFault | null = null
  let looked = Number.NEGATIVE_INFINITY
  let looking: Promise<SpoolFault | null> | null = null
  const dropped: string[] = []

  const look = async (): Promise<SpoolFault | null> => {
    try {
      const { bavail, bsize } = await statfs(folder)
      if (bavail * bsize < reserve) return { kind: 'full', code: 'ENOSPC' }
      // Only after a fault: the disk that takes bodies needs no other proof.
      if (known !== null) await probe(folder)
      for (const path of dropped.splice(0)) await rm(path, { force: true })
      return null
    } catch (cause) {
      return spoolFaultOf(cause)
    }
  }
  const fault = async () => {
    if (performance.now() - looked < lookMilliseconds) return known
    looking ??= look().then((found) => {
      known = found
      looked = performance.now()
      looking = null
      return found
    })
    return looking
  }
  return {
    fault,
    async demand() {
      const found = await fault()
      if (found !== null) throw Object.assign(new Error('no room is left'), { code: found.code })
    },
    async writing(work) {
      try {
        return await work()
      } catch (cause) {
        const refused = new SpoolUnwritable(cause)
        known = refused.fault
        looked = performance.now()
        throw refused
      }
    },
    async drop(path) {
      await rm(path, { force: true }).catch(() => dropped.push(path))
    },
  }
}

/** Proves that a folder takes a file and keeps it. @throws what the system says */
export async function probe(folder: string): Promise<void> {
  const path = join(folder, `probe-${newId()}`)
  try {
    const file = await open(path, 'wx')
    try {
      await file.writeFile(Buffer.alloc(probeBytes))
      await file.sync()
    } finally {
      await file.close()
    }
  } finally {
    await rm(path, { force: true }).catch(() => {})
  }
}
