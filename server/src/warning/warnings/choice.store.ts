/** What contacts want to be told, as it is kept, and whom of them a warning goes to. */
import type { ChoiceKind, ContactChoice, Severity } from '@varde/contract'
import { sql } from 'kysely'
import type { Db } from '../../platform/index.ts'
import { categoryOfDetection } from '../detections/category.ts'
import type { WarningFacts } from '../texts/letter.ts'
import { type Wanted, wants, willingOf } from './choice.ts'
import { warningFactsOf } from './letter.store.ts'

/** What each of these contacts has chosen; those who have chosen nothing are left out. */
export async function choicesOf(db: Db, contacts: readonly string[]): Promise<Map<string, Wanted>> {
  const { rows } = await sql<{ contact_id: string; category: ChoiceKind; least: Severity }>`
    select contact_id, category, least from contact_choice
    where contact_id = any(${contacts}::uuid[])`.execute(db)
  return new Map(
    [...Map.groupBy(rows, ({ contact_id }) => contact_id)].map(([id, chosen]) => [
      id,
      new Map(chosen.map(({ category, least }) => [category, least])),
    ]),
  )
}

/** A kind of which all is wanted needs no row. */
export async function keepChoices(trx: Db, contact: string, choices: readonly ContactChoice[]): Promise<void> {
  await sql`delete from contact_choice where contact_id = ${contact}`.execute(trx)
  const kept = choices.filter(({ least }) => least !== 'low')
  await sql`
    insert into contact_choice (contact_id, category, least)
    select ${contact}, category, least
    from json_to_recordset(${JSON.stringify(kept)}::json) as chosen (category text, least text)
    on conflict (contact_id, category) do update set least = excluded.least`.execute(trx)
}

/** Of the contacts of some warnings, those that each is to be mailed to. */
export async function willingContacts<Contact extends { id: string; warning: string; severity: Severity }>(
  trx: Db,
  contacts: readonly Contact[],
): Promise<Contact[]> {
  const ids = [...new Set(contacts.map(({ id }) => id))]
  const chosen = await choicesOf(trx, ids)
  if (chosen.size === 0) return [...contacts]
  const facts = await warningFactsOf(trx, [...new Set(contacts.map(({ warning }) => warning))])
  return [...Map.groupBy(contacts, ({ warning }) => warning)].flatMap(([warning, all]) => {
    const categories = choiceKindsOf(facts.get(warning))
    return willingOf(all, ({ id, severity }) => wants(chosen.get(id) ?? new Map(), { severity, categories }))
  })
}

/** What it is to those who choose. An advisory on what the member has is no kind that can be done without. */
function choiceKindsOf(facts: WarningFacts | undefined): ChoiceKind[] {
  if (facts?.advised) return facts.advised.products.length > 0 ? [] : ['advisory']
  return (facts?.detections ?? []).map(categoryOfDetection)
}
