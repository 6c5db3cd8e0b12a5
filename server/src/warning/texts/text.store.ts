/** Versions of what warnings say. A row never changes; the newest of a kind is in force, and version 0 is in the code. */
import { type Category, categories, type TextVersions, type WarningText } from '@varde/contract'
import { sql } from 'kysely'
import type { Note } from '../../access/index.ts'
import { type Db, newestOfEach, Problem, type Versioned, versionsOf, writeVersion } from '../../platform/index.ts'
import { warningProblems } from '../warning.problems.ts'
import { builtInText } from './template.ts'

const versioned: Versioned = { table: 'warning_text', kind: 'category' }

export type Texts = Record<Category, WarningText>

/** @param upto as they were when that version of any of them was the newest; null for now */
export async function readTexts(db: Db, upto: number | null): Promise<Texts> {
  const { rows } = await sql<{ category: Category; content: WarningText }>`
    select distinct on (category) category, content from warning_text
    where ${upto}::int is null or number <= ${upto} order by category, number desc`.execute(db)
  const kept = new Map(rows.map(({ category, content }) => [category, content]))
  return Object.fromEntries(categories.map((one) => [one, kept.get(one) ?? builtInText(one)])) as Texts
}

export async function listTexts(db: Db) {
  const kept = await newestOfEach<WarningText>(db, versioned)
  return categories.map((category) => {
    const { content: _, ...version } = kept.get(category) ?? { ...first, content: null }
    return { category, ...version }
  })
}

export async function textVersions(db: Db, category: Category): Promise<TextVersions['items']> {
  const written = await versionsOf<WarningText>(db, versioned, category)
  return [
    ...written.map(({ content, ...version }) => ({ ...version, text: content })),
    { ...first, text: builtInText(category) },
  ]
}

/** As it comes with the program. */
const first = { version: 0, at: null, by: '', note: '' }

export type TextChanged = {
  category: Category
  text: WarningText
  version: number
  why: string
  by: string
  now: Date
  note: Note
}

/** @param version in force as the caller has seen it @throws Problem text_changed */
export async function writeText(db: Db, { category, text, version, why, by, now, note }: TextChanged): Promise<void> {
  await db.transaction().execute(async (trx) => {
    const isWritten = await writeVersion(trx, versioned, { of: category, content: text, seen: version, why, by, now })
    if (!isWritten) {
      throw new Problem(warningProblems.textChanged, 'Somebody has changed this text meanwhile. Read it again.')
    }
    await note(trx, { act: 'text.changed', object: { kind: 'policy', id: `text ${category}` }, details: { category } })
  })
}
