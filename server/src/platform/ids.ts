import { createHash, randomBytes } from 'node:crypto'
import { v7 } from 'uuid'

/** A new id: UUID version 7 (RFC 9562), so that ids sort by when they were made. */
export function newId(): string {
  return v7()
}

/** Random bytes are asked for so many ids at a time: asking for each takes seven times as long as the rest of it. */
const idsAtOnce = 1024

/** Many new ids, one after another and in this order. */
export function manyIds(): () => string {
  const msecs = Date.now()
  const start = randomBytes(4).readUInt32BE() >>> 1
  let random = randomBytes(16 * idsAtOnce)
  let count = 0
  return () => {
    const at = count % idsAtOnce
    if (at === 0 && count > 0) random = randomBytes(16 * idsAtOnce)
    return v7({ msecs, seq: start + count++, random: random.subarray(at * 16, at * 16 + 16) })
  }
}

/** A secret with 256 random bits behind a word that says what it opens, e.g. `varde_sensor_…`. */
export function newSecret(kind: string): string {
  return `varde_${kind}_${randomBytes(32).toString('base64url')}`
}

/**
 * The hash that is kept of a secret. The secret is 256 random bits, so a plain SHA-256 is enough: there is no dictionary
 * to guess from, and a slow hash would cost every ingest request.
 */
export function hashSecret(secret: string): Buffer {
  return createHash('sha256').update(secret).digest()
}
