/** Works out the proposals anew and writes down what changed. */
import { sql } from 'kysely'
import { type Db, newId, publish } from '../../platform/index.ts'
import { componentsOf, type Seen, type Shared, sharedBy, traitsOf, weightOf } from './correlation.ts'
import { type Held, type Known, planProposals } from './proposal.ts'
import { sharedTraits } from './trait.store.ts'

/** What was not seen for longer is not correlated. */
const windowDays = 30
/** One at a time, across processes. */
const lock = 5_005_026

const seenColumns = sql`d.id, d.orgnr, d.cause_kind, d.cause_key, d.cause_label, d.indicator_type, d.tlp,
  case when d.indicator_type in ('ipv4', 'ipv6') and pg_input_is_valid(d.cause_label, 'inet')
    then network(set_masklen(d.cause_label::inet, case family(d.cause_label::inet) when 4 then 24 else 64 end))::text end as network,
  extract(epoch from d.first_seen_at)::float8 * 1000 as first_seen,
  extract(epoch from d.last_seen_at)::float8 * 1000 as last_seen`

export async function correlate(db: Db, now: Date): Promise<void> {
  await db.transaction().execute(async (trx) => {
    await sql`select pg_advisory_xact_lock(${lock})`.execute(trx)
    const since = new Date(now.getTime() - windowDays * 86_400_000)
    const dayBefore = new Date(now.getTime() - 86_400_000)
    const live = sql`d.state in ('queued', 'warned') and not (d.state = 'queued' and d.held) and d.last_seen_at >= ${since}`
    const { rows: seen } = await sql<Seen>`select ${seenColumns} from detection d where ${live} order by d.id`.execute(
      trx,
    )
    const found = await sharedTraits(trx, live)
    const { rows: known } = await sql<Known>`select id, state, aside_members from campaign order by id`.execute(trx)
    const { rows: held } = await sql<Held>`
      select campaign_id, detection_id, standing from campaign_detection`.execute(trx)
    const all = seen.map((one) => ({ ...one, found: found.get(one.id) ?? [] }))
    const plan = planProposals(componentsOf(all, await countMembers(trx)), known, held, newId)
    // Those that were made go a day after they lost the last of their detections: until then that can be undone.
    await sql`
      delete from campaign c where id = any(${plan.dropped}::uuid[])
        or state = 'made' and updated_at < ${dayBefore} and not exists (select from campaign_detection where campaign_id = c.id and standing = 'in')`.execute(
      trx,
    )
    const list = JSON.stringify(plan.proposals)
    await sql`
      update campaign set state = p.state, traits = p.traits, updated_at = ${now}
      from json_to_recordset(${list}::json) as p (id uuid, state text, traits jsonb)
      where campaign.id = p.id and (campaign.state, campaign.traits) is distinct from (p.state, p.traits)`.execute(trx)
    // Apart from the update: an insert that gives way would use up numbers.
    await sql`
      insert into campaign (id, state, traits, created_at, updated_at)
      select id, state, traits, ${now}, ${now}
      from json_to_recordset(${list}::json) as p (id uuid, fresh boolean, state text, traits jsonb) where fresh`.execute(
      trx,
    )
    const wanted = [
      ...plan.proposals.flatMap(({ id, detections }) =>
        detections.map((detection) => ({ campaign: id, detection, standing: 'in' })),
      ),
      ...plan.suggested.map((one) => ({ ...one, standing: 'suggested' })),
    ]
    const changed = await replaceHeld(trx, wanted)
    if (changed > 0 || plan.dropped.length > 0) await publish(trx, 'campaigns', [])
  })
}

/** What is in campaigns that were made, and what was taken out of them, stays. @returns how many rows changed */
async function replaceHeld(trx: Db, wanted: readonly { campaign: string; detection: string; standing: string }[]) {
  const list = JSON.stringify(wanted)
  const { numAffectedRows: gone = 0n } = await sql`
    delete from campaign_detection cd using campaign c
    where c.id = cd.campaign_id
      and (cd.standing = 'suggested' or cd.standing = 'in' and c.state <> 'made')
      and not exists (select from json_to_recordset(${list}::json) as w (campaign uuid, detection uuid, standing text)
        where w.campaign = cd.campaign_id and w.detection = cd.detection_id and w.standing = cd.standing)`.execute(trx)
  const { numAffectedRows: come = 0n } = await sql`
    insert into campaign_detection (campaign_id, detection_id, standing)
    select campaign, detection, standing
    from json_to_recordset(${list}::json) as w (campaign uuid, detection uuid, standing text)
    on conflict do nothing`.execute(trx)
  return Number(gone + come)
}

/** Brings the campaigns' traits up to date with their detections. */
export async function refreshCampaigns(trx: Db, ids: readonly string[], now: Date): Promise<void> {
  const { rows } = await sql<Seen & { campaign_id: string }>`
    select cd.campaign_id, ${seenColumns} from campaign_detection cd join detection d on d.id = cd.detection_id
    where cd.campaign_id = any(${ids}::uuid[]) and cd.standing = 'in' order by d.id`.execute(trx)
  const found = await sharedTraits(
    trx,
    sql`d.id in (select detection_id from campaign_detection where campaign_id = any(${ids}::uuid[]) and standing = 'in')`,
  )
  const allMembers = await countMembers(trx)
  const traits = [...Map.groupBy(rows, ({ campaign_id }) => campaign_id)].map(([id, seen]) => ({
    id,
    traits: sharedBy(
      seen.map((one) => ({ ...one, found: found.get(one.id) ?? [] })),
      (kind, _, members) => weightOf(kind, members, allMembers),
    ),
  }))
  await sql`
    update campaign set traits = fresh.traits, updated_at = ${now}
    from json_to_recordset(${JSON.stringify(traits)}::json) as fresh (id uuid, traits jsonb)
    where campaign.id = fresh.id`.execute(trx)
}

/** Which of a campaign's traits each of its detections has: their places in that list. */
export async function traitsHeld(db: Db, id: string, shared: readonly Shared[]): Promise<Map<string, number[]>> {
  const those = sql`d.id in (select detection_id from campaign_detection where campaign_id = ${id} and standing <> 'out')`
  const { rows } = await sql<Seen>`select ${seenColumns} from detection d where ${those}`.execute(db)
  const found = await sharedTraits(db, those)
  return new Map(
    rows.map((one) => {
      const own = traitsOf({ ...one, found: found.get(one.id) ?? [] })
      const places = shared.flatMap(({ kind, label }, place) =>
        own.some((trait) => trait.kind === kind && trait.label === label) ? [place] : [],
      )
      return [one.id, places]
    }),
  )
}

async function countMembers(trx: Db): Promise<number> {
  const { rows } = await sql<{ members: number }>`select count(*) as members from member`.execute(trx)
  return rows[0]?.members ?? 0
}
