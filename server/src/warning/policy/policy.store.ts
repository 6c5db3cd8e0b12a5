/** The versions of the policy: what holds, what is being worked on, and what held before. */
import type { Policy, PolicyHistory, PolicyRule } from '@varde/contract'
import { sql } from 'kysely'
import type { Note } from '../../access/index.ts'
import { type Db, Problem, publish } from '../../platform/index.ts'
import { warningProblems } from '../warning.problems.ts'
import { type StoredTrial, shownTrial } from './trial.store.ts'

export type Active = { number: number; rules: PolicyRule[]; at: Date; by: string; note: string }

/** What holds now. There is always one: the migration made the first. */
export async function activePolicy(db: Db): Promise<Active> {
  const { rows } = await sql<Active>`
    select v.number, v.rules, a.at, a.by, a.note from policy_activation a join policy_version v on v.number = a.version
    order by a.id desc limit 1`.execute(db)
  return rows[0] as Active
}

export type Draft = {
  number: number
  rules: PolicyRule[]
  revision: number
  created_by: string
  changed_at: Date
  changed_by: string
  trial: StoredTrial | null
  tried_at: Date | null
  tried_by: string | null
}

export async function policyDraft(db: Db): Promise<Draft | null> {
  const { rows } = await sql<Draft>`
    select number, rules, revision, created_by, changed_at, changed_by, trial, tried_at, tried_by
    from policy_version where not kept`.execute(db)
  return rows[0] ?? null
}

/** @param hideRed leave out what the examples of a trial are about, where that is TLP:RED */
export async function readPolicy(db: Db, hideRed: boolean): Promise<Policy> {
  const active = await activePolicy(db)
  const draft = await policyDraft(db)
  const named = [...active.rules, ...(draft?.rules ?? [])].flatMap(({ when }) => when.members ?? [])
  const { rows: sources } = await sql<{ source: string }>`
    select distinct source from indicator where source <> '' order by source limit 200`.execute(db)
  const { rows: kinds } = await sql<{ kind: string }>`select distinct kind from member order by kind`.execute(db)
  const { rows: members } = await sql<{ member: string; name: string }>`
    select orgnr as member, name from member where orgnr = any(${named}) order by name`.execute(db)
  return {
    active: { ...active, at: active.at.toISOString() },
    draft:
      draft === null
        ? null
        : {
            ...draft,
            changed_at: draft.changed_at.toISOString(),
            tried_at: draft.tried_at?.toISOString() ?? null,
            trial: draft.trial === null ? null : await shownTrial(db, draft.trial, hideRed),
          },
    sources: sources.map(({ source }) => source),
    member_kinds: kinds.map(({ kind }) => kind),
    members,
  }
}

export async function policyHistory(db: Db): Promise<PolicyHistory> {
  const { rows } = await sql<{ version: number; rules: PolicyRule[]; at: Date; by: string; note: string }>`
    select a.version, v.rules, a.at, a.by, a.note from policy_activation a join policy_version v on v.number = a.version
    order by a.id desc limit 200`.execute(db)
  return { items: rows.map((row) => ({ ...row, at: row.at.toISOString() })) }
}

type By = { by: string; now: Date; note: Note }

/**
 * Makes the draft, or changes it; it is no longer tried then.
 * @param revision of the draft as the caller has seen it; 0 where there was none
 * @throws Problem policy_draft_changed
 */
export async function changeDraft(
  db: Db,
  rules: readonly PolicyRule[],
  revision: number,
  { by, now, note }: By,
): Promise<void> {
  await changing(db, async (trx, draft) => {
    seen(draft, revision)
    const text = JSON.stringify(rules)
    const { rows } =
      draft === null
        ? await sql<{ number: number }>`
            insert into policy_version (rules, created_at, created_by, changed_at, changed_by)
            values (${text}, ${now}, ${by}, ${now}, ${by}) returning number`.execute(trx)
        : await sql<{ number: number }>`
            update policy_version set rules = ${text}, revision = revision + 1, changed_at = ${now}, changed_by = ${by},
              trial = null, tried_at = null, tried_by = null
            where not kept returning number`.execute(trx)
    await note(trx, entry('policy.drafted', rows[0]?.number, { rules: rules.length }))
  })
}

/** Where there is none, all is as it should be. @throws Problem policy_draft_changed */
export async function discardDraft(db: Db, revision: number, note: Note): Promise<void> {
  await changing(db, async (trx, draft) => {
    if (draft === null) return
    seen(draft, revision)
    await sql`delete from policy_version where not kept`.execute(trx)
    await note(trx, entry('policy.discarded', draft.number))
  })
}

/** Keeps what the trial of this revision said. @throws Problem policy_draft_changed */
export async function keepTrial(db: Db, trial: StoredTrial, revision: number, { by, now, note }: By): Promise<void> {
  await changing(db, async (trx, draft) => {
    seen(draft, revision)
    await sql`
      update policy_version set trial = ${JSON.stringify(trial)}, tried_at = ${now}, tried_by = ${by}
      where not kept`.execute(trx)
    const { detections, warnings, mails } = trial
    await note(trx, entry('policy.tried', draft?.number, { detections, warnings, mails }))
  })
}

/** @throws Problem policy_draft_changed, policy_untried */
export async function switchOn(db: Db, revision: number, why: string, by: By): Promise<void> {
  await changing(db, async (trx, draft) => {
    seen(draft, revision)
    if (draft === null || draft.trial === null) {
      throw new Problem(warningProblems.policyUntried, 'Try it on the last 30 days first.')
    }
    await sql`update policy_version set kept = true where not kept`.execute(trx)
    await activate(trx, draft.number, why, by)
  })
}

/** What has been in force once can be again, untried: that was its trial. @returns whether there is such a version */
export async function switchBack(db: Db, number: number, why: string, by: By): Promise<boolean> {
  return await changing(db, async (trx) => {
    const { rows } = await sql`select from policy_version where number = ${number} and kept`.execute(trx)
    if (rows.length === 0) return false
    await activate(trx, number, why, by)
    return true
  })
}

async function activate(trx: Db, number: number, why: string, { by, now, note }: By): Promise<void> {
  await sql`insert into policy_activation (version, at, by, note) values (${number}, ${now}, ${by}, ${why})`.execute(
    trx,
  )
  await note(trx, entry('policy.switched_on', number))
}

/** One at a time: two that change the policy see each other. */
async function changing<T>(db: Db, change: (trx: Db, draft: Draft | null) => Promise<T>): Promise<T> {
  return await db.transaction().execute(async (trx) => {
    await sql`lock table policy_version in share row exclusive mode`.execute(trx)
    await publish(trx, 'policy', [])
    return await change(trx, await policyDraft(trx))
  })
}

function seen(draft: Draft | null, revision: number): void {
  if ((draft?.revision ?? 0) === revision) return
  throw new Problem(warningProblems.policyDraftChanged, 'Somebody has changed the draft meanwhile. Read it again.')
}

function entry(
  act: 'policy.drafted' | 'policy.discarded' | 'policy.tried' | 'policy.switched_on',
  version = 0,
  details = {},
) {
  return { act, object: { kind: 'policy', id: String(version) }, details } as const
}
