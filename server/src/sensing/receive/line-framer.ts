/**
 * Cuts a stream of bytes into whole lines without making strings of them: counts them, leaves out blank ones, and holds
 * the unfinished last one back until its end comes.
 */

const lineFeed = 0x0a
const space = 0x20
const newline = Buffer.from('\n')

export type LineFramer = {
  /** The whole lines that end in this chunk, as bytes to write. */
  push(chunk: Buffer): Buffer[]
  /** A last line without a line end, given one. */
  finish(): Buffer[]
  /** Lines handed out so far. */
  lines(): number
}

/** `longest`: of a longer line only that many bytes and one more are kept, so that loading sees that it was longer. */
export function createLineFramer(longest: number): LineFramer {
  const kept = longest + 1
  let count = 0
  let held: Buffer[] = []
  let heldBytes = 0
  let heldBlank = true

  const hold = (bytes: Buffer) => {
    if (heldBlank) heldBlank = isBlank(bytes, 0, bytes.length)
    const room = bytes.subarray(0, Math.max(0, kept - heldBytes))
    // Blank bytes of a line that may stay blank are held too, but only as far as a line may be long.
    if (room.length > 0) held.push(room)
    heldBytes += room.length
  }
  const release = (): Buffer[] => {
    const line = heldBlank ? [] : [...held, newline]
    if (!heldBlank) count++
    held = []
    heldBytes = 0
    heldBlank = true
    return line
  }

  return {
    lines: () => count,
    finish: release,
    push(chunk) {
      const out: Buffer[] = []
      let start = 0
      let runStart = 0
      const endRun = (end: number) => {
        if (end > runStart) out.push(chunk.subarray(runStart, end))
      }
      for (;;) {
        const end = chunk.indexOf(lineFeed, start)
        if (end < 0) break
        const usual = held.length === 0 && end - start <= kept && !isBlank(chunk, start, end)
        if (usual) count++
        else {
          endRun(start)
          hold(chunk.subarray(start, end))
          out.push(...release())
          runStart = end + 1
        }
        start = end + 1
      }
      endRun(start)
      if (start < chunk.length) hold(chunk.subarray(start))
      return out
    },
  }
}

function isBlank(bytes: Buffer, start: number, end: number): boolean {
  for (let i = start; i < end; i++) if ((bytes[i] as number) > space) return false
  return true
}
