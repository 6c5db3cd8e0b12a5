/** How columns come and go. */
import type { ColumnType } from 'kysely'

export type Instant = ColumnType<Date, Date, Date>
export type MaybeInstant = ColumnType<Date | null, Date | null | undefined, Date | null>
export type StampedInstant = ColumnType<Date, Date | undefined, Date>
/** bigint comes as a number: `postgres.ts` parses int8 so, since no count here passes 2^53. */
export type Count = ColumnType<number, number | undefined, number>
