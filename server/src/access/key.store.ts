/** API keys: shown once, kept as a hash, with an end and a last use. */
import type { Db } from '../platform/index.ts'

/** Last use is stamped at most this often per key, so that reading with a key does not write each time. */
const stampEverySeconds = 60

export async function insertKey(
  db: Db,
  key: { id: string; name: string; scope: string; secret_hash: Buffer; expires_at: Date | null },
): Promise<void> {
  await db.insertInto('api_key').values(key).execute()
}

/** The live key with this hash; stamps its last use. */
export async function findKey(db: Db, secretHash: Buffer, now: Date) {
  const key = await db
    .selectFrom('api_key')
    .select(['id', 'name', 'scope', 'last_used_at'])
    .where('secret_hash', '=', secretHash)
    .where('revoked_at', 'is', null)
    .where((eb) => eb.or([eb('expires_at', 'is', null), eb('expires_at', '>', now)]))
    .executeTakeFirst()
  if (!key) return null
  if (key.last_used_at === null || now.getTime() - key.last_used_at.getTime() > stampEverySeconds * 1000) {
    await db.updateTable('api_key').set({ last_used_at: now }).where('id', '=', key.id).execute()
  }
  return key
}
