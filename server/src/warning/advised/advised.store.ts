/** Whom an advisory is to be told to, what each was told before, and what each has that it is about. */
import type { AdvisedStep, WarningState } from '@varde/contract'
import { sql } from 'kysely'
import type { Db } from '../../platform/index.ts'
import { type AffectedProduct, affectedBy } from '../../vulnerability/index.ts'
import { choicesOf } from '../warnings/choice.store.ts'
import { wants } from '../warnings/choice.ts'
import type { AdvisoryLetter } from './advisory-letter.ts'
import { stepFor } from './plan.ts'
import type { Telling } from './telling.ts'

export type Told = {
  orgnr: string
  member_name: string
  step: AdvisedStep
  /** The warning that it has of this advisory. */
  warning: string | null
  products: AffectedProduct[]
  contacts: number
}

type Row = {
  orgnr: string
  member_name: string
  warning: string | null
  state: WarningState | null
  version: number | null
  unsent: boolean
  contacts: string[]
}

/** Everyone it is for, and who had an earlier version: what they were told may no longer hold. */
export async function planFor(db: Db, advisory: AdvisoryLetter): Promise<Told[]> {
  const products = await affectedBy(db, advisory.cves)
  const { audience } = advisory
  const chosen =
    audience.kind === 'members' ? audience.members : audience.kind === 'affected' ? [...products.keys()] : []
  const { rows } = await sql<Row>`
    select m.orgnr, m.name as member_name, w.id as warning, w.state, w.advisory_version as version,
      w.state = 'sending' and not exists (
        select from delivery d where d.warning_id = w.id and d.relapse = w.reopened and d.attempts > 0) as unsent,
      array(select c.id from contact c where c.orgnr = m.orgnr) as contacts
    from member m left join warning w on w.orgnr = m.orgnr and w.advisory_id = ${advisory.id}
    where ${audience.kind === 'all'} or m.orgnr = any(${chosen}) or w.id is not null
    order by m.name, m.orgnr`.execute(db)
  const choices = await choicesOf(
    db,
    rows.flatMap(({ contacts }) => contacts),
  )
  const wanted = (contact: string) =>
    wants(choices.get(contact) ?? new Map(), { severity: advisory.severity, categories: ['advisory'] })
  return rows.map(({ state, version, unsent, contacts, ...row }) => {
    const own = products.get(row.orgnr) ?? []
    const standing = state === null || version === null ? null : { state, version, unsent }
    const step = stepFor(standing, advisory.version)
    // A warning is for everyone where nobody wants it; of this kind, only where somebody has chosen who is told.
    const unwanted = audience.kind === 'all' && own.length === 0 && contacts.length > 0 && !contacts.some(wanted)
    return {
      ...row,
      step: unwanted && step !== 'told' ? 'unwanted' : step,
      products: own,
      contacts: contacts.length,
    }
  })
}

/** A worker that takes a mail meanwhile waits until it says what is new. The caller has locked the members. */
export async function lockMails(trx: Db, advisory: string): Promise<void> {
  await sql`
    select from delivery d join warning w on w.id = d.warning_id
    where w.advisory_id = ${advisory} order by d.id for update of d`.execute(trx)
}

export async function addTellings(trx: Db, advisory: string, tellings: readonly Telling[], now: Date): Promise<void> {
  await sql`
    insert into warning (id, orgnr, title, severity, tlp, state, received_at, created_at, due_hours, advisory_id,
      advisory_version, advised)
    select id, orgnr, title, severity, tlp, 'draft', ${now}, ${now}, due_hours, ${advisory}, version, advised
    from ${tellingRows(tellings)}`.execute(trx)
}

/** What was taken back is a draft again. */
export async function changeTellings(trx: Db, tellings: readonly Telling[]): Promise<void> {
  await sql`
    update warning w set title = t.title, severity = t.severity, tlp = t.tlp, due_hours = t.due_hours,
      advisory_version = t.version, advised = t.advised,
      state = case when w.state = 'cancelled' then 'draft' else w.state end
    from ${tellingRows(tellings)} where w.id = t.id`.execute(trx)
}

const tellingRows = (tellings: readonly Telling[]) => sql`json_to_recordset(${JSON.stringify(tellings)}::json)
  as t (id uuid, orgnr text, title text, severity text, tlp text, due_hours int, version int, advised jsonb)`
