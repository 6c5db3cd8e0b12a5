/** How the spool stands, from its folder alone: for the watch in the server and for `varde doctor` beside it. */
import { readdir, statfs } from 'node:fs/promises'
import { join } from 'node:path'
import { type SpoolFile, segmentsIn, spoolFileOf } from './pack.ts'
import { probe, type SpoolFault, spoolFaultOf } from './spool-fault.ts'

export type SpoolState = {
  fault: SpoolFault | null
  freeBytes: number
  /** Segments that could not be loaded and wait for a person. */
  setAside: number
  /** When the segment was received that has waited longest to be loaded. */
  oldest: Date | null
}

/** @param reserve see `SpoolLimits` */
export async function lookAtSpool(folder: string, reserve: number): Promise<SpoolState> {
  const [fault, freeBytes] = await room(folder, reserve)
  const files = async (place: string) => filesUnder(join(folder, place)).catch(() => [])
  const waiting = [...(await files('ready')), ...(await files('loading'))]
  const times = waiting.map(({ receivedAt }) => receivedAt.getTime())
  return {
    fault,
    freeBytes,
    setAside: (await files('failed')).reduce((sum, file) => sum + segmentsIn(file), 0),
    oldest: times.length === 0 ? null : new Date(times.reduce((least, time) => Math.min(least, time))),
  }
}

async function room(folder: string, reserve: number): Promise<[SpoolFault | null, freeBytes: number]> {
  try {
    const { bavail, bsize } = await statfs(folder)
    const free = bavail * bsize
    if (free < reserve) return [{ kind: 'full', code: 'ENOSPC' }, free]
    const fault = await probe(join(folder, 'incoming')).then(() => null, spoolFaultOf)
    return [fault, free]
  } catch (cause) {
    return [spoolFaultOf(cause), 0]
  }
}

async function filesUnder(path: string): Promise<SpoolFile[]> {
  return (await readdir(path, { recursive: true })).flatMap(
    (name) => spoolFileOf(name.slice(name.lastIndexOf('/') + 1)) ?? [],
  )
}
