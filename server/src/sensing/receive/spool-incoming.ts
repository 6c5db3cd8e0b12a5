/** A body on its way to the disk: a small one in memory until it is whole, a large one in files of its own. */
import { type FileHandle, open, rename } from 'node:fs/promises'
import { join } from 'node:path'
import { newId } from '../../platform/index.ts'
import { type Segment, segmentName } from './segment.ts'
import type { Writable } from './spool-fault.ts'
import type { SmallBatch } from './spool-pack.ts'
import { writeWhole } from './write-whole.ts'

/** Written at a time, as it came and without a copy: each copy is memory that the collector of JavaScript goes after. */
const writeBytes = 1024 ** 2

/** Nothing of it counts until it is committed. */
export type Incoming = {
  /** Appends whole lines. @throws SpoolUnwritable */
  write(lines: Buffer[], count: number): Promise<void>
  /** Makes what was written durable as segments of one batch. @returns the batch @throws SpoolUnwritable */
  commit(sensor: string, receivedAt: Date): Promise<string>
  discard(): Promise<void>
}

type Parts = {
  place: { incoming: string; ready: string }
  writable: Writable
  syncReady(): Promise<void>
  /** Of a segment. */
  limits: { segment: number; small: number; held: number }
  /** Makes a small batch durable. @returns its id */
  pack(batch: SmallBatch): Promise<string>
  /** Told of a file that is ready, with its size. */
  made(bytes: number): void
}

/** @returns a function that begins a body */
export function openIncoming({ place, writable, syncReady, limits, pack, made }: Parts): () => Incoming {
  /** Bytes of all bodies that are in memory. */
  let held = 0

  return () => {
    /** What is in memory; null once the body goes to files. */
    let kept: { pieces: Buffer[]; bytes: number; lines: number } | null = { pieces: [], bytes: 0, lines: 0 }
    const parts: { path: string; lines: number; bytes: number }[] = []
    let file: FileHandle | null = null
    let gathered: Buffer[] = []
    let gatheredBytes = 0

    const letGo = () => {
      const whole = kept
      kept = null
      held -= whole?.bytes ?? 0
      return whole
    }
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
    const append = async (lines: readonly Buffer[], bytes: number, count: number) => {
      let part = parts.at(-1)
      if (part === undefined || part.bytes >= limits.segment) {
        await finishPart()
        // A body may be larger than what is left.
        if (part !== undefined) await writable.demand()
        part = { path: join(place.incoming, `${newId()}.part`), lines: 0, bytes: 0 }
        parts.push(part)
      }
      file ??= await open(part.path, 'wx')
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
        made(part.bytes)
      }
      await syncReady()
    }

    return {
      async write(lines, count) {
        if (lines.length === 0) return
        const size = lines.reduce((sum, bytes) => sum + bytes.length, 0)
        if (kept !== null && kept.bytes + size <= limits.small && held + size <= limits.held) {
          // A copy: a piece of what was received holds on to all of it.
          kept.pieces.push(Buffer.concat(lines, size))
          kept.bytes += size
          kept.lines += count
          held += size
          return
        }
        await writable.writing(async () => {
          const before = letGo()
          if (before !== null && before.bytes > 0) await append(before.pieces, before.bytes, before.lines)
          await append(lines, size, count)
        })
      },
      async commit(sensor, receivedAt) {
        if (kept !== null) {
          const { pieces, lines: count } = kept
          if (count === 0) return newId()
          try {
            const [first] = pieces
            const lines = pieces.length === 1 && first !== undefined ? first : Buffer.concat(pieces)
            return await pack({ sensor, receivedAt, count, lines })
          } finally {
            letGo()
          }
        }
        const batch = newId()
        await writable.writing(() => makeReady(sensor, receivedAt, batch))
        return batch
      },
      async discard() {
        letGo()
        // Whatever became of it, it does not count.
        await file?.close().catch(() => {})
        file = null
        gathered = []
        for (const { path } of parts.splice(0)) await writable.drop(path)
      },
    }
  }
}
