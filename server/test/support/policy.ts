/** Switches rules on without trying them first. */
import type { PolicyRule } from '@varde/contract'
import { sql } from 'kysely'
import type { Db } from '../../src/platform/index.ts'

/** A rule with all that does not matter left out. */
export const rule = (part: Partial<PolicyRule> = {}): PolicyRule => ({
  name: '',
  when: {},
  action: 'queue',
  page: false,
  ...part,
})
export const queueAll = [rule()]
export const warnOfIndicators = [rule({ when: { causes: ['indicator'] }, action: 'warn' }), rule()]

export async function holdTo(db: Db, rules: readonly PolicyRule[]): Promise<number> {
  const { rows } = await sql<{ number: number }>`
    with made as (
      insert into policy_version (rules, created_at, created_by, changed_at, changed_by, kept)
      values (${JSON.stringify(rules)}, now(), 'test', now(), 'test', true) returning number
    )
    insert into policy_activation (version, at, by, note) select number, now(), 'test', 'test' from made
    returning version as number`.execute(db)
  return rows[0]?.number ?? 0
}
