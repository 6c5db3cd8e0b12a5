/** The policy, asked about detections as they come in, in the transaction that takes them in. */
import type { CauseKind, DetectionState, SetAsideReason, Severity } from '@varde/contract'
import { sql } from 'kysely'
import type { Db } from '../../platform/index.ts'
import { isReportSignature } from '../../sensing/index.ts'
import { categoryOfDetection } from '../detections/category.ts'
import { activePolicy } from './policy.store.ts'
import { type Decision, decideBy, isOld } from './policy.ts'

export type ToDecide = {
  id: string
  orgnr: string
  cause_kind: CauseKind
  cause_key: string
  cause_label: string
  cause_category: string
  source: string
  confidence: number | null
  severity: Severity
  attribution: 'network' | 'sensor'
  retrospective: boolean
  last_seen_at: Date
  state: DetectionState
  dismiss_reason: SetAsideReason | null
}

export type Decided = {
  version: number
  of(row: ToDecide): Decision
  /** Those that a rule ignored before, that are seen again, and that are ignored no more: they wait in the queue now. */
  again: ReadonlySet<string>
}

/**
 * What a person has dismissed was judged, and stays so. What a rule ignored was not: it is decided each time that it is
 * seen, so that a rule that is changed, or that holds at night alone, hides nothing for good. `rows` follow.
 */
export async function decideAll<Row extends ToDecide>(trx: Db, rows: Row[], now: Date): Promise<Decided> {
  const { number, rules } = await activePolicy(trx)
  const { rows: kinds } = await sql<{ orgnr: string; kind: string }>`
    select orgnr, kind from member where orgnr = any(${[...new Set(rows.map(({ orgnr }) => orgnr))]})`.execute(trx)
  const kindOf = new Map(kinds.map(({ orgnr, kind }) => [orgnr, kind]))
  const decide = decideBy(rules)
  const decisions = new Map(
    rows.map((row) => {
      const { cause_kind: kind, cause_key: key, cause_category: category, cause_label: label } = row
      const reported = kind === 'signature' && isReportSignature(key)
      const facts = {
        ...row,
        kind,
        category: categoryOfDetection({ kind, reported, category, label }),
        memberKind: kindOf.get(row.orgnr) ?? '',
        old: isOld(row.retrospective, row.last_seen_at, now),
        at: now,
      }
      return [row.id, decide(facts)] as const
    }),
  )
  const of = ({ id }: ToDecide) => decisions.get(id) as Decision
  const again = rows.filter(
    (row) => row.state === 'dismissed' && row.dismiss_reason === 'policy' && of(row).action !== 'ignore',
  )
  for (const row of again) row.state = 'queued'
  await sql`
    update detection set state = 'queued', dismiss_reason = null, dismissed_by = null, updated_at = ${now}
    where id = any(${again.map(({ id }) => id)}::uuid[])`.execute(trx)
  return { version: number, of, again: new Set(again.map(({ id }) => id)) }
}

/** Sets aside what a rule ignores. */
export async function ignoreDetections(trx: Db, ids: readonly string[], now: Date): Promise<void> {
  if (ids.length === 0) return
  await sql`
    update detection set state = 'dismissed', dismiss_reason = 'policy', dismissed_by = null, snoozed_until = null,
      updated_at = ${now}
    where id = any(${ids}::uuid[])`.execute(trx)
}

/** Each detection remembers which version and rule decided about it last. */
export async function keepDecisions(
  trx: Db,
  { version, of }: Decided,
  rows: readonly ToDecide[],
  paged: ReadonlySet<string>,
): Promise<void> {
  const kept = rows.map((row) => ({ id: row.id, ...of(row), paged: paged.has(row.id) }))
  await sql`
    update detection d set policy_version = ${version}, policy_rule = k.rule, policy_action = k.action,
      policy_paged = d.policy_paged or k.paged
    from json_to_recordset(${JSON.stringify(kept)}::json) as k (id uuid, rule int, action text, paged boolean)
    where d.id = k.id`.execute(trx)
}
