/** Which measures a draft advises, beside those of its kinds of cause or without some of them. */
import { categories, type WarningMeasures, type WarningState } from '@varde/contract'
import { sql } from 'kysely'
import type { Note, Scope } from '../../access/index.ts'
import { type Db, Problem, problems, publish } from '../../platform/index.ts'
import { kindsOf } from '../texts/letter.ts'
import { builtInText } from '../texts/template.ts'
import { warningProblems } from '../warning.problems.ts'
import { lockMembers } from './dispatch.store.ts'
import { warningFacts } from './letter.store.ts'

type Found = { orgnr: string; state: WarningState; own: string[]; items: WarningMeasures['items'] }

/** @returns null where there is no such warning */
export async function measuresOfDraft(db: Db, scope: Scope, id: string): Promise<Found | null> {
  const { rows } = await sql<{ orgnr: string; state: WarningState }>`
    select orgnr, state from warning
    where id = ${id} and (${scope === 'all'} or orgnr = any(${scope === 'all' ? [] : scope}))`.execute(db)
  const facts = rows[0] === undefined ? null : await warningFacts(db, id)
  if (rows[0] === undefined || facts === null) return null
  const textOf = (category: (typeof categories)[number]) => facts.texts?.[category] ?? builtInText(category)
  const own = kindsOf(facts).flatMap((kind) => textOf(kind).measures.map((measure) => measure.id))
  const added = new Set(facts.measures?.add.map((measure) => measure.id))
  const removed = new Set(facts.measures?.remove)
  const items = categories.flatMap((category) =>
    textOf(category).measures.map((measure) => ({
      measure,
      category,
      advised: own.includes(measure.id) ? !removed.has(measure.id) : added.has(measure.id),
    })),
  )
  return { ...rows[0], own, items }
}

/** @throws Problem not_found, not_draft, invalid_input */
export async function adviseMeasures(
  db: Db,
  { scope, id, advised, note }: { scope: Scope; id: string; advised: readonly string[]; note: Note },
): Promise<void> {
  await db.transaction().execute(async (trx) => {
    const before = await measuresOfDraft(trx, scope, id)
    if (before === null) throw new Problem(problems.notFound, 'There is no such warning.')
    await lockMembers(trx, [before.orgnr])
    const found = await measuresOfDraft(trx, scope, id)
    if (found?.state !== 'draft') throw new Problem(warningProblems.notDraft, 'It is sent, or set aside.')
    const unknown = advised.find((one) => !found.items.some(({ measure }) => measure.id === one))
    if (unknown !== undefined) throw new Problem(problems.invalidInput, `There is no measure ${unknown}.`)
    const chosen = new Set(advised)
    const change = {
      add: [...chosen].filter((one) => !found.own.includes(one)),
      remove: found.own.filter((one) => !chosen.has(one)),
    }
    await sql`update warning set measures = ${JSON.stringify(change)} where id = ${id}`.execute(trx)
    await publish(trx, 'warnings', [id])
    const details = { added: change.add.length, removed: change.remove.length }
    await note(trx, { act: 'warning.measures_changed', object: { kind: 'warning', id }, member: found.orgnr, details })
  })
}
