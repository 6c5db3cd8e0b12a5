/** What the events behind detections have that others may share: kept as findings are recorded, read where members share it. */
import type { EventTraitKind } from '@varde/contract'
import { type RawBuilder, sql } from 'kysely'
import type { Db } from '../../platform/index.ts'
import { allowedAmong, type FindingTrait } from '../../sensing/index.ts'

/** Of each kind, of one detection; it may pass this by what one load brings. */
const most = 10

type WithTraits = {
  orgnr: string
  cause_kind: string
  cause_key: string
  inner_host: string | null
  traits: FindingTrait[]
}

/** @param detections the ids of what was found */
export async function keepTraits(trx: Db, found: readonly WithTraits[], detections: readonly string[]): Promise<void> {
  const list = found.flatMap(({ orgnr, cause_kind, cause_key, inner_host, traits }) =>
    traits.map((trait) => ({ orgnr, cause_kind, cause_key, inner_host, ...trait })),
  )
  if (list.length === 0) return
  await sql`
    insert into detection_trait (detection_id, kind, value)
    select d.id, f.kind, f.value
    from json_to_recordset(${JSON.stringify(list)}::json) as f (orgnr text, cause_kind text, cause_key text, inner_host inet,
      kind text, value text)
      join detection d on (d.orgnr, d.cause_kind, d.cause_key) = (f.orgnr, f.cause_kind, f.cause_key)
        -- As text, so that it can be hashed: one cause may concern thousands of hosts.
        and coalesce(host(d.inner_host), '') = coalesce(host(f.inner_host), '')
    where d.id = any(${detections}::uuid[]) and (select count(*) from detection_trait t where t.detection_id = d.id and t.kind = f.kind) < ${most}
    order by 1, 2, 3
    on conflict do nothing`.execute(trx)
}

export type DetectionTrait = { kind: EventTraitKind; value: string }

/**
 * Of the detections that `those` names as `d`, what two members or more share, without what is allowed: a content network
 * or a resolver that many meet is on that list, and so is what members own.
 */
export async function sharedTraits(db: Db, those: RawBuilder<unknown>): Promise<Map<string, DetectionTrait[]>> {
  const { rows } = await sql<DetectionTrait & { detection_id: string }>`
    with here as (
      select t.detection_id, t.kind, t.value, d.orgnr from detection_trait t join detection d on d.id = t.detection_id
      where ${those}),
    shared as (select kind, value from here group by kind, value having min(orgnr) <> max(orgnr))
    select detection_id, kind, value from here join shared using (kind, value) order by detection_id, kind, value`.execute(
    db,
  )
  const of = (kind: EventTraitKind) => [...new Set(rows.flatMap((row) => (row.kind === kind ? [row.value] : [])))]
  const allowed = await allowedAmong(db, { addresses: of('address'), domains: of('domain') })
  const kept = rows.filter(({ value }) => !allowed.has(value))
  return new Map(
    [...Map.groupBy(kept, ({ detection_id }) => detection_id)].map(([id, traits]) => [
      id,
      traits.map(({ kind, value }) => ({ kind, value })),
    ]),
  )
}
