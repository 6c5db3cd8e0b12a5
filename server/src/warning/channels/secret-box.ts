/** Secrets that we must be able to use again, encrypted with a key that lies among the secrets and not in the database. */
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'

const algorithm = 'aes-256-gcm'
/** NIST SP 800-38D: a nonce of 96 bits, a tag of 128. */
const [nonceBytes, tagBytes] = [12, 16]

export type SecretBox = {
  /** @param whose what it is a secret of; it opens for nothing else */
  lock(plain: string, whose: string): string
  /** @throws where it is not what was locked, or not for this */
  open(locked: string, whose: string): string
}

/** @param key 32 bytes */
export function secretBox(key: Buffer): SecretBox {
  return {
    lock(plain, whose) {
      const nonce = randomBytes(nonceBytes)
      const cipher = createCipheriv(algorithm, key, nonce).setAAD(Buffer.from(whose))
      const sealed = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final()])
      return Buffer.concat([nonce, cipher.getAuthTag(), sealed]).toString('base64url')
    },
    open(locked, whose) {
      const bytes = Buffer.from(locked, 'base64url')
      const decipher = createDecipheriv(algorithm, key, bytes.subarray(0, nonceBytes)).setAAD(Buffer.from(whose))
      decipher.setAuthTag(bytes.subarray(nonceBytes, nonceBytes + tagBytes))
      return Buffer.concat([decipher.update(bytes.subarray(nonceBytes + tagBytes)), decipher.final()]).toString('utf8')
    },
  }
}
