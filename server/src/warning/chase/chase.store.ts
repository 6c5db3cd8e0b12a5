/** Reminders, the next contact, notes, messages and calls, as they are kept. */
import type { ChaseRule, NewCall, Severity } from '@varde/contract'
import { sql } from 'kysely'
import type { Entry, Scope } from '../../access/index.ts'
import { type Db, newId, Problem, problems, publish } from '../../platform/index.ts'
import { type Respondent, respondIn } from '../answers/response.store.ts'
import { tellWebhooks } from '../channels/webhook-event.store.ts'
import { warningProblems } from '../warning.problems.ts'
import { willingContacts } from '../warnings/choice.store.ts'
import { contactsOfWarnings, kindOf, lockMembers, queueMails, told } from '../warnings/dispatch.store.ts'
import { type Chased, isDue, type Ranked, rankDue, remindedJustNow, stepDue } from './chase.ts'

export type ChasedWarning = Chased & {
  id: string
  orgnr: string
  reminders: number
  reopened: number
  escalated_at: Date | null
  answer: string | null
}

const columns = sql`id, orgnr, severity, state, due_at, reminded_at, reminders, chase_step, escalated_at, reopened, answer`

/** Locks one warning, and its member before it. @throws Problem not_found */
export async function lockWarning(trx: Db, scope: Scope, id: string): Promise<ChasedWarning> {
  const { rows: found } = await sql<{ orgnr: string }>`
    select orgnr from warning
    where id = ${id} and (${scope === 'all'} or orgnr = any(${scope === 'all' ? [] : scope}))`.execute(trx)
  await lockMembers(
    trx,
    found.map(({ orgnr }) => orgnr),
  )
  const { rows } = await sql<ChasedWarning>`
    select ${columns} from warning where id = any(${found.map(() => id)}::uuid[]) for update`.execute(trx)
  const warning = rows[0]
  if (!warning) throw new Problem(problems.notFound, 'There is no such warning.')
  return warning
}

const entry = (act: Entry['act'], { id, orgnr }: ChasedWarning, details: Entry['details'] = {}): Entry => ({
  act,
  object: { kind: 'warning', id },
  member: orgnr,
  details,
})

/** Queues one more reminder to those who were told and can be reached. */
async function remind(trx: Db, warning: ChasedWarning, step: number, now: Date): Promise<Entry> {
  const round = warning.reminders + 1
  const known = (await contactsOfWarnings(trx, [warning.id])).filter((contact) => contact.known)
  await queueMails(
    trx,
    known.map((contact) => ({ ...contact, kind: 'reminder', round, message: null })),
    now,
  )
  await sql`
    update warning set reminders = ${round}, reminded_at = ${now}, chase_step = ${step}
    where id = ${warning.id}`.execute(trx)
  await tellWebhooks(
    trx,
    [{ warning: warning.id, type: 'warning.reminded', occasion: `${warning.reopened}.${round}` }],
    now,
  )
  return entry('warning.reminded', warning, { number: round })
}

/** A reminder that somebody asks for, at any hour. @throws Problem not_chased, reminded_just_now */
export async function remindNow(trx: Db, warning: ChasedWarning, now: Date): Promise<Entry> {
  if (warning.state !== 'sent' && warning.state !== 'acknowledged') {
    throw new Problem(warningProblems.notChased, 'Only what was delivered and is not answered can be reminded of.')
  }
  if (remindedJustNow(warning.reminded_at, now)) {
    throw new Problem(warningProblems.remindedJustNow, 'Wait ten minutes, or phone them.')
  }
  const done = await remind(trx, warning, warning.chase_step, now)
  await publish(trx, 'warnings', [warning.id])
  return done
}

