/**
 * The database as one caller may see it: each query and each transaction tells PostgreSQL first which members it acts
 * for, and row-level security shuts off the rest (`0006-access.sql`). It is set for the transaction alone, so nothing of
 * it is left on the connection for the next who borrows it.
 */
import {
  CompiledQuery,
  type DatabaseConnection,
  type Dialect,
  PostgresAdapter,
  PostgresDialect,
  PostgresDriver,
  PostgresIntrospector,
} from 'kysely'
import type pg from 'pg'

/** @param members organisation numbers; none of them: no member's rows at all */
export function membersDialect(pool: pg.Pool, members: readonly string[]): Dialect {
  const compiler = new PostgresDialect({ pool })
  return {
    createAdapter: () => new PostgresAdapter(),
    createDriver: () => new MembersDriver(pool, members),
    createIntrospector: (db) => new PostgresIntrospector(db),
    createQueryCompiler: () => compiler.createQueryCompiler(),
  }
}

type Borrowed = Parameters<PostgresDriver['releaseConnection']>[0]

class MembersDriver extends PostgresDriver {
  readonly #begin: CompiledQuery
  /** Connections whose transaction has been ended by its user. */
  readonly #ended = new WeakSet<DatabaseConnection>()

  constructor(pool: pg.Pool, members: readonly string[]) {
    super({ pool })
    const wrong = members.find((orgnr) => !/^[0-9]{9}$/.test(orgnr))
    if (wrong !== undefined) throw new Error('a scope names something that is no organisation number')
    this.#begin = CompiledQuery.raw(`begin; set local varde.members = '${members.join(',')}'`)
  }

  override async acquireConnection(): Promise<Borrowed> {
    const connection = (await super.acquireConnection()) as Borrowed
    try {
      await connection.executeQuery(this.#begin)
    } catch (fault) {
      await super.releaseConnection(connection)
      throw fault
    }
    this.#ended.delete(connection)
    return connection
  }

  /** Begun already, with the connection. */
  override async beginTransaction(): Promise<void> {}

  override async commitTransaction(connection: DatabaseConnection): Promise<void> {
    this.#ended.add(connection)
    await super.commitTransaction(connection)
  }

  override async rollbackTransaction(connection: Borrowed): Promise<void> {
    this.#ended.add(connection)
    await super.rollbackTransaction(connection)
  }

  override async releaseConnection(connection: Borrowed): Promise<void> {
    try {
      // A single query's own transaction; where it failed, the commit only ends it.
      if (!this.#ended.has(connection)) await connection.executeQuery(CompiledQuery.raw('commit'))
    } finally {
      await super.releaseConnection(connection)
    }
  }
}
