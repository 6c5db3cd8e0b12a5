/** Mails a person about their own account. The one-time link is made here, so that it lies in no job's payload. */
import type { RoleAt } from '@varde/contract'
import { Type } from 'typebox'
import { Value } from 'typebox/value'
import { type Db, MailError, newId, type Platform, type Task } from '../../platform/index.ts'
import type { Audit } from '../audit/audit.store.ts'
import { system } from '../audit/audit.ts'
import { signInStandingOf } from '../sign-in/sign-in.store.ts'
import { makeSignInLink } from '../sign-in/sign-in-link.ts'
import { rolesOfPerson } from './person.store.ts'
import { sortRoles } from './person.ts'
import { type PersonMailKind, personMail } from './person-mail.ts'

export const mailPersonTask = 'mail_person'
const Payload = Type.Object({ person: Type.String(), about: Type.Enum(['invitation', 'reset', 'inactive']) })
export type PersonMail = { person: string; about: 'invitation' | 'reset' | 'inactive' }

type Options = Pick<Platform, 'config' | 'mailer'> & { db: Db; audit: Audit; secret: Buffer }

/** Whether there is a link in it is decided when it is sent: the person may have chosen how to sign in since. */
export function mailPersonJob({ db, audit, secret, config, mailer }: Options): Task {
  return async (payload) => {
    const { person: id, about } = Value.Parse(Payload, payload)
    const person = await db
      .selectFrom('person')
      .select(['name', 'email', 'language', 'deactivated_at'])
      .where('id', '=', id)
      .executeTakeFirst()
    if (person === undefined || person.deactivated_at !== null) return
    const { enrolled } = await signInStandingOf(db, id)
    if (about === 'reset' && enrolled) return
    const kind: PersonMailKind = about === 'invitation' && enrolled ? 'known' : about
    const roles = sortRoles(await rolesOfPerson(db, id))
    const { publicUrl } = config
    const oneTime = kind === 'invitation' || kind === 'reset'
    const link = oneTime ? await makeSignInLink(db, publicUrl, secret, person.email) : `${publicUrl}/sign-in`
    if (oneTime) {
      await audit.record(db, system('invitation'), { act: 'link.made', object: { kind: 'person', id } })
    }
    const { name, email, language } = person
    try {
      await mailer.send({
        to: { name, address: email },
        ...personMail({ kind, name, language, roles, members: await memberNames(db, roles), link }),
        messageId: `<${newId()}@${new URL(publicUrl).hostname}>`,
      })
    } catch (fault) {
      // What the server said may repeat the address, and is kept with the job.
      throw fault instanceof MailError ? new Error(`the mail server did not take the mail (${fault.fault})`) : fault
    }
  }
}

async function memberNames(db: Db, roles: readonly RoleAt[]): Promise<Map<string, string>> {
  const asked = roles.flatMap(({ member }) => (member === null ? [] : [member]))
  if (asked.length === 0) return new Map()
  const rows = await db.selectFrom('member').select(['orgnr', 'name']).where('orgnr', 'in', asked).execute()
  return new Map(rows.map(({ orgnr, name }) => [orgnr, name]))
}
