/** The files of TLS, read and checked before anything starts: what is wrong is said in one line, and no file's text. */
import { createPrivateKey, X509Certificate } from 'node:crypto'
import { readFileSync } from 'node:fs'

export type Tls = {
  /** PEM */
  cert: string
  key: string
  /** Whose certificates sensors may show; the routes that sensors send to look at what was shown. */
  sensorCa: string | null
}

/** @throws Error with what is wrong with the file and the mend */
export function readCertificate(path: string): string {
  const pem = readText(path)
  try {
    new X509Certificate(pem)
  } catch {
    throw new Error('holds no certificate. Name a PEM file that begins with "-----BEGIN CERTIFICATE-----".')
  }
  return pem
}

/** @throws Error with what is wrong with the file and the mend */
export function readPrivateKey(path: string): string {
  const pem = readText(path)
  try {
    createPrivateKey(pem)
  } catch {
    throw new Error('holds no private key that can be read. Name a PEM file without a passphrase.')
  }
  return pem
}

/** The settings that hold only together. @throws Error whose text names the setting at fault, and the mend */
export function tlsOf(cert: string | undefined, key: string | undefined, sensorCa: string | undefined): Tls | null {
  if (cert === undefined && key === undefined && sensorCa === undefined) return null
  if (cert === undefined && key === undefined) {
    throw new Error('VARDE_TLS_SENSOR_CA: is set, but TLS is not. Set VARDE_TLS_CERT and VARDE_TLS_KEY too.')
  }
  if (cert === undefined) throw new Error('VARDE_TLS_KEY: is set without its certificate. Set VARDE_TLS_CERT too.')
  if (key === undefined) throw new Error('VARDE_TLS_CERT: is set without its key. Set VARDE_TLS_KEY too.')
  if (!new X509Certificate(cert).checkPrivateKey(createPrivateKey(key))) {
    throw new Error('VARDE_TLS_KEY: is not the key of the certificate. Name the key that VARDE_TLS_CERT was made for.')
  }
  return { cert, key, sensorCa: sensorCa ?? null }
}

function readText(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch (fault) {
    const { code } = fault as NodeJS.ErrnoException
    throw new Error(`names a file that cannot be read (${code}). Write its path, and let Varde's user read it.`)
  }
}
