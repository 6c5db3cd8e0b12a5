/** Small batches that come in at the same time: one file and one sync for all of them, and back into files of their own. */
import { open, readFile, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { gather, newId } from '../../platform/index.ts'
import { makePack, type Packed, type SpoolFile, segmentsOfHead, takeApart } from './pack.ts'
import { type Segment, segmentName } from './segment.ts'
import type { Writable } from './spool-fault.ts'

/** Of one pack. As many small batches may come while the disk syncs. */
const mostSegments = 1000

/** A whole batch that is in memory. */
export type SmallBatch = { sensor: string; receivedAt: Date; count: number; lines: Buffer }

type Places = { incoming: string; ready: string }

/**
 * @param made told of a file that is ready, with its size
 * @returns a function that makes a batch durable together with those of all who ask meanwhile. @returns the batch's id
 * @throws SpoolUnwritable
 */
export function packing(
  place: Places,
  writable: Writable,
  syncReady: () => Promise<void>,
  made: (bytes: number) => void,
): (batch: SmallBatch) => Promise<string> {
  const write = async (batches: SmallBatch[]) => {
    const ids: string[] = []
    for (const sameDay of byDay(batches)) {
      // Before those of the segments, with nothing between: files sort by time of receipt.
      const id = newId()
      const packed = sameDay.map(({ sensor, receivedAt, count, lines }) => {
        const segment: Segment = { id: newId(), sensor, receivedAt, batch: newId(), firstLine: 1, lines: count }
        return { segment, lines }
      })
      const [first, ...more] = packed as [Packed, ...Packed[]]
      const alone = { name: segmentName(first.segment), bytes: first.lines }
      const file = more.length === 0 ? alone : makePack(id, [first, ...more])
      await writeReady(place, writable, file)
      made(file.bytes.length)
      ids.push(...packed.map(({ segment }) => segment.batch))
    }
    await syncReady()
    return ids
  }
  return gather((batches: SmallBatch[]) => writable.writing(() => write(batches)), mostSegments)
}

/** A pack is of one day of receipt, as a group is. */
function byDay(batches: readonly SmallBatch[]): SmallBatch[][] {
  const days = Map.groupBy(batches, ({ receivedAt }) => Math.floor(receivedAt.getTime() / 86_400_000))
  return [...days.values()]
}

/** Written and synced before it is renamed: what is in `ready` is whole. The folder is yet to be synced. */
async function writeReady(place: Places, writable: Writable, { name, bytes }: { name: string; bytes: Buffer }) {
  const path = join(place.incoming, `${newId()}.part`)
  try {
    const file = await open(path, 'wx')
    try {
      await file.appendFile(bytes)
      await file.sync()
    } finally {
      await file.close()
    }
    await rename(path, join(place.ready, name))
  } catch (fault) {
    await writable.drop(path)
    throw fault
  }
}

/** The segments in a file of the spool, without reading their lines. */
export async function segmentsOfFile(folder: string, { name, segment, pack }: SpoolFile): Promise<Segment[]> {
  if (segment !== null) return [segment]
  const file = await open(join(folder, name), 'r')
  try {
    const { buffer } = await file.read(Buffer.alloc(pack.headBytes), 0, pack.headBytes, 0)
    return segmentsOfHead(buffer)
  } finally {
    await file.close()
  }
}

/**
 * Makes each segment of a pack a file of its own; all are on disk before the pack goes. After a crash in between some are there
 * twice, and what is loaded from one is not loaded from the other: the segment's id is the same.
 * @returns their bytes together
 */
export async function unpackInto(
  { place, writable, syncReady }: { place: Places; writable: Writable; syncReady(): Promise<void> },
  path: string,
): Promise<number> {
  const packed = takeApart(await readFile(path))
  for (const { segment, lines } of packed)
    await writeReady(place, writable, { name: segmentName(segment), bytes: lines })
  await syncReady()
  await rm(path)
  return packed.reduce((sum, { lines }) => sum + lines.length, 0)
}
