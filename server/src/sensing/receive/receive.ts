/** From a request's body to a committed batch: bytes in, bytes on disk, in constant memory. */
import { BodyCorrupt, type BodyLimits, bodyBytes, type Encoding } from '../../platform/index.ts'
import { longestLine } from '../load/format.ts'
import { beginsArray, createArrayReframer, leadOf } from './array-reframer.ts'
import { createLineFramer } from './line-framer.ts'
import type { Spool } from './spool.ts'

export type Received = {
  batch: string
  lines: number
  bytes: number
  /** Not null: the body was cut short or damaged; the whole lines before that were kept. */
  damage: 'compression' | 'unclosed' | null
}

/** What makes lines of another form of body, chunk by chunk. */
export type Reframer = {
  push(chunk: Buffer): Buffer[]
  /** Ends the body. @returns false where it ends in the middle */
  finish(): boolean
}

/**
 * Receives NDJSON or a JSON array, told apart by the first byte, or what `reframer` reads.
 * @throws BodyTooLarge, or what the connection or the disk say; nothing is kept then
 */
export async function receiveBody(
  spool: Spool,
  body: AsyncIterable<Buffer>,
  given: { encoding: Encoding; limits: BodyLimits; sensor: string; now: () => Date; reframer?: Reframer },
): Promise<Received> {
  const incoming = spool.begin()
  try {
    const framer = createLineFramer(longestLine)
    let reframer: Reframer | null | undefined = given.reframer
    let bytes = 0
    let damage: Received['damage'] = null
    const write = async (pieces: Buffer[]) => {
      const before = framer.lines()
      const lines = pieces.flatMap((piece) => framer.push(piece))
      await incoming.write(lines, framer.lines() - before)
    }
    try {
      for await (const chunk of bodyBytes(body, given.encoding, given.limits)) {
        bytes += chunk.length
        const rest: Buffer = reframer === undefined ? chunk.subarray(leadOf(chunk)) : chunk
        if (rest.length === 0) continue
        if (reframer === undefined) reframer = beginsArray(rest) ? createArrayReframer() : null
        await write(reframer ? reframer.push(rest) : [rest])
      }
      if (reframer && !reframer.finish()) damage = 'unclosed'
    } catch (fault) {
      if (!(fault instanceof BodyCorrupt)) throw fault
      damage = 'compression'
    }
    if (damage === null) {
      const before = framer.lines()
      await incoming.write(framer.finish(), framer.lines() - before)
    }
    const batch = await incoming.commit(given.sensor, given.now())
    return { batch, lines: framer.lines(), bytes, damage }
  } catch (fault) {
    await incoming.discard()
    throw fault
  }
}