/** The open warnings that the plan has something to do for, by member. Most have nothing due, so none is locked to find that out. */
export async function dueByMember(db: Db, rules: Record<Severity, ChaseRule>, now: Date): Promise<string[][]> {
  const longestBefore = Math.max(...Object.values(rules).map(({ before_hours }) => before_hours))
  const { rows } = await sql<ChasedWarning & { contacts: Ranked[] }>`
    select ${columns}, (
      select coalesce(json_agg(json_build_object('rank', c.rank, 'told', ${told})), '[]')
      from contact c where c.orgnr = w.orgnr) as contacts
    from warning w
    where state = 'failed' or (state in ('sent', 'acknowledged')
      and due_at < ${now}::timestamptz + make_interval(hours => ${longestBefore}))`.execute(db)
  const due = rows.filter((row) => isDue(row, row.contacts, rules[row.severity], now))
  return [...Map.groupBy(due, ({ orgnr }) => orgnr).values()].map((all) => all.map(({ id }) => id))
}

/** Does what the plan says of one warning now. @returns what the log says; none where nothing was due */
export async function chaseOne(trx: Db, id: string, rules: Record<Severity, ChaseRule>, now: Date): Promise<Entry[]> {
  const warning = await lockWarning(trx, 'all', id)
  const rule = rules[warning.severity]
  const entries: Entry[] = []
  const step = stepDue(warning, rule, now)
  if (step !== null) entries.push(await remind(trx, warning, step, now))
  const all = await contactsOfWarnings(trx, [id])
  // What no mail has reached anybody with is for everyone, whatever they want to be told otherwise.
  const contacts = warning.state === 'failed' ? all : await willingContacts(trx, all)
  const rank = rankDue(
    warning,
    contacts.map((contact) => ({ rank: contact.rank, told: contact.known })),
    rule,
    now,
  )
  if (rank !== null) {
    const next = contacts.filter((contact) => contact.rank === rank && !contact.known)
    await queueMails(
      trx,
      next.map((contact) => ({ ...contact, kind: kindOf(contact), round: 0, message: null })),
      now,
    )
    await sql`
      update warning set escalated_at = ${now}, state = case when state = 'failed' then 'sending' else state end
      where id = ${id}`.execute(trx)
    entries.push(entry('warning.escalated', warning, { rank }))
  }
  if (entries.length > 0) await publish(trx, 'warnings', [id])
  return entries
}

export type Written = { id: string; text: string; author: string; created_at: Date }

export async function notesOf(db: Db, warning: string): Promise<Written[]> {
  const { rows } = await sql<Written>`
    select id, text, author, created_at from warning_note where warning_id = ${warning}
    order by created_at desc, id desc`.execute(db)
  return rows
}

export async function addNote(
  trx: Db,
  warning: ChasedWarning,
  { text, author }: { text: string; author: string },
  now: Date,
): Promise<Entry> {
  await trx
    .insertInto('warning_note')
    .values({ id: newId(), warning_id: warning.id, text, author, created_at: now })
    .execute()
  await publish(trx, 'warnings', [warning.id])
  return entry('warning.noted', warning)
}

/** To every contact of the member. @throws Problem not_chased, no_contact */
export async function sendMessage(
  trx: Db,
  warning: ChasedWarning,
  { text, author }: { text: string; author: string },
  now: Date,
): Promise<Entry> {
  if (warning.state === 'draft' || warning.state === 'cancelled') {
    throw new Problem(warningProblems.notChased, 'The warning has not been sent. Send it first.')
  }
  const contacts = await contactsOfWarnings(trx, [warning.id])
  if (contacts.length === 0) {
    throw new Problem(warningProblems.noContact, 'Add a contact with `varde members import`, then send the message.')
  }
  const id = newId()
  const { rows } = await sql<{ number: number }>`
    insert into warning_message (id, warning_id, number, text, author, created_at)
    select ${id}, ${warning.id}, coalesce(max(number), 0) + 1, ${text}, ${author}, ${now}
    from warning_message where warning_id = ${warning.id} returning number`.execute(trx)
  const round = rows[0]?.number ?? 1
  await queueMails(
    trx,
    contacts.map((contact) => ({ ...contact, kind: 'message', relapse: 0, round, message: id })),
    now,
  )
  await tellWebhooks(trx, [{ warning: warning.id, type: 'warning.message', occasion: round }], now)
  await publish(trx, 'warnings', [warning.id])
  return entry('warning.messaged', warning, { number: round })
}

