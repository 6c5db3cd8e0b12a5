/** Unreadable lines that are loaded again, slice by slice. Pure. */

/** A line's place in the list: by receipt, and within a batch as it was sent. */
export type LinePosition = { received: number; batch: string; line: number }

/** Lines that are loaded together, as a segment of their own. */
export type Slice = {
  /** The segment's, and the token of its insert. */
  id: string
  from: LinePosition
  to: LinePosition
  /** Lines in it, and those that were read, as `lineKey` writes them; null until that is recorded. */
  lines: number
  read: string[] | null
}

export type SliceLimits = { lines: number; bytes: number }

/** The engine holds a slice in memory, and the other store the places of what was read of it. */
export const sliceLimits: SliceLimits = { lines: 10_000, bytes: 32 * 1024 ** 2 }

const hourMilliseconds = 3_600_000

/**
 * The first slice of lines in their order: of one hour of receipt, so that the insert is one part and the hour's count is right.
 * @returns null where there are none
 */
export function firstSlice(
  id: string,
  lines: readonly (LinePosition & { bytes: number })[],
  limits: SliceLimits = sliceLimits,
): Slice | null {
  const [first] = lines
  if (first === undefined) return null
  let bytes = 0
  let count = 0
  for (const line of lines) {
    const sameHour = Math.floor(line.received / hourMilliseconds) === Math.floor(first.received / hourMilliseconds)
    bytes += line.bytes
    // A line is never larger than a slice.
    if (!sameHour || count === limits.lines || (count > 0 && bytes > limits.bytes)) break
    count++
  }
  const last = lines[count - 1] ?? first
  return { id, from: placeOf(first), to: placeOf(last), lines: count, read: null }
}

const placeOf = ({ received, batch, line }: LinePosition): LinePosition => ({ received, batch, line })

/** A line's name among its sensor's, in SQL. */
export const lineKey = `concat(toString(batch), ' ', toString(line_number))`

const at = (name: string) => `fromUnixTimestamp64Milli({${name}:Int64}, 'UTC')`

/** What was asked for: nothing that is too long will ever be read. Parameters: `reason` and `batch`, empty for any. */
export const askedFor = `reason != 'too_long' and ({reason:String} = '' or reason = {reason:String})
  and ({batch:String} = '' or toString(batch) = {batch:String})`

/** Which lines of a sensor somebody asked for; null is any. */
export type Asked = { sensor: string; reason: string | null; batch: string | null }

export const askedParameters = ({ sensor, reason, batch }: Asked) => ({
  sensor,
  reason: reason ?? '',
  batch: batch ?? '',
})

/** The lines of a slice, as a condition on `rejected_line`. Parameters: `sliceParameters`. */
export const linesOfSlice = `sensor = {sensor:UUID} and received_at >= ${at('from')} and received_at <= ${at('to')}
  and (received_at, batch, line_number) >= (${at('from')}, {from_batch:UUID}, {from_line:UInt64})
  and (received_at, batch, line_number) <= (${at('to')}, {to_batch:UUID}, {to_line:UInt64})
  and ${askedFor}`

/**
 * But for those of segments that are not marked loaded: their load is under way, and counts them yet. Parameters: besides,
 * `segments`.
 */
export const loadedLines = `${linesOfSlice} and segment in {segments:Array(UUID)}`

export function sliceParameters(asked: Asked, { id, from, to }: Slice) {
  return {
    ...askedParameters(asked),
    slice: id,
    from: from.received,
    from_batch: from.batch,
    from_line: from.line,
    to: to.received,
    to_batch: to.batch,
    to_line: to.line,
  }
}
