/** The one way by which a machine's secret opens anything: an API key, or a sensor's token, which is a key as well. */
import type { KeyRefusal } from '@varde/contract'
import { sql } from 'kysely'
import { type Db, hashSecret } from '../../platform/index.ts'
import type { Audit } from '../audit/audit.store.ts'
import type { Actor } from '../audit/audit.ts'
import { refusalOf } from './key.ts'
import { callerAddress } from './network-pin.ts'

/** Last use is stamped at most this often per key, so that reading with a key does not write each time. */
const stampEverySeconds = 60

export type FoundKey = { id: string; name: string; scope: string; orgnr: string | null; sensor_id: string | null }
/** Why a secret does not open, whatever it is for. */
export type Refusal = 'unknown' | Exclude<KeyRefusal, 'certificate'>
export type Opening<Further extends KeyRefusal> =
  | { key: FoundKey; refusal: null }
  | { key: FoundKey | null; refusal: Refusal | Further }

export type Opener<Further extends KeyRefusal> = {
  /** A sensor's token opens nothing of the API, and no API key sends events. */
  kind: 'program' | 'sensor'
  /** Whence the call comes, as the server sees it. */
  from: string
  now: Date
  /** A further condition on a key that is live and in its networks. */
  refuse?: (key: FoundKey) => Further | null
}

/**
 * Finds the key with this secret and says whether it opens. Each try is looked up anew, so that a key is revoked at once.
 * A use stamps the key, a refusal is counted on it, and a refusal or a secret that nobody has is written to the audit log.
 */
export async function openKey<Further extends KeyRefusal = never>(
  db: Db,
  audit: Audit,
  secret: string,
  opener: Opener<Further>,
): Promise<Opening<Further>> {
  const { kind, now } = opener
  const address = callerAddress(opener.from)
  const found = await db
    .selectFrom('api_key')
    .select(['id', 'name', 'scope', 'orgnr', 'sensor_id', 'expires_at', 'revoked_at', 'networks', 'last_used_at'])
    .where('secret_hash', '=', hashSecret(secret))
    .where('sensor_id', kind === 'sensor' ? 'is not' : 'is', null)
    .executeTakeFirst()
  const act = kind === 'sensor' ? 'sensor.refused' : 'key.refused'
  if (!found) {
    const nobody: Actor = { kind: 'nobody', id: null, address }
    await audit.recordOnce(db, nobody, { act, outcome: 'refused', details: { reason: 'unknown' } })
    return { key: null, refusal: 'unknown' }
  }
  const { expires_at, revoked_at, networks, last_used_at, ...key } = found
  const refusal = refusalOf({ expires_at, revoked_at, networks }, { address, now }) ?? opener.refuse?.(key) ?? null
  if (refusal !== null) {
    await countRefusal(db, key.id, { refusal, address, now })
    const object =
      key.sensor_id === null ? ({ kind: 'key', id: key.id } as const) : ({ kind: 'sensor', id: key.sensor_id } as const)
    const entry = { act, outcome: 'refused', object, member: key.orgnr, details: { reason: refusal } } as const
    await audit.recordOnce(db, { ...object, address }, entry)
    return { key, refusal }
  }
  const stampBefore = new Date(now.getTime() - stampEverySeconds * 1000)
  if (last_used_at === null || last_used_at <= stampBefore) {
    await db
      .updateTable('api_key')
      .set({ last_used_at: now, last_used_from: address })
      .where('id', '=', key.id)
      // Of many calls at the same moment, one writes.
      .where((eb) => eb.or([eb('last_used_at', 'is', null), eb('last_used_at', '<=', stampBefore)]))
      .execute()
  }
  return { key, refusal: null }
}

async function countRefusal(
  db: Db,
  id: string,
  { refusal, address, now }: { refusal: KeyRefusal; address: string | null; now: Date },
): Promise<void> {
  await db
    .updateTable('api_key')
    .set({
      failures: sql<number>`failures + 1`,
      last_failure_at: now,
      last_failure_from: address,
      last_failure_reason: refusal,
    })
    .where('id', '=', id)
    .execute()
}
