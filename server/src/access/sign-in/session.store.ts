/** People's sessions. Of a session only its id leaves this program, never its token. */
import type { Db } from '../../platform/index.ts'

/** The person's sessions that still open something, the newest use first. */
export async function liveSessions(db: Db, person: string, now: Date) {
  return db
    .selectFrom('person_session')
    .select(['id', 'method', 'createdAt', 'updatedAt', 'expiresAt', 'ipAddress', 'userAgent'])
    .where('userId', '=', person)
    .where('expiresAt', '>', now)
    .orderBy('updatedAt', 'desc')
    .execute()
}

/** @returns whether the person had such a session */
export async function endSession(db: Db, person: string, id: string): Promise<boolean> {
  const ended = await db
    .deleteFrom('person_session')
    .where('userId', '=', person)
    .where('id', '=', id)
    .returning('id')
    .executeTakeFirst()
  return ended !== undefined
}

/**
 * Ends what was begun by a one-time link elsewhere, now that the person has chosen how to sign in: whoever else had the
 * mail must not come in behind them.
 */
export async function endLinkSessions(db: Db, person: string, but: string): Promise<void> {
  await db
    .deleteFrom('person_session')
    .where('userId', '=', person)
    .where('method', '=', 'link')
    .where('id', '!=', but)
    .execute()
}

/** Ends all the person's sessions but one. @returns how many */
export async function endOtherSessions(db: Db, person: string, but: string | null): Promise<number> {
  const ended = await db
    .deleteFrom('person_session')
    .where('userId', '=', person)
    .$if(but !== null, (query) => query.where('id', '!=', but as string))
    .returning('id')
    .execute()
  return ended.length
}
