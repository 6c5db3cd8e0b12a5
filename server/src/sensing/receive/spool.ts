/**
 * The spool: what was acknowledged and is not loaded yet, as files.
 *
 * - `incoming/`: bodies being received. A start clears it: they were never acknowledged.
 * - `ready/`: segments, complete and synced; see `segment.ts` for their names.
 * - `loading/`: groups of segments that are loaded together. A group is sealed by one rename and then keeps its members,
 *   so that a second try after a crash is the same insert under the same token.
 * - `failed/`: groups that could not be loaded, for the operator; nothing here is deleted but with an erased member.
 */
import { type FileHandle, mkdir, open, readdir, rename, rm, rmdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { newId } from '../../platform/index.ts'
import { parseSegmentName, type Segment, segmentName } from './segment.ts'
import { watchWrites } from './spool-fault.ts'
import { sharedSync, syncFolder } from './spool-sync.ts'
import { writeWhole } from './write-whole.ts'

export type SpoolLimits = {
  /** Bytes that may wait to be loaded before sensors are told to come back later. */
  waiting: number
  /** Bytes after which a body goes on in another segment: the engine holds a group of segments in memory. */
  segment: number
  /** Segments loaded together, and their bytes together. */
  groupSegments: number
  groupBytes: number
  /** Bytes of the disk that are left to the stores: with fewer free, nothing is received. */
  reserve: number
}

export const spoolLimits: SpoolLimits = {
  waiting: 8 * 1024 ** 3,
  segment: 64 * 1024 ** 2,
  groupSegments: 500,
  groupBytes: 96 * 1024 ** 2,
  reserve: 512 * 1024 ** 2,
}

/** Written at a time, as it came and without a copy: each copy is memory that the collector of JavaScript goes after. */
const writeBytes = 1024 ** 2

/** A body on its way to the disk. Nothing of it counts until it is committed. */
export type Incoming = {
  /** Appends whole lines. @throws SpoolUnwritable */
  write(lines: Buffer[], count: number): Promise<void>
  /** Makes what was written durable as segments of one batch. @returns the batch @throws SpoolUnwritable */
  commit(sensor: string, receivedAt: Date): Promise<string>
  discard(): Promise<void>
}

/** Segments that are loaded together; `id` names the group's folder and is the token of its insert. */
export type Group = { id: string; folder: string; segments: Segment[]; bytes: number }

export type Spool = Awaited<ReturnType<typeof openSpool>>

/** `owner`: this process receives and loads, so what is left of an earlier one is put in order. */
export async function openSpool(folder: string, limits: SpoolLimits, owner: boolean) {
  const place = {
    incoming: join(folder, 'incoming'),
    ready: join(folder, 'ready'),
    loading: join(folder, 'loading'),
    failed: join(folder, 'failed'),
  }
  if (owner) await rm(place.incoming, { recursive: true, force: true })
  for (const path of Object.values(place)) await mkdir(path, { recursive: true })
  if (owner) await unseal('forming-')

  const syncReady = sharedSync(place.ready)
  const writable = watchWrites(place.incoming, limits.reserve)
  let waiting = await bytesWaiting()
  let wake: () => void = () => {}

  /** Moves the members of groups that were never sealed back. */
  async function unseal(prefix: string): Promise<void> {
    for (const name of await readdir(place.loading)) {
      if (!name.startsWith(prefix)) continue
      for (const file of await readdir(join(place.loading, name))) {
        await rename(join(place.loading, name, file), join(place.ready, file))
      }
      await rmdir(join(place.loading, name))
    }
  }

  async function segmentsIn(path: string): Promise<Segment[]> {
    const names = (await readdir(path)).sort()
    return names.flatMap((name) => parseSegmentName(name) ?? [])
  }

  async function bytesWaiting(): Promise<number> {
    let bytes = 0
    const folders = [place.ready, ...(await readdir(place.loading)).map((name) => join(place.loading, name))]
    for (const path of folders) for (const name of await readdir(path)) bytes += (await stat(join(path, name))).size
    return bytes
  }

  return {
    folder,
    /** Bytes that wait to be loaded. */
    waitingBytes: () => waiting,
    isBusy: () => waiting >= limits.waiting,
    /** What keeps bodies from being received, null where nothing does. */
    fault: () => writable.fault(),
    /** Called when a batch has been committed. */
    onReady(listener: () => void): void {
      wake = listener
    },

    async begin(): Promise<Incoming> {
      const parts: { path: string; lines: number; bytes: number }[] = []
      let file: FileHandle | null = null
      let gathered: Buffer[] = []
      let gatheredBytes = 0
      const flush = async () => {
        if (gathered.length > 0) await writeWhole(file as FileHandle, gathered)
        gathered = []
        gatheredBytes = 0
      }
      const finishPart = async () => {
        await flush()
        await file?.sync()
        await file?.close()
        file = null
      }
      const append = async (lines: Buffer[], count: number) => {
        let part = parts.at(-1)
        if (part === undefined || part.bytes >= limits.segment) {
          await finishPart()
          // A body may be larger than what is left.
          if (part !== undefined) await writable.demand()
          part = { path: join(place.incoming, `${newId()}.part`), lines: 0, bytes: 0 }
          parts.push(part)
        }
        file ??= await open(part.path, 'wx')
        const bytes = lines.reduce((sum, piece) => sum + piece.length, 0)
        gathered.push(...lines)
        gatheredBytes += bytes
        part.bytes += bytes
        part.lines += count
        if (gatheredBytes >= writeBytes) await flush()
      }
      const makeReady = async (sensor: string, receivedAt: Date, batch: string) => {
        await finishPart()
        let firstLine = 1
        for (let part = parts[0]; part !== undefined; part = parts[0]) {
          const segment: Segment = { id: newId(), sensor, receivedAt, batch, firstLine, lines: part.lines }
          await rename(part.path, join(place.ready, segmentName(segment)))
          parts.shift()
          firstLine += part.lines
          waiting += part.bytes
        }
        if (firstLine > 1) await syncReady()
        return firstLine > 1
      }
      return {
        async write(lines, count) {
          if (lines.length > 0) await writable.writing(() => append(lines, count))
        },
        async commit(sensor, receivedAt) {
          const batch = newId()
          if (await writable.writing(() => makeReady(sensor, receivedAt, batch))) wake()
          return batch
        },
        async discard() {
          // Whatever became of it, it does not count.
          await file?.close().catch(() => {})
          file = null
          gathered = []
          for (const { path } of parts.splice(0)) await writable.drop(path)
        },
      }
    },

    /** Groups that were sealed before, oldest first, but for those that are being loaded and may go at any moment. */
    async sealed(underWay: ReadonlySet<string> = new Set()): Promise<Group[]> {
      const known = new Set(underWay)
      const names = (await readdir(place.loading))
        .filter((name) => !name.startsWith('forming-') && !known.has(name))
        .sort()
      return Promise.all(names.map((id) => groupAt(id)))
    },

    /** How many segments wait, for the metrics. */
    async segmentsWaiting(): Promise<number> {
      const groups = await readdir(place.loading)
      const inGroups = await Promise.all(groups.map((name) => readdir(join(place.loading, name)).catch(() => [])))
      return (await readdir(place.ready)).length + inGroups.reduce((sum, names) => sum + names.length, 0)
    },

    /**
     * Seals the oldest waiting segments into a group: of one day of receipt, so that the insert is one part.
     * `alone`: segments that go by themselves.
     */
    async nextGroup(most: number, alone: ReadonlySet<string>): Promise<Group | null> {
      const chosen: Segment[] = []
      let bytes = 0
      for (const segment of await segmentsIn(place.ready)) {
        const [first] = chosen
        if (first) {
          if (
            chosen.length >= Math.min(most, limits.groupSegments) ||
            bytes >= limits.groupBytes ||
            alone.has(segment.id)
          )
            break
          if (dayOf(first) !== dayOf(segment)) break
        }
        chosen.push(segment)
        bytes += (await stat(join(place.ready, segmentName(segment)))).size
        if (alone.has(segment.id)) break
      }
      if (chosen.length === 0) return null
      const id = newId()
      const forming = join(place.loading, `forming-${id}`)
      await mkdir(forming)
      for (const segment of chosen) {
        const name = segmentName(segment)
        await rename(join(place.ready, name), join(forming, name))
      }
      await syncFolder(forming)
      await rename(forming, join(place.loading, id))
      await syncFolder(place.loading)
      return groupAt(id)
    },

    /** Removes one segment of a group that needs no loading, or the whole group once it is loaded. */
    async remove(group: Group, segments: readonly Segment[] = group.segments): Promise<void> {
      for (const segment of segments) {
        const path = join(group.folder, segmentName(segment))
        const { size } = await stat(path)
        await rm(path)
        waiting -= size
      }
      if (segments.length === group.segments.length) await rmdir(group.folder)
    },

    /** Puts a group's segments back, to be loaded in other groups. */
    async dissolve(group: Group): Promise<void> {
      await unseal(group.id)
    },

    /** Sets a group aside that cannot be loaded. @returns where it lies */
    async setAside(group: Group): Promise<string> {
      const path = join(place.failed, group.id)
      await rename(group.folder, path)
      waiting -= group.bytes
      return path
    },
  }

  async function groupAt(id: string): Promise<Group> {
    const path = join(place.loading, id)
    const segments = await segmentsIn(path)
    let bytes = 0
    for (const segment of segments) bytes += (await stat(join(path, segmentName(segment)))).size
    return { id, folder: path, segments, bytes }
  }
}

function dayOf({ receivedAt }: Segment): string {
  return receivedAt.toISOString().slice(0, 10)
}
