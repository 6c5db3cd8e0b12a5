/**
 * Each minute: who wrote an advisory hears that it soon expires, that it has, that a draft lies unpublished, or that the deadline of
 * measures has passed while members are silent. Once of each, in one mail a person; the duty officers where no author is here.
 */
import { Type } from 'typebox'
import { Value } from 'typebox/value'
import { type Audit, dutyOfficers, noteBy, personToMail, system } from '../../access/index.ts'
import { addJobs, type Db, MailError, type Minutely, newId, type Platform, type Task } from '../../platform/index.ts'
import { authorsOf, dueReminders, keepReminders, remindedOf } from '../../vulnerability/index.ts'
import { loggable } from '../delivery/delivery.ts'
import { overdueMeasures } from './author-reminder.store.ts'
import { authorReminderMail } from './author-reminder-mail.ts'

export const remindAuthorsTask = 'remind_authors'
export const remindAuthorsWatch: Minutely = { task: remindAuthorsTask, each: 'minute' }
export const authorMailTask = 'mail_author'

export function remindAuthorsJob({ postgres: { db }, clock }: Platform, audit: Audit): Task {
  const note = noteBy(audit, system('advisories'))
  return async () => {
    const now = clock()
    await db.transaction().execute(async (trx) => {
      const overdue = await overdueMeasures(trx, now)
      const fresh = await keepReminders(trx, [...(await dueReminders(trx, now)), ...overdue], now)
      if (fresh.length === 0) return
      const silent = new Map(overdue.map((one) => [one.advisory, one.silent]))
      const told = await Promise.all(
        fresh.map(async (one) => ({
          reminder: { ...one, silent: one.kind === 'measures_overdue' ? (silent.get(one.advisory) ?? 0) : 0 },
          ...(await toldOf(trx, await authorsOf(trx, one.advisory, one.kind))),
        })),
      )
      const each = told.flatMap(({ people, ...one }) => people.map((person) => ({ person, ...one })))
      const mails = Map.groupBy(each, ({ person, ofOthers }) => `${person} ${ofOthers}`).values()
      await addJobs(
        trx,
        authorMailTask,
        [...mails].flatMap((all) =>
          all.slice(0, 1).map(({ person, ofOthers }) => ({
            key: newId(),
            payload: { person, ofOthers, reminders: all.map(({ reminder }) => reminder) },
          })),
        ),
      )
      await note(
        trx,
        told.map(({ reminder: { advisory, kind }, people }) => ({
          act: 'advisory.reminded' as const,
          object: { kind: 'advisory' as const, id: advisory },
          details: { kind, people: people.length },
        })),
      )
    })
  }
}

/** Those of the authors who have an open account; else whoever has the duty. */
async function toldOf(trx: Db, authors: readonly string[]): Promise<{ people: string[]; ofOthers: boolean }> {
  const people: string[] = []
  for (const id of authors) if ((await personToMail(trx, id)) !== null) people.push(id)
  return people.length > 0 ? { people, ofOthers: false } : { people: await dutyOfficers(trx), ofOthers: true }
}

const Mail = Type.Object({
  person: Type.String(),
  ofOthers: Type.Boolean(),
  reminders: Type.Array(
    Type.Object({
      advisory: Type.String(),
      kind: Type.Enum(['expires_soon', 'expired', 'draft_waits', 'measures_overdue']),
      about: Type.String(),
      silent: Type.Integer(),
    }),
  ),
})

export function authorMailJob({ postgres: { db }, config: { publicUrl }, mailer }: Platform): Task {
  return async (payload) => {
    const { person: id, ofOthers, reminders } = Value.Parse(Mail, payload)
    const person = await personToMail(db, id)
    const known = await remindedOf(
      db,
      reminders.map(({ advisory }) => advisory),
    )
    const all = reminders.flatMap(({ advisory, about, ...one }) => {
      const of = known.get(advisory)
      return of === undefined ? [] : [{ of, about: new Date(about), ...one }]
    })
    if (person === null || all.length === 0) return
    const { name, email, language } = person
    const linkTo = (advisory: string) => `${publicUrl}/advisories/${advisory}`
    try {
      await mailer.send({
        to: { name, address: email },
        ...authorReminderMail(all, language, { linkTo, ofOthers }),
        messageId: `<${newId()}@${new URL(publicUrl).hostname}>`,
        headers: { 'X-Auto-Response-Suppress': 'OOF, AutoReply' },
      })
    } catch (fault) {
      throw fault instanceof MailError ? new Error(loggable(fault.fault, fault.message)) : fault
    }
  }
}
