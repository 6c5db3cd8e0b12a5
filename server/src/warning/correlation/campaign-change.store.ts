/** What an analyst does with campaigns. Each is one transaction, with what the log says of it last. */
import type { Act, CampaignMerged, TriageResult } from '@varde/contract'
import { sql } from 'kysely'
import type { JsonValue, Note } from '../../access/index.ts'
import { type Db, newId, Problem, problems, publish } from '../../platform/index.ts'
import type { Triage } from '../triage/decide.store.ts'
import { warnAbout } from '../triage/triage.store.ts'
import { refreshCampaigns } from './correlation.store.ts'

export type Change = { id: string; now: Date; note: Note }
type Row = { id: string; name: string }

/** Locks the campaign while it is changed. @throws Problem not_found */
async function change<T>(
  db: Db,
  { id, note }: Change,
  act: Act,
  apply: (trx: Db, row: Row) => Promise<{ result: T; details?: { [key: string]: JsonValue } }>,
): Promise<T> {
  return await db.transaction().execute(async (trx) => {
    const row = await lockCampaign(trx, id)
    const { result, details = {} } = await apply(trx, row)
    await publish(trx, 'campaigns', [id])
    await note(trx, [{ act, object: { kind: 'campaign', id }, details }])
    return result
  })
}

async function lockCampaign(trx: Db, id: string): Promise<Row> {
  const { rows } = await sql<Row>`select id, name from campaign where id = ${id} for update`.execute(trx)
  if (rows[0] === undefined) throw new Problem(problems.notFound, 'There is no such campaign.')
  return rows[0]
}

/** Makes a campaign of a proposal, or gives one another name. */
export function makeCampaign(db: Db, asked: Change, { name, note = '' }: { name: string; note?: string }) {
  return change(db, asked, 'campaign.made', async (trx) => {
    await sql`
      update campaign set state = 'made', name = ${name}, note = ${note}, aside_members = null, updated_at = ${asked.now}
      where id = ${asked.id}`.execute(trx)
    await adoptWarnings(trx, [asked.id])
    return { result: null }
  })
}

/** Not worked on; proposed again once more members have it. */
export function setAside(db: Db, asked: Change) {
  return change(db, asked, 'campaign.set_aside', async (trx) => {
    await sql`
      update campaign set state = 'aside', updated_at = ${asked.now}, aside_members = (
        select count(distinct orgnr) from campaign_detection join detection d on d.id = detection_id
        where campaign_id = ${asked.id} and standing = 'in')
      where id = ${asked.id}`.execute(trx)
    return { result: null }
  })
}

/** Takes back that it was made or set aside. */
export function reopenCampaign(db: Db, asked: Change) {
  return change(db, asked, 'campaign.reopened', async (trx) => {
    await sql`
      update campaign set state = 'proposed', aside_members = null, updated_at = ${asked.now}
      where id = ${asked.id}`.execute(trx)
    return { result: null }
  })
}

type Moves = { add?: readonly string[] | undefined; remove?: readonly string[] | undefined }

/** Whoever is in another campaign leaves that one. */
export function changeDetections(db: Db, asked: Change, { add = [], remove = [] }: Moves) {
  return change(db, asked, 'campaign.changed', async (trx) => {
    await sql`
      update campaign_detection set standing = 'out'
      where campaign_id = ${asked.id} and detection_id = any(${remove}::uuid[])`.execute(trx)
    const left = await moveInto(trx, asked.id, add)
    await refreshCampaigns(trx, [asked.id, ...left], asked.now)
    await adoptWarnings(trx, [asked.id, ...left])
    return { result: null, details: { added: add.length, removed: remove.length } }
  })
}

