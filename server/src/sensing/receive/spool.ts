/**
 * The spool: what was acknowledged and is not loaded yet, as files.
 *
 * - `incoming/`: bodies being received. A start clears it: they were never acknowledged.
 * - `ready/`: segments, complete and synced, see `segment.ts` for their names; small ones together in a pack, see `pack.ts`.
 * - `loading/`: groups of segments that are loaded together. A group is sealed by one rename and then keeps its members,
 *   so that a second try after a crash is the same insert under the same token.
 * - `failed/`: groups that could not be loaded, for the operator; nothing here is deleted but with an erased member.
 */
import { mkdir, readdir, rename, rm, rmdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { newId } from '../../platform/index.ts'
import { type SpoolFile, segmentsIn, spoolFileOf } from './pack.ts'
import type { Segment } from './segment.ts'
import { watchWrites } from './spool-fault.ts'
import { type Incoming, openIncoming } from './spool-incoming.ts'
import { spoolId } from './spool-left.ts'
import { packing, segmentsOfFile, unpackInto } from './spool-pack.ts'
import { sharedSync, syncFolder } from './spool-sync.ts'

export type SpoolLimits = {
  /** Bytes that may wait to be loaded before sensors are told to come back later. */
  waiting: number
  /** Bytes after which a body goes on in another segment: the engine holds a group of segments in memory. */
  segment: number
  /** Bytes of a body that stays in memory until it is whole, and of all of them together. */
  small: number
  held: number
  /** Files loaded together, their segments together, and their bytes together. */
  groupFiles: number
  groupSegments: number
  groupBytes: number
  /** Bytes of the disk that are left to the stores: with fewer free, nothing is received. */
  reserve: number
}

export const spoolLimits: SpoolLimits = {
  waiting: 8 * 1024 ** 3,
  segment: 64 * 1024 ** 2,
  small: 64 * 1024,
  held: 32 * 1024 ** 2,
  groupFiles: 500,
  groupSegments: 10_000,
  groupBytes: 96 * 1024 ** 2,
  reserve: 512 * 1024 ** 2,
}

/** Segments that are loaded together; `id` names the group's folder and is the token of its insert. */
export type Group = { id: string; folder: string; files: GroupFile[]; segments: Segment[]; bytes: number }
export type GroupFile = { name: string; isPack: boolean; segments: Segment[] }

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
  const made = (bytes: number) => {
    waiting += bytes
  }
  const pack = packing(place, writable, syncReady, made)
  const begin = openIncoming({ place, writable, syncReady, limits, pack, made })

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

  async function filesIn(path: string): Promise<SpoolFile[]> {
    const names = (await readdir(path)).sort()
    return names.flatMap((name) => spoolFileOf(name) ?? [])
  }

  async function bytesWaiting(): Promise<number> {
    let bytes = 0
    const folders = [place.ready, ...(await readdir(place.loading)).map((name) => join(place.loading, name))]
    for (const path of folders) for (const name of await readdir(path)) bytes += (await stat(join(path, name))).size
    return bytes
  }

  return {
    folder,
    /** Of all spools, this one. */
    id: await spoolId(folder),
    /** Bytes that wait to be loaded. */
    waitingBytes: () => waiting,
    isBusy: () => waiting >= limits.waiting,
    /** What keeps bodies from being received, null where nothing does. */
    fault: () => writable.fault(),
    /** Called when a batch has been committed. */
    onReady(listener: () => void): void {
      wake = listener
    },

    begin(): Incoming {
      const incoming = begin()
      return {
        ...incoming,
        async commit(sensor, receivedAt) {
          const batch = await incoming.commit(sensor, receivedAt)
          wake()
          return batch
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
      const groups = (await readdir(place.loading)).map((name) => join(place.loading, name))
      const files = await Promise.all([place.ready, ...groups].map((path) => filesIn(path).catch(() => [])))
      return files.flat().reduce((sum, file) => sum + segmentsIn(file), 0)
    },

    /**
     * Seals the oldest waiting files into a group: of one day of receipt, so that the insert is one part.
     * @param most files
     * @param alone segments that go by themselves
     */
    async nextGroup(most: number, alone: ReadonlySet<string>): Promise<Group | null> {
      const chosen: SpoolFile[] = []
      let bytes = 0
      let segments = 0
      const isAlone = ({ segment }: SpoolFile) => segment !== null && alone.has(segment.id)
      for (const file of await filesIn(place.ready)) {
        const [first] = chosen
        if (first) {
          const isFull = chosen.length >= Math.min(most, limits.groupFiles) || bytes >= limits.groupBytes
          if (isFull || segments + segmentsIn(file) > limits.groupSegments || isAlone(file)) break
          if (dayOf(first) !== dayOf(file)) break
        }
        chosen.push(file)
        bytes += (await stat(join(place.ready, file.name))).size
        segments += segmentsIn(file)
        if (isAlone(file)) break
      }
      if (chosen.length === 0) return null
      const id = newId()
      const forming = join(place.loading, `forming-${id}`)
      await mkdir(forming)
      for (const { name } of chosen) {
        await rename(join(place.ready, name), join(forming, name))
      }
      await syncFolder(forming)
      await rename(forming, join(place.loading, id))
      await syncFolder(place.loading)
      return groupAt(id)
    },

    /** Removes a group that is loaded. */
    async remove(group: Group): Promise<void> {
      await removeFiles(group, group.files)
      await rmdir(group.folder)
    },

    /**
     * Removes segments of a group that need no loading.
     * @returns false where others are in one pack with them: then the group is dissolved, and they are removed from another
     */
    async leaveOut(group: Group, segments: ReadonlySet<Segment>): Promise<boolean> {
      const files = group.files.filter((file) => file.segments.some((segment) => segments.has(segment)))
      if (files.some((file) => !file.segments.every((segment) => segments.has(segment)))) {
        await dissolve(group)
        return false
      }
      await removeFiles(group, files)
      if (files.length === group.files.length) await rmdir(group.folder)
      return true
    },

    dissolve,

    /** Sets a group aside that cannot be loaded. @returns where it lies */
    async setAside(group: Group): Promise<string> {
      const path = join(place.failed, group.id)
      await rename(group.folder, path)
      waiting -= group.bytes
      return path
    },
  }

  async function removeFiles(group: Group, files: readonly GroupFile[]): Promise<void> {
    for (const { name } of files) {
      const path = join(group.folder, name)
      const { size } = await stat(path)
      await rm(path)
      waiting -= size
    }
  }

  /** Puts a group's segments back, to be loaded in other groups: each in a file of its own. */
  async function dissolve(group: Group): Promise<void> {
    for (const { name, isPack } of group.files) {
      if (!isPack) continue
      const path = join(group.folder, name)
      const { size } = await stat(path)
      waiting += (await unpackInto({ place, writable, syncReady }, path)) - size
    }
    await unseal(group.id)
  }

  async function groupAt(id: string): Promise<Group> {
    const folder = join(place.loading, id)
    const files: GroupFile[] = []
    let bytes = 0
    for (const file of await filesIn(folder)) {
      files.push({ name: file.name, isPack: file.pack !== null, segments: await segmentsOfFile(folder, file) })
      bytes += (await stat(join(folder, file.name))).size
    }
    return { id, folder, files, segments: files.flatMap(({ segments }) => segments), bytes }
  }
}

function dayOf({ receivedAt }: SpoolFile): string {
  return receivedAt.toISOString().slice(0, 10)
}
