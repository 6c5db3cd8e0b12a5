/**
 * A pack: the lines of several small batches, of several sensors, as one file of the spool that was written and synced once.
 * Each batch in it is a segment like any other. The first line names the segments; each further line begins with what a segment's
 * name holds, up to the line's number within its batch, always of the same length. So a pack says by itself whose each line is,
 * and can be taken apart into segments of their own.
 */
import { parseSegmentName, type Segment, segmentName } from './segment.ts'

const lineFeed = 0x0a
/** What the first line begins with, and no other: the others begin with an id. */
const headMark = '#'
const numberDigits = 6

/** Of the lead before each line. The load statement cuts it off, and reads it as it reads a segment's name. */
export const leadBytes = 36 + 1 + 36 + 1 + 13 + 1 + 36 + 1 + numberDigits + 1
export const packEnding = '.pack'

/** What a file of the spool is by its name. A pack says how many segments it holds, and how long its first line is. */
export type SpoolFile = { name: string; receivedAt: Date } & (
  | { segment: Segment; pack: null }
  | { segment: null; pack: { segments: number; headBytes: number } }
)
const packPattern = /^[0-9a-f-]{36}\.([0-9]{13})\.([0-9]+)\.([0-9]+)\.pack$/

/** @returns null for a file that is none of ours */
export function spoolFileOf(name: string): SpoolFile | null {
  const segment = parseSegmentName(name)
  if (segment !== null) return { name, receivedAt: segment.receivedAt, segment, pack: null }
  const [, milliseconds, segments, headBytes] = packPattern.exec(name) ?? []
  if (milliseconds === undefined) return null
  const pack = { segments: Number(segments), headBytes: Number(headBytes) }
  return { name, receivedAt: new Date(Number(milliseconds)), segment: null, pack }
}

export const segmentsIn = ({ pack }: SpoolFile): number => pack?.segments ?? 1

/** Whole lines of one segment. */
export type Packed = { segment: Segment; lines: Buffer }

/** @param id a UUID version 7 from before those of the segments, so that files sort by time of receipt */
export function makePack(id: string, packed: readonly [Packed, ...Packed[]]): { name: string; bytes: Buffer } {
  const head = `${headMark}${packed.map(({ segment }) => segmentName(segment)).join(' ')}\n`
  const size = packed.reduce((sum, { segment, lines }) => sum + lines.length + segment.lines * leadBytes, head.length)
  const bytes = Buffer.allocUnsafe(size)
  let at = bytes.write(head, 'latin1')
  for (const { segment, lines } of packed) {
    const { id, sensor, receivedAt, batch, firstLine } = segment
    const lead = `${id}.${sensor}.${milliseconds(receivedAt)}.${batch}.`
    for (let start = 0, n = firstLine; start < lines.length; n++) {
      const end = lines.indexOf(lineFeed, start) + 1
      at += bytes.write(`${lead}${String(n).padStart(numberDigits, '0')}.`, at, 'latin1')
      at += lines.copy(bytes, at, start, end)
      start = end
    }
  }
  const received = milliseconds(packed[0].segment.receivedAt)
  return { name: `${id}.${received}.${packed.length}.${head.length}${packEnding}`, bytes }
}

const milliseconds = (moment: Date) => String(moment.getTime()).padStart(13, '0')

/** @param head a pack's first line, with its end */
export function segmentsOfHead(head: Buffer): Segment[] {
  const names = head.toString('latin1', headMark.length, head.length - 1).split(' ')
  return names.map((name) => {
    const segment = parseSegmentName(name)
    if (segment === null) throw new Error('a pack names no segments')
    return segment
  })
}

/** The segments of a whole pack, each with its lines as they were received. */
export function takeApart(bytes: Buffer): Packed[] {
  let at = bytes.indexOf(lineFeed) + 1
  return segmentsOfHead(bytes.subarray(0, at)).map((segment) => {
    const lines: Buffer[] = []
    for (let left = segment.lines; left > 0; left--) {
      const end = bytes.indexOf(lineFeed, at) + 1
      lines.push(bytes.subarray(at + leadBytes, end))
      at = end
    }
    return { segment, lines: Buffer.concat(lines) }
  })
}
