/**
 * Between loads: a moment at which no load is under way. A load matches against the indicators that the engine held as it
 * began, so what looks for newer ones in stored events must wait until such loads are stored. Held in PostgreSQL, since
 * loaders may be processes of their own; it is let go with the connection of one that dies.
 */
import type pg from 'pg'

const turn = "hashtext('varde load')"

/** Loads, several at a time where there are several loaders. */
export async function duringLoad<T>(pool: pg.Pool, load: () => Promise<T>): Promise<T> {
  return holding(pool, `pg_advisory_lock_shared(${turn})`, `pg_advisory_unlock_shared(${turn})`, load)
}

/** Resolves once every load that had begun when this was called has ended. Who waits is let in before the next load. */
export async function afterLoads(pool: pg.Pool): Promise<void> {
  await holding(pool, `pg_advisory_lock(${turn})`, `pg_advisory_unlock(${turn})`, async () => {})
}

async function holding<T>(pool: pg.Pool, lock: string, unlock: string, work: () => Promise<T>): Promise<T> {
  const client = await pool.connect()
  try {
    await client.query(`select ${lock}`)
    try {
      return await work()
    } finally {
      await client.query(`select ${unlock}`)
    }
  } finally {
    client.release()
  }
}
