/** Tries rules on the detections of the last 30 days, and shows what a trial said. */
import type { Category, CauseKind, PolicyAction, PolicyRule, PolicyTrial, Severity } from '@varde/contract'
import { sql } from 'kysely'
import type { Db } from '../../platform/index.ts'
import { isReportSignature } from '../../sensing/index.ts'
import { firstOf } from '../chase/chase.ts'
import { readChaseRules } from '../chase/chase-rule.store.ts'
import { categoryOfDetection } from '../detections/category.ts'
import { isOld } from './policy.ts'
import { type Counted, openTrial, type Sent, type Tried } from './trial.ts'

const days = 30
/** Between so many rows and the next the process answers others. */
const rowsAtOnce = 2000

/** As it is kept: by ids alone, so that what is erased or TLP:RED is not in it. */
export type StoredTrial = Omit<PolicyTrial, 'changes' | 'members'> & Pick<Counted, 'changes' | 'members'>

type Row = {
  id: string
  orgnr: string
  member_kind: string
  kind: CauseKind
  key: string
  label: string
  category: string
  source: string
  confidence: number | null
  severity: Severity
  attribution: 'network' | 'sensor'
  retrospective: boolean
  last_seen_at: Date
  created_at: Date
  batch: string
  done: PolicyAction
  paged: boolean
  person: 'warned' | 'dismissed' | null
}

/** Reads each detection once, the newest first. */
export async function tryPolicy(db: Db, rules: readonly PolicyRule[], now: Date): Promise<StoredTrial> {
  const from = new Date(now.getTime() - days * 86_400_000)
  const trial = openTrial(rules)
  const categoryOf = rememberedCategories()
  await db.transaction().execute(async (trx) => {
    // One look at all of them, and never more than some of them here.
    await sql`declare tried no scroll cursor for ${triedRows(from, now)}`.execute(trx)
    for (;;) {
      const { rows } = await sql<Row>`fetch ${sql.lit(rowsAtOnce)} from tried`.execute(trx)
      for (const row of rows) trial.add(triedOf(row, categoryOf))
      if (rows.length < rowsAtOnce) return
    }
  })
  const { sent, ...counted } = trial.result()
  const mails = await mailsOf(db, [...sent.before, ...sent.after])
  const sum = (all: readonly Sent[]) => all.reduce((total, one) => total + mails(one), 0)
  return {
    from: from.toISOString(),
    to: now.toISOString(),
    ...counted,
    warnings: { before: sent.before.length, after: sent.after.length },
    mails: { before: sum(sent.before), after: sum(sent.after) },
  }
}

/**
 * The newest first. What came before versions were written down with each detection shows in whether somebody approved its
 * warning.
 */
function triedRows(from: Date, to: Date) {
  return sql`
    select d.id, d.orgnr, m.kind as member_kind, d.cause_kind as kind, d.cause_key as key, d.cause_label as label,
      d.cause_category as category, d.source, d.confidence, d.severity, d.attribution, d.retrospective, d.last_seen_at,
      d.created_at, d.received_at::text as batch, d.policy_paged as paged,
      coalesce(d.policy_action,
        case when w.approved_at is not null and w.approved_by is null then 'warn' else 'queue' end) as done,
      case when w.approved_by is not null then 'warned'
        when d.state = 'dismissed' and d.dismiss_reason <> 'policy' then 'dismissed' end as person
    from detection d join member m using (orgnr) left join warning w on w.id = d.warning_id
    where d.created_at >= ${from} and d.created_at <= ${to}
    order by d.created_at desc, d.id desc`
}

function triedOf(row: Row, categoryOf: (row: Row) => Category): Tried {
  return {
    ...row,
    cause: `${row.kind} ${row.key}`,
    category: categoryOf(row),
    memberKind: row.member_kind,
    old: isOld(row.retrospective, row.last_seen_at, row.created_at),
    at: row.created_at,
  }
}

/** The same causes come again and again, and a category is read from words. */
function rememberedCategories(): (row: Row) => Category {
  const known = new Map<string, Category>()
  return (row) => {
    const key = `${row.kind} ${row.key}`
    const category =
      known.get(key) ??
      categoryOfDetection({ ...row, reported: row.kind === 'signature' && isReportSignature(row.key) })
    known.set(key, category)
    return category
  }
}

/** To how many contacts a warning goes at first, as the contacts and the chase are now. */
async function mailsOf(db: Db, sent: readonly Sent[]): Promise<(one: Sent) => number> {
  const chase = await readChaseRules(db)
  const { rows } = await sql<{ orgnr: string; rank: number }>`
    select orgnr, rank from contact where orgnr = any(${[...new Set(sent.map(({ member }) => member))]})`.execute(db)
  const contacts = Map.groupBy(rows, ({ orgnr }) => orgnr)
  return ({ member, severity }) => firstOf(contacts.get(member) ?? [], chase[severity]).length
}

type Example = { id: string; orgnr: string; name: string; label: string; tlp: string; severity: Severity; at: Date }

/** With names, of what is still there. */
export async function shownTrial(db: Db, trial: StoredTrial, hideRed: boolean): Promise<PolicyTrial> {
  const ids = trial.changes.flatMap(({ examples }) => examples)
  const { rows } = await sql<Example>`
    select d.id, d.orgnr, m.name, d.cause_label as label, d.tlp, d.severity, d.created_at as at
    from detection d join member m using (orgnr) where d.id = any(${ids}::uuid[])`.execute(db)
  const found = new Map(rows.map((row) => [row.id, row]))
  const { rows: named } = await sql<{ orgnr: string; name: string }>`
    select orgnr, name from member where orgnr = any(${trial.members.map(({ member }) => member)})`.execute(db)
  const names = new Map(named.map(({ orgnr, name }) => [orgnr, name]))
  return {
    ...trial,
    changes: trial.changes.map((change) => ({
      ...change,
      examples: change.examples.flatMap((id) => {
        const one = found.get(id)
        if (one === undefined) return []
        const label = hideRed && one.tlp === 'RED' ? 'TLP:RED' : one.label
        return [{ detection: id, member_name: one.name, label, severity: one.severity, at: one.at.toISOString() }]
      }),
    })),
    members: trial.members.flatMap((one) => {
      const name = names.get(one.member)
      return name === undefined ? [] : [{ ...one, name }]
    }),
  }
}
