/** Vulnerabilities and products for other contexts' tests: what is matched comes of the matching itself. */
import type { Db, Platform } from '../../src/platform/index.ts'
import type { Statement } from '../../src/vulnerability/catalogue/statement.ts'
import { followUp } from '../../src/vulnerability/matching/follow-up.store.ts'
import { matchDue } from '../../src/vulnerability/matching/match.job.ts'
import { productKeys } from '../../src/vulnerability/products/product-key.ts'

type Vulnerable = { cve: string; vendor: string; product: string; verdict: 'affected' | 'unknown' }

/** A vulnerability, and a product in version 9.1 that has it, or that its source says nothing of. @returns the product's id */
export async function addVulnerable(db: Db, { cve, vendor, product, verdict }: Vulnerable): Promise<number> {
  const at = new Date('2026-11-01T00:00:00Z')
  const source = 'cve:cna'
  const keys = productKeys({ vendor, product })
  const statement: Statement = {
    vendor,
    product,
    keys,
    defaultStatus: verdict === 'unknown' ? 'unknown' : 'unaffected',
    versions: verdict === 'unknown' ? [] : [{ status: 'affected', scheme: null, before: '9.2' }],
    cpes: [],
    platforms: [],
    runningOn: [],
    models: [],
  }
  await db.insertInto('vulnerability').values({ cve, created_at: at, updated_at: at }).execute()
  await db
    .insertInto('vulnerability_source')
    .values({ cve, source, seen_at: at, changed_at: at, digest: Buffer.from(cve), facts: '{}' })
    .execute()
  await db
    .insertInto('affected_statement')
    .values({ cve, source, keys, statement: JSON.stringify(statement) })
    .execute()
  const { id } = await db
    .insertInto('software')
    .values({ kind: 'application', vendor, product, version: '9.1', keys, match_keys: keys, created_at: at })
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}

/** Matches what is due now. */
export const matchNow = (platform: Platform) => matchDue(platform)

/** It becomes exploited: members that have it follow it up from now on. */
export async function makeExploited(
  { postgres: { db }, clock }: Platform,
  cve: string,
  since = clock(),
): Promise<void> {
  await db.transaction().execute(async (trx) => {
    await trx
      .updateTable('vulnerability')
      .set({ exploitation: 'active', exploitation_since: since })
      .where('cve', '=', cve)
      .execute()
    await followUp(trx, [cve], clock())
  })
}
