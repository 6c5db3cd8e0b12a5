/** What a sensor shows of itself: a token, and a certificate where the server asks for one. */
import type { KeyRefusal } from '@varde/contract'
import { Problem } from '../../platform/index.ts'
import { sensingProblems } from '../sensing.problems.ts'

/**
 * The token in an Authorization header: as `Bearer TOKEN` (RFC 6750), or as the password of `Basic` (RFC 7617), which is
 * all that some shippers can send. The user's name there may be anything. Elasticsearch's `ApiKey` is as `Basic`, with an id
 * before the colon; some shippers send the secret alone and as it is.
 */
export function tokenOf(authorization: string | undefined): string | null {
  const [scheme, credential] = (authorization ?? '').split(' ')
  if (!credential) return null
  if (scheme?.toLowerCase() === 'bearer') return credential
  const isApiKey = scheme?.toLowerCase() === 'apikey'
  if (!isApiKey && scheme?.toLowerCase() !== 'basic') return null
  // Every token has an underscore in its prefix, and base64 (RFC 4648, section 4) has none.
  if (isApiKey && credential.includes('_')) return credential
  return /^[^:]*:(.+)$/s.exec(Buffer.from(credential, 'base64').toString('utf8'))?.[1] ?? null
}

/** What the TLS connection says of the caller's certificate. */
export type Shown = {
  /** Signed by the authority of `VARDE_TLS_SENSOR_CA`, and valid now. */
  authorized: boolean
  /** The subject's common names; a certificate can have several. */
  names: readonly string[]
}

/** Whether a certificate is this sensor's: its only common name is the sensor's name or id. */
export function isOwnCertificate({ authorized, names }: Shown, sensor: { id: string; name: string }): boolean {
  const [name, ...more] = names
  return authorized && more.length === 0 && (name === sensor.name || name === sensor.id)
}

const told = {
  unknown: {
    kind: sensingProblems.sensorTokenUnknown,
    detail: 'Send `Authorization: Bearer TOKEN` with the token that was shown when the sensor was enrolled.',
  },
  expired: {
    kind: sensingProblems.sensorTokenExpired,
    detail: 'Keep what you have, give the sensor a new token with `varde sensors rotate NAME`, and send it again.',
  },
  revoked: {
    kind: sensingProblems.sensorTokenRevoked,
    detail: 'Another token has taken over, or the sensor was ended. Stop sending with this one.',
  },
  network: {
    kind: sensingProblems.sensorNetwork,
    detail: 'Send from a network that it is pinned to, or let its networks be changed.',
  },
  certificate: {
    kind: sensingProblems.sensorCertificate,
    detail: 'Show a certificate of the authority that this server trusts, with the sensor’s name or id as common name.',
  },
} satisfies Record<'unknown' | KeyRefusal, object>

/** What a sensor is told whose batch is not taken. */
export function refusedSensor(refusal: 'unknown' | KeyRefusal): Problem {
  const { kind, detail } = told[refusal]
  const headers = { 'www-authenticate': 'Bearer realm="varde sensors", Basic realm="varde sensors"' }
  return new Problem(kind, detail, kind.status === 401 ? { headers } : {})
}