/** The other's detections and warnings come here, and the other is gone. */
export function mergeCampaigns(db: Db, asked: Change, other: string): Promise<CampaignMerged> {
  return change(db, asked, 'campaign.merged', async (trx) => {
    if (other === asked.id) throw new Problem(problems.invalidInput, 'A campaign cannot be merged with itself.')
    const { name } = await lockCampaign(trx, other)
    const { rows } = await sql<{ id: string }>`
      select detection_id as id from campaign_detection where campaign_id = ${other} and standing = 'in'`.execute(trx)
    const detections = rows.map(({ id }) => id)
    await moveInto(trx, asked.id, detections)
    await sql`update warning set campaign_id = ${asked.id} where campaign_id = ${other}`.execute(trx)
    await sql`delete from campaign where id = ${other}`.execute(trx)
    await refreshCampaigns(trx, [asked.id], asked.now)
    await adoptWarnings(trx, [asked.id])
    return { result: { name, detections }, details: { campaign: other, detections: detections.length } }
  })
}

/** @returns the new campaign's id */
export function splitCampaign(db: Db, asked: Change, name: string, detections: readonly string[]): Promise<string> {
  return change(db, asked, 'campaign.split', async (trx) => {
    const { rows } = await sql<{ id: string }>`
      select detection_id as id from campaign_detection
      where campaign_id = ${asked.id} and standing = 'in' and detection_id = any(${detections}::uuid[])`.execute(trx)
    if (rows.length === 0) throw new Problem(problems.invalidInput, 'None of these detections is in the campaign.')
    const made = newId()
    await sql`
      insert into campaign (id, state, name, created_at, updated_at)
      values (${made}, 'made', ${name}, ${asked.now}, ${asked.now})`.execute(trx)
    await moveInto(
      trx,
      made,
      rows.map(({ id }) => id),
    )
    await refreshCampaigns(trx, [made, asked.id], asked.now)
    await adoptWarnings(trx, [made, asked.id])
    return { result: made, details: { campaign: made, detections: rows.length } }
  })
}

/**
 * Warns every member whose detections wait, each about its own alone, in one transaction with what binds the warnings to the
 * campaign.
 */
export async function warnCampaign(db: Db, asked: Change & Pick<Triage, 'scope' | 'by'>): Promise<TriageResult> {
  const { id, now, note, scope, by } = asked
  const { rows } = await sql<{ id: string }>`
    select d.id from campaign_detection cd join detection d on d.id = cd.detection_id
    where cd.campaign_id = ${id} and cd.standing = 'in' and d.state = 'queued' and not d.held order by d.id`.execute(db)
  const ids = rows.map((row) => row.id)
  return await warnAbout(db, {
    ids,
    scope,
    by,
    now,
    // Noting is the last thing in the transaction of the warning, so what goes with it is done just before.
    note: async (trx, entries) => {
      await lockCampaign(trx, id)
      await adoptWarnings(trx, [id])
      await publish(trx, 'campaigns', [id])
      const details = { detections: ids.length }
      await note(trx, [...[entries].flat(), { act: 'campaign.warned', object: { kind: 'campaign', id }, details }])
    },
  })
}

/** @returns the campaigns that they left */
async function moveInto(trx: Db, campaign: string, detections: readonly string[]): Promise<string[]> {
  const { rows } = await sql<{ campaign_id: string }>`
    update campaign_detection set standing = 'out'
    where detection_id = any(${detections}::uuid[]) and standing = 'in' and campaign_id <> ${campaign}
    returning campaign_id`.execute(trx)
  await sql`
    insert into campaign_detection (campaign_id, detection_id, standing)
    select ${campaign}, id, 'in' from detection where id = any(${detections}::uuid[])
    on conflict (campaign_id, detection_id) do update set standing = 'in'`.execute(trx)
  return [...new Set(rows.map(({ campaign_id }) => campaign_id))]
}

/** A warning is a campaign's where its detections are: also one that was sent before the campaign was made. */
async function adoptWarnings(trx: Db, campaigns: readonly string[]): Promise<void> {
  await sql`
    update warning set campaign_id = c.id
    from campaign_detection cd join campaign c on c.id = cd.campaign_id join detection d on d.id = cd.detection_id
    where cd.standing = 'in' and c.id = any(${campaigns}::uuid[]) and warning.id = d.warning_id
      and warning.campaign_id is distinct from c.id`.execute(trx)
}