/** A call, and what was said in it. */
export async function recordCall(
  trx: Db,
  warning: ChasedWarning,
  { contact_name, reached, answer, comment = '', called_at }: NewCall,
  author: string,
  now: Date,
): Promise<Entry[]> {
  if (warning.state === 'draft' || warning.state === 'cancelled') {
    throw new Problem(warningProblems.notChased, 'The warning has not been sent. Send it first.')
  }
  const at = called_at === undefined || new Date(called_at) > now ? now : new Date(called_at)
  await trx
    .insertInto('warning_call')
    .values({
      id: newId(),
      warning_id: warning.id,
      contact_name,
      reached,
      comment,
      author,
      called_at: at,
      created_at: now,
    })
    .execute()
  const called = entry('warning.called', warning, { reached })
  await publish(trx, 'warnings', [warning.id])
  if (!reached) return [called]
  const by = await onTelephone(trx, warning, contact_name, author)
  const said =
    answer === undefined ? ({ kind: 'acknowledge' } as const) : ({ kind: 'answer', answer, comment } as const)
  const answered = await respondIn(trx, by, said, now)
  return answered === null ? [called] : [called, answered]
}

/** Who speaks on the telephone for the member, and who of ours writes it down. */
export async function onTelephone(
  trx: Db,
  { id, orgnr }: Pick<ChasedWarning, 'id' | 'orgnr'>,
  contact_name: string,
  author: string,
): Promise<Respondent> {
  const { rows } = await sql<{ id: string }>`
    select id from contact where orgnr = ${orgnr} and name = ${contact_name} limit 1`.execute(trx)
  return {
    warning: id,
    orgnr,
    contact_id: rows[0]?.id ?? null,
    contact_name,
    channel: 'phone',
    recorded_by: author,
  }
}

/** As a member's own people see who helped them. */
const helper = 'CSIRT'

/** We have helped: the matter is closed, with what was done. @throws Problem no_help_asked */
export async function closeHelp(
  trx: Db,
  warning: ChasedWarning,
  { done, author }: { done: string; author: string },
  now: Date,
): Promise<Entry[]> {
  if (warning.state !== 'answered' || warning.answer !== 'affected_need_help') {
    throw new Problem(warningProblems.noHelpAsked, 'Only a warning where help was asked for can be closed so.')
  }
  const by = {
    warning: warning.id,
    orgnr: warning.orgnr,
    contact_id: null,
    contact_name: helper,
    channel: 'staff',
    recorded_by: author,
  } as const
  const closed = await respondIn(trx, by, { kind: 'answer', answer: 'affected_handled', comment: done }, now)
  return closed === null ? [] : [closed]
}

export type ChaseStep = { at: Date; what: string; who: string | null }

/** What is only for staff to see on the time line; the text of a note is not among it. */
export async function stepsOf(db: Db, warning: string): Promise<ChaseStep[]> {
  const { rows } = await sql<ChaseStep>`
    select created_at as at, 'noted' as what, author as who from warning_note where warning_id = ${warning}
    union all
    select created_at, 'messaged', author from warning_message where warning_id = ${warning}
    union all
    select called_at, case when reached then 'called' else 'called_in_vain' end, author || ' – ' || contact_name
    from warning_call where warning_id = ${warning}
    union all
    select moved_at, 'deadline_moved', author || ' – ' || reason from deadline_move where warning_id = ${warning}
    union all
    select undone_at, 'deadline_moved_back', null from deadline_move where warning_id = ${warning} and undone_at is not null
    union all
    select escalated_at, 'escalated', null from warning where id = ${warning} and escalated_at is not null`.execute(db)
  return rows
}
