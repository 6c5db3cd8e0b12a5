/** What an analyst decides about detections: that a member is warned, or not, and who takes it, and when. */
import type { DismissReason, TriageResult } from '@varde/contract'
import { sql } from 'kysely'
import { type Db, publish } from '../../platform/index.ts'
import { reopenWarnings, sentAmong } from '../chase/relapse.store.ts'
import { draftDetections, leaveDrafts, sendWarnings } from '../warnings/dispatch.store.ts'
import { decide, type Refused, type Row, type Triage } from './decide.store.ts'
import { cameBack, gather } from './regroup.store.ts'

/** Sends one warning to each member concerned; what came back goes out under the warning that it was told in. */
export function warnAbout(db: Db, triage: Triage): Promise<TriageResult> {
  return decide(db, triage, {
    act: 'warn',
    async apply(trx, rows) {
      const opened = await sentAmong(
        trx,
        rows.flatMap(({ warning_id }) => warning_id ?? []),
      )
      const back = rows.flatMap(({ id, orgnr, warning_id: warning }) =>
        warning !== null && opened.has(warning) ? [{ id, orgnr, warning }] : [],
      )
      const warnings = await gather(
        trx,
        rows.filter(({ warning_id }) => warning_id === null || !opened.has(warning_id)),
        triage.now,
      )
      await sendWarnings(trx, warnings, triage.by.name, triage.now)
      await reopenWarnings(trx, back, triage.now)
      return [...warnings, ...new Set(back.map(({ warning }) => warning))]
    },
  })
}

/** A draft whose detections are all dismissed is cancelled, and comes back with the first that is restored. */
export function dismiss(db: Db, triage: Triage, reason: DismissReason): Promise<TriageResult> {
  const apply = (trx: Db, rows: readonly Row[]) => setAside(trx, rows, triage, { reason, of: null })
  return decide(db, triage, { act: 'dismiss', details: { reason }, apply })
}

/** They say the same as another of the member's, and stand as that one stands. */
export function duplicate(db: Db, triage: Triage, of: string): Promise<TriageResult> {
  return decide(db, triage, {
    act: 'duplicate',
    details: { reason: 'duplicate', of },
    async refuse(trx, rows) {
      const original = await trx
        .selectFrom('detection')
        .select(['orgnr', 'state'])
        .where('id', '=', of)
        .executeTakeFirst()
      const why = (row: Row): Refused | null => {
        if (original === undefined || original.orgnr !== row.orgnr)
          return { code: 'other_member', message: 'The original is not this member’s. Choose one that is.' }
        if (row.id === of) return { code: 'is_itself', message: 'A detection cannot repeat itself. Choose another.' }
        if (original.state === 'dismissed')
          return { code: 'original_dismissed', message: 'The original is dismissed. Restore it, or dismiss this too.' }
        return null
      }
      return new Map(
        rows.flatMap((row) => {
          const refused = why(row)
          return refused === null ? [] : [[row.id, refused] as const]
        }),
      )
    },
    apply: (trx, rows) => setAside(trx, rows, triage, { reason: 'duplicate', of }),
  })
}

async function setAside(
  trx: Db,
  rows: readonly Row[],
  { by, now }: Triage,
  why: { reason: DismissReason; of: string | null },
): Promise<string[]> {
  await sql`
    update detection set state = 'dismissed', dismiss_reason = ${why.reason}, duplicate_of = ${why.of},
      dismissed_by = ${by.name}, snoozed_until = null, updated_at = ${now}
    where id = any(${idsOf(rows)}::uuid[])`.execute(trx)
  // What repeats one that is now a duplicate itself repeats that one's original: there are no chains to follow.
  if (why.of !== null) {
    await sql`update detection set duplicate_of = ${why.of} where duplicate_of = any(${idsOf(rows)}::uuid[])`.execute(
      trx,
    )
  }
  const drafts = draftsOf(rows)
  await leaveDrafts(trx, drafts)
  return drafts
}

export function restore(db: Db, triage: Triage): Promise<TriageResult> {
  return decide(db, triage, {
    act: 'restore',
    async apply(trx, rows) {
      await sql`
        update detection set state = 'queued', dismiss_reason = null, duplicate_of = null, dismissed_by = null,
          held = false, updated_at = ${triage.now}
        where id = any(${idsOf(rows)}::uuid[])`.execute(trx)
      const drafts = draftsOf(rows)
      await sql`update warning set state = 'draft' where id = any(${drafts}::uuid[]) and state = 'cancelled'`.execute(
        trx,
      )
      await leaveDrafts(trx, drafts)
      // Its draft may have gone out without it.
      const alone = rows.filter(({ warning_id }) => warning_id === null)
      await draftDetections(trx, alone, triage.now)
      return drafts
    },
  })
}

/** It is real, and whoever says so follows it up: a person; a key has nobody to give it to. */
export function accept(db: Db, triage: Triage): Promise<TriageResult> {
  const person = triage.by.kind === 'person' ? triage.by.id : null
  return decide(db, triage, {
    act: 'accept',
    async apply(trx, rows) {
      await sql`
        update detection set accepted_at = ${triage.now}, assigned_to = coalesce(${person}::uuid, assigned_to),
          snoozed_until = null, held = false
        where id = any(${idsOf(rows)}::uuid[])`.execute(trx)
      // What was held back has no draft.
      await draftDetections(
        trx,
        rows.filter(({ warning_id }) => warning_id === null),
        triage.now,
      )
      return []
    },
  })
}

/** @param to a person who may triage, or nobody */
export function assign(db: Db, triage: Triage, to: string | null): Promise<TriageResult> {
  return decide(db, triage, {
    act: 'assign',
    details: { to },
    async apply(trx, rows) {
      await sql`update detection set assigned_to = ${to} where id = any(${idsOf(rows)}::uuid[])`.execute(trx)
      return []
    },
  })
}

/** It leaves the queue until then, or until it is seen at a worse severity. Its draft waits with it. */
export function snooze(db: Db, triage: Triage, until: Date): Promise<TriageResult> {
  return decide(db, triage, {
    act: 'snooze',
    details: { until: until.toISOString() },
    async apply(trx, rows) {
      await sql`update detection set snoozed_until = ${until} where id = any(${idsOf(rows)}::uuid[])`.execute(trx)
      return []
    },
  })
}

/** The chosen of each member become one draft. */
export function merge(db: Db, triage: Triage): Promise<TriageResult> {
  return decide(db, triage, {
    act: 'merge',
    async refuse(trx, all) {
      const back = await cameBack(trx, all)
      const rows = all.filter(({ id }) => !back.has(id))
      const alone = [...Map.groupBy(rows, ({ orgnr }) => orgnr).values()].filter((group) => group.length === 1).flat()
      const why = { code: 'is_alone', message: 'Choose at least two of the same member.' }
      return new Map([...back, ...alone.map(({ id }) => [id, why] as const)])
    },
    async apply(trx, rows) {
      const warnings = await gather(trx, rows, triage.now)
      await publish(trx, 'warnings', warnings)
      return warnings
    },
  })
}

const idsOf = (rows: readonly Row[]) => rows.map(({ id }) => id)
const draftsOf = (rows: readonly Row[]) => [...new Set(rows.flatMap(({ warning_id }) => warning_id ?? []))]
