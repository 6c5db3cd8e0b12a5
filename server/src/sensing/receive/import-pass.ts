/**
 * What `varde events import` shows a running server in place of a sensor's token, of which nobody has more than a hash: the
 * sensor and an end, under a key of the installation that whoever runs the command can read and nobody else.
 */
import { createHmac, timingSafeEqual } from 'node:crypto'

/** The name of that key among the secrets; see `keptSecret`. */
export const importKeyName = 'import'
const prefix = 'varde_import_'
const pattern = new RegExp(`^${prefix}([0-9a-f-]{36})\\.([0-9]{13})\\.([\\w-]{43})$`)

export function makeImportPass(key: Buffer, sensor: string, until: Date): string {
  const said = `${sensor}.${until.getTime()}`
  return `${prefix}${said}.${sign(key, said).toString('base64url')}`
}

export const isImportPass = (token: string) => token.startsWith(prefix)

/** @returns the sensor, or null where the pass is not ours or has ended */
export function readImportPass(key: Buffer, pass: string, now: Date): string | null {
  const [, sensor, until, signature] = pattern.exec(pass) ?? []
  if (sensor === undefined || until === undefined || signature === undefined) return null
  // 43 characters of base64url are 32 bytes, as many as the hash has.
  const right = timingSafeEqual(sign(key, `${sensor}.${until}`), Buffer.from(signature, 'base64url'))
  return right && now.getTime() < Number(until) ? sensor : null
}

function sign(key: Buffer, said: string): Buffer {
  return createHmac('sha256', key).update(said).digest()
}
