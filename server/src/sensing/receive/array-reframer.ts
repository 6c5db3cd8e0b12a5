/**
 * A JSON array as lines: one element a line, byte by byte, so that a body of any size passes through in chunks and is
 * never parsed here. What is between elements goes; line ends inside an element become spaces. Faulty elements pass as
 * they are, and loading sets them aside.
 */

const quote = 0x22
const comma = 0x2c
const backslash = 0x5c
const open = 0x5b
const close = 0x5d
const openBrace = 0x7b
const closeBrace = 0x7d
const space = 0x20
const lineFeed = 0x0a
const newline = Buffer.from('\n')

const byteOrderMark = Buffer.from([0xef, 0xbb, 0xbf])

/** How many bytes come before a body's first line or its array: a byte order mark and blanks. */
export function leadOf(chunk: Buffer): number {
  let start = chunk.subarray(0, 3).equals(byteOrderMark) ? 3 : 0
  while (start < chunk.length && (chunk[start] as number) <= space) start++
  return start
}

/** Whether bytes that begin so, after their lead, are an array. */
export const beginsArray = (bytes: Buffer): boolean => bytes[0] === open

export type ArrayReframer = {
  /** The next bytes of the array as bytes of lines. Line ends inside elements are replaced in `chunk` itself. */
  push(chunk: Buffer): Buffer[]
  /** Ends the body. @returns false where the array has not ended; its last element then has no line end */
  finish(): boolean
}

export function createArrayReframer(): ArrayReframer {
  let state: 'outside' | 'between' | 'element' | 'trailing' = 'outside'
  let depth = 0
  let inString = false
  let escaped = false

  return {
    finish: () => state === 'outside' || state === 'trailing',
    push(chunk) {
      const pieces: Buffer[] = []
      let start = 0
      /** Ends the element, or the line after the array, before `end`. */
      const finish = (end: number, next: 'outside' | 'between') => {
        if (end > start) pieces.push(chunk.subarray(start, end))
        pieces.push(newline)
        state = next
      }
      for (let i = 0; i < chunk.length; i++) {
        const byte = chunk[i] as number
        if (state === 'outside') {
          if (byte === open) state = 'between'
          else if (byte > space) {
            state = 'trailing'
            start = i
          }
          continue
        }
        if (state === 'trailing') {
          if (byte === lineFeed) finish(i, 'outside')
          continue
        }
        if (state === 'between') {
          if (byte <= space || byte === comma) continue
          if (byte === close) {
            state = 'outside'
            continue
          }
          state = 'element'
          start = i
          depth = 0
          inString = false
          escaped = false
        }
        if (byte === lineFeed || byte === 0x0d) chunk[i] = space
        if (inString) {
          if (escaped) escaped = false
          else if (byte === backslash) escaped = true
          else if (byte === quote) {
            inString = false
            if (depth === 0) finish(i + 1, 'between')
          }
        } else if (byte === quote) inString = true
        else if (byte === openBrace || byte === open) depth++
        else if (byte === closeBrace || byte === close) {
          if (depth === 0) finish(i, byte === close ? 'outside' : 'between')
          else if (--depth === 0) finish(i + 1, 'between')
        } else if (depth === 0 && (byte === comma || byte <= space)) finish(i, 'between')
      }
      if ((state === 'element' || state === 'trailing') && start < chunk.length) pieces.push(chunk.subarray(start))
      return pieces
    },
  }
}
