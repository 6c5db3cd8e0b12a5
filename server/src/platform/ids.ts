import { createHash, randomBytes } from 'node:crypto'
import { v7 } from 'uuid'

/** A new id: UUID version 7 (RFC 9562), so that ids sort by when they were made. */
export function newId(): string {
  return v7()
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
