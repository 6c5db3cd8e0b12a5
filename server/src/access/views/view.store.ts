/** Saved views: a person's own, and those that others have shared with the team. */
import type { NewSavedView, SavedView, SavedViewChange, ViewPage } from '@varde/contract'
import { sql } from 'kysely'
import { type Db, newId, Problem, problems, publish } from '../../platform/index.ts'
import type { Note } from '../audit/audit.store.ts'
import { viewProblems } from './view.problems.ts'

/** For each person; a menu of more would not be read. */
const most = 100
/** How long removing can be undone. */
const keptHours = 24

/** Own ones first, then by name. @param person null for a caller that is none, who sees what is shared */
export async function listViews(db: Db, person: string | null, page: ViewPage | undefined): Promise<SavedView[]> {
  const { rows } = await sql<Omit<SavedView, 'updated_at'> & { updated_at: Date }>`
    select v.id, v.page, v.name, v.search, v.shared, v.person_id is not distinct from ${person}::uuid as mine,
      p.name as by, s.view_id is not null as start, v.updated_at
    from saved_view v join person p on p.id = v.person_id
    left join start_view s on s.view_id = v.id and s.person_id = ${person}::uuid
    where v.removed_at is null and (v.shared or v.person_id = ${person}::uuid)
      and ${page === undefined ? sql`true` : sql`v.page = ${page}`}
    order by mine desc, lower(v.name), v.id`.execute(db)
  return rows.map((row) => ({ ...row, updated_at: row.updated_at.toISOString() }))
}

type Change = { person: string; now: Date; note: Note }

/** @throws Problem view_name_taken, view_too_many */
export async function saveView(db: Db, view: NewSavedView, { person, now, note }: Change): Promise<string> {
  return await db.transaction().execute(async (trx) => {
    // Those of one person one after another, so that two at once do not pass the most.
    await trx.selectFrom('person').select('id').where('id', '=', person).forNoKeyUpdate().execute()
    const own = trx.selectFrom('saved_view').where('person_id', '=', person).where('removed_at', 'is', null)
    const { count } = await own.select((eb) => eb.fn.countAll<number>().as('count')).executeTakeFirstOrThrow()
    if (count >= most) throw new Problem(viewProblems.tooMany, 'Remove one that you no longer use first.')
    await askName(trx, person, view, null)
    const id = newId()
    const { page, name, search, shared } = view
    await trx
      .insertInto('saved_view')
      .values({ id, person_id: person, page, name, search, shared, created_at: now, updated_at: now })
      .execute()
    await tell(trx, id)
    await note(trx, { act: 'view.saved', object: { kind: 'view', id }, details: { page, shared } })
    return id
  })
}

/** @throws Problem not_found, view_not_yours, view_name_taken */
export async function changeView(db: Db, id: string, change: SavedViewChange, { person, now, note }: Change) {
  await db.transaction().execute(async (trx) => {
    const { page } = await lockOwn(trx, id, person)
    await askName(trx, person, { page, name: change.name }, id)
    const { name, search, shared } = change
    await trx.updateTable('saved_view').set({ name, search, shared, updated_at: now }).where('id', '=', id).execute()
    // What is no longer shared is nobody else's to start with.
    if (!shared) await trx.deleteFrom('start_view').where('view_id', '=', id).where('person_id', '<>', person).execute()
    await tell(trx, id)
    await note(trx, { act: 'view.changed', object: { kind: 'view', id }, details: { page, shared } })
  })
}

/** @param lead may take away what others have shared @throws Problem not_found, view_not_yours */
export async function removeView(db: Db, id: string, { person, now, note, lead }: Change & { lead: boolean }) {
  await db.transaction().execute(async (trx) => {
    const { page, shared } = await lockOwn(trx, id, person, lead)
    await trx.updateTable('saved_view').set({ removed_at: now }).where('id', '=', id).execute()
    await tell(trx, id)
    await note(trx, { act: 'view.removed', object: { kind: 'view', id }, details: { page, shared } })
  })
}

/** Undoes the removal; nothing is done where it stands. @throws Problem not_found, view_not_yours, view_name_taken */
export async function restoreView(db: Db, id: string, { person, note, lead }: Change & { lead: boolean }) {
  await db.transaction().execute(async (trx) => {
    const { page, name, shared, person_id } = await lockView(trx, id, person, lead)
    await askName(trx, person_id, { page, name }, id)
    const back = await trx
      .updateTable('saved_view')
      .set({ removed_at: null })
      .where('id', '=', id)
      .where('removed_at', 'is not', null)
      .returning('id')
      .executeTakeFirst()
    if (back === undefined) return
    await tell(trx, id)
    await note(trx, { act: 'view.restored', object: { kind: 'view', id }, details: { page, shared } })
  })
}

/** The view that a page opens with for this person; null for the plain page. @throws Problem not_found */
export async function startWith(db: Db, page: ViewPage, view: string | null, person: string): Promise<void> {
  await db.transaction().execute(async (trx) => {
    if (view === null) {
      await trx.deleteFrom('start_view').where('person_id', '=', person).where('page', '=', page).execute()
      return
    }
    const seen = (await listViews(trx, person, page)).some(({ id }) => id === view)
    if (!seen) throw new Problem(problems.notFound, 'There is no such view on this page.')
    await trx
      .insertInto('start_view')
      .values({ person_id: person, page, view_id: view })
      .onConflict((oc) => oc.columns(['person_id', 'page']).doUpdateSet({ view_id: view }))
      .execute()
  })
}

/** Those whose removal can no longer be undone. */
export async function forgetViews(db: Db, now: Date): Promise<void> {
  const before = new Date(now.getTime() - keptHours * 3_600_000)
  await db.deleteFrom('saved_view').where('removed_at', '<', before).execute()
}

type Row = { page: ViewPage; name: string; shared: boolean; person_id: string; removed_at: Date | null }

/** One that somebody else keeps to themselves is not found. */
async function lockView(trx: Db, id: string, person: string, lead = false): Promise<Row> {
  const found = await trx
    .selectFrom('saved_view')
    .select(['page', 'name', 'shared', 'person_id', 'removed_at'])
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  if (!found || (found.person_id !== person && !found.shared)) throw noView()
  if (found.person_id !== person && !lead) {
    throw new Problem(viewProblems.notYours, 'Save it under a name of your own and change that one.')
  }
  return found
}

async function lockOwn(trx: Db, id: string, person: string, lead = false): Promise<Row> {
  const found = await lockView(trx, id, person, lead)
  if (found.removed_at !== null) throw noView()
  return found
}

function noView(): Problem {
  return new Problem(problems.notFound, 'There is no such view.')
}

async function askName(trx: Db, person: string, { page, name }: { page: ViewPage; name: string }, but: string | null) {
  const { rows } = await sql`select from saved_view where person_id = ${person} and page = ${page}
    and lower(name) = lower(${name}) and removed_at is null and id is distinct from ${but}::uuid`.execute(trx)
  if (rows.length > 0) throw new Problem(viewProblems.nameTaken, 'Choose another name, or change the one you have.')
}

async function tell(trx: Db, id: string): Promise<void> {
  await publish(trx, 'views', [id])
}
