/** A file of lines, or of a JSON array as lines, in pieces of whole lines, unpacked, with how far each one ends; in constant memory. */
import { createReadStream } from 'node:fs'
import { BodyCorrupt, bodyBytes, encodingByBytes } from '../platform/index.ts'
import { type ArrayReframer, beginsArray, createArrayReframer, leadOf } from '../sensing/index.ts'
import { UsageError } from './command.ts'

/** Large enough that a request costs little, small enough that what an interruption repeats is sent in a moment. */
const pieceBytes = 8 * 1024 * 1024

export type Piece = {
  /** Whole lines; but for the file's last, each with its line end. */
  bytes: Buffer[]
  /** Where it ends among the file's unpacked bytes; of an array, among those of the lines made of it, which are the same each time. */
  end: number
  /** Bytes of the file itself that have been read so far. */
  read: number
}

/**
 * @param path a file, or `-` for standard input
 * @param skip unpacked bytes that are left out, counted as `end` is
 * @throws UsageError where it cannot be read or is damaged
 */
export async function* piecesOf(path: string, skip: number): AsyncGenerator<Piece> {
  let read = 0
  let end = 0
  let held: Buffer[] = []
  let heldBytes = 0
  const source = path === '-' ? process.stdin : createReadStream(path, { highWaterMark: 1024 * 1024 })
  const { first, rest } = await begin(source[Symbol.asyncIterator]() as AsyncIterator<Buffer>)
  async function* counted() {
    for await (const chunk of rest) {
      read += chunk.length
      yield chunk
    }
  }
  let damaged = false
  let array: ArrayReframer | null | undefined
  const piece = (): Piece[] => {
    const known = Math.max(0, skip - (end - heldBytes))
    if (known >= heldBytes) return []
    return [{ bytes: known === 0 ? held : [Buffer.concat(held).subarray(known)], end, read }]
  }
  try {
    for await (const unpacked of bodyBytes(counted(), encodingByBytes(first), endless)) {
      const rest = array === undefined ? unpacked.subarray(leadOf(unpacked)) : unpacked
      if (rest.length === 0) continue
      if (array === undefined) array = beginsArray(rest) ? createArrayReframer() : null
      // Of lines the lead stays: a bookmark of an earlier version counts it.
      for (const bytes of array ? array.push(rest) : [unpacked]) {
        held.push(bytes)
        heldBytes += bytes.length
      }
      if (heldBytes >= pieceBytes) yield* cut()
    }
    if (array && !array.finish()) damaged = true
  } catch (fault) {
    if (!(fault instanceof BodyCorrupt)) throw fault
    damaged = true
  }
  if (damaged) {
    yield* cut()
    throw new UsageError(`${path} is cut short or damaged after ${end} unpacked bytes; the lines before are imported.`)
  }
  end += heldBytes
  yield* piece()

  /** What is held up to its last line end; the rest stays held. */
  function* cut(): Generator<Piece> {
    const whole = Buffer.concat(held)
    const lineEnd = whole.lastIndexOf(0x0a) + 1
    if (lineEnd === 0) return
    held = [whole.subarray(0, lineEnd)]
    heldBytes = lineEnd
    end += lineEnd
    yield* piece()
    held = [whole.subarray(lineEnd)]
    heldBytes = whole.length - lineEnd
  }
}

const endless = { sent: Number.POSITIVE_INFINITY, decompressed: Number.POSITIVE_INFINITY }

async function begin(source: AsyncIterator<Buffer>): Promise<{ first: Buffer; rest: AsyncIterable<Buffer> }> {
  const { value, done } = await source.next()
  const first = done === true ? Buffer.alloc(0) : value
  async function* rest() {
    if (first.length > 0) yield first
    yield* { [Symbol.asyncIterator]: () => source }
  }
  return { first, rest: rest() }
}
