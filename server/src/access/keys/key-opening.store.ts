/** The one way by which a machine's secret opens anything: an API key, or a sensor's token, which is a key as well. */
import type { KeyRefusal } from '@varde/contract'
import { sql } from 'kysely'
import { type Db, gather, hashSecret } from '../../platform/index.ts'
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
  /** Whence the call comes, as the server sees it. */
  from: string
  now: Date
  /** A further condition on a key that is live and in its networks. */
  refuse?: (key: FoundKey) => Further | null
}

/** Finds the key with this secret and says whether it opens. */
export type OpenKey = <Further extends KeyRefusal = never>(
  secret: string,
  opener: Opener<Further>,
) => Promise<Opening<Further>>

/** Keys that are looked up, or stamped, by one statement. */
const mostAtOnce = 1000

/**
 * Each try is looked up anew, so that a key is revoked, pinned or ended at once; tries that come at the same time share one
 * query that begins after they came. A use stamps the key, a refusal is counted on it, and a refusal or a secret that nobody
 * has is written to the audit log.
 * @param kind a sensor's token opens nothing of the API, and no API key sends events
 */
export function keyOpening(db: Db, audit: Audit, kind: 'program' | 'sensor'): OpenKey {
  const find = gather((hashes: Buffer[]) => findKeys(db, kind, hashes), mostAtOnce)
  const stamp = gather((uses: Use[]) => stampUses(db, uses), mostAtOnce)
  const act = kind === 'sensor' ? 'sensor.refused' : 'key.refused'

  return async (secret, opener) => {
    const { now } = opener
    const address = callerAddress(opener.from)
    const found = await find(hashSecret(secret))
    if (found === null) {
      const nobody: Actor = { kind: 'nobody', id: null, address }
      await audit.recordOnce(db, nobody, { act, outcome: 'refused', details: { reason: 'unknown' } })
      return { key: null, refusal: 'unknown' }
    }
    const { expires_at, revoked_at, networks, last_used_at, ...key } = found
    const refusal = refusalOf({ expires_at, revoked_at, networks }, { address, now }) ?? opener.refuse?.(key) ?? null
    if (refusal !== null) {
      await countRefusal(db, key.id, { refusal, address, now })
      const object =
        key.sensor_id === null
          ? ({ kind: 'key', id: key.id } as const)
          : ({ kind: 'sensor', id: key.sensor_id } as const)
      const entry = { act, outcome: 'refused', object, member: key.orgnr, details: { reason: refusal } } as const
      await audit.recordOnce(db, { ...object, address }, entry)
      return { key, refusal }
    }
    if (last_used_at === null || now.getTime() - last_used_at.getTime() >= stampEverySeconds * 1000) {
      await stamp({ id: key.id, at: now, from: address })
    }
    return { key, refusal: null }
  }
}

type KeyFound = FoundKey & {
  expires_at: Date | null
  revoked_at: Date | null
  networks: string[]
  last_used_at: Date | null
}

/** @returns for each hash its key, or null */
async function findKeys(
  db: Db,
  kind: 'program' | 'sensor',
  hashes: readonly Buffer[],
): Promise<readonly (KeyFound | null)[]> {
  const found = await db
    .selectFrom('api_key')
    .select(['id', 'name', 'scope', 'orgnr', 'sensor_id', 'expires_at', 'revoked_at', 'networks', 'last_used_at'])
    .select('secret_hash')
    .where('secret_hash', '=', sql<Buffer>`any(${[...hashes]}::bytea[])`)
    .where('sensor_id', kind === 'sensor' ? 'is not' : 'is', null)
    .execute()
  const byHash = new Map(found.map(({ secret_hash, ...key }) => [secret_hash.toString('latin1'), key]))
  return hashes.map((hash) => byHash.get(hash.toString('latin1')) ?? null)
}

type Use = { id: string; at: Date; from: string | null }

/** Of many calls with a key at the same moment, one counts. A key that is being changed is left to its next use. */
async function stampUses(db: Db, uses: readonly Use[]): Promise<readonly undefined[]> {
  const last = new Map(uses.map((use) => [use.id, use]))
  await sql`
    update api_key set last_used_at = used.at, last_used_from = used.from_address
    from unnest(
      ${[...last.keys()]}::uuid[],
      ${[...last.values()].map(({ at }) => at)}::timestamptz[],
      ${[...last.values()].map(({ from }) => from)}::inet[]
    ) as used (id, at, from_address)
    where api_key.id = used.id
      and api_key.id in (select id from api_key where id = any(${[...last.keys()]}::uuid[]) for update skip locked)
      and (last_used_at is null or last_used_at <= used.at - make_interval(secs => ${stampEverySeconds}))`.execute(db)
  return []
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
