/** Which indicators count: the one condition for what is copied to the engine and for what a load may record. SQL. */
import { type RawBuilder, sql } from 'kysely'

/** Neither retracted nor ended at `now`, and stopped by nothing or let through. Of the table `indicator`. */
export function inUse(now: Date): RawBuilder<boolean> {
  return sql<boolean>`(retracted_at is null and (valid_until is null or valid_until > ${now})
    and (stopped_by is null or let_through_reason is not null))`
}

/** As `inUse`, for a statement without parameters. */
export function inUseAt(now: Date): string {
  return `(retracted_at is null and (valid_until is null or valid_until > '${now.toISOString()}')
    and (stopped_by is null or let_through_reason is not null))`
}
