/** What the contexts below keep of a member, which this one does not look into itself. */
import type { Scope } from '../access/index.ts'
import type { Db } from '../platform/index.ts'

export type Asked = {
  orgnr: string
  /** Whom the caller may see: a member's own people get what they were told, all others everything. */
  scope: Scope
  /** Whether the caller may read TLP:RED. */
  red: boolean
}

export type MemberData = {
  /** Each gives objects with a `kind`, in the order in which they are handed out. */
  exports: readonly ((db: Db, asked: Asked) => AsyncIterable<object>)[]
  /** In the transaction that erases the member, before the member itself goes. @returns how many of what went */
  erasures: readonly ((trx: Db, orgnr: string, now: Date) => Promise<Record<string, number>>)[]
}
