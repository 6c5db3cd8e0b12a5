import { type Role, roles } from '@varde/contract'
import type { Command } from 'commander'
import { invite, makeSignInLink, personWithEmail, readRoleAt, resetSignIn, signInStandingOf } from '../access/index.ts'
import { type Db, keptSecret, systemClock } from '../platform/index.ts'
import { answer, type Context, freeText, type Opened, UsageError, withPostgres } from './command.ts'

type Create = { role: string; member?: string; name?: string }

export function addUsers(varde: Command): void {
  const users = varde.command('users').description('people who sign in')
  users
    .command('create <email>')
    .description('make a person, or give one a further role, and print a one-time sign-in link')
    .requiredOption('--role <role>', `one of ${roles.join(', ')}`)
    .option('--member <orgnr>', 'the member, for member_admin and member_contact')
    .option('--name <name>', 'shown to colleagues; else the address', freeText)
    .action(async function (this: Command, address: string, { role: word, member, name }: Create) {
      await answer(this, async (context) => {
        const email = readEmail(address)
        const role = readRole(word)
        const wish = readRoleAt({ role, ...(member === undefined ? {} : { member }) })
        if (typeof wish === 'string') throw new UsageError(`${wish} See --member.`)
        return withPostgres(context, async (opened) => {
          const { db, note } = opened
          if (member !== undefined) await askMember(db, member)
          const invitation = { ...wish, email, name: name ?? email, language: 'nb' as const, invited_by: null }
          const id = await invite(db, invitation, new Date(), note, false)
          const { enrolled } = await signInStandingOf(db, id)
          const link = enrolled ? null : await linkFor(context, opened, id, email)
          return {
            value: { email, role, member: wish.member, link },
            text:
              link === null
                ? `The role is given. ${email} signs in already, so there is no link; "varde users reset" makes one.`
                : `One-time link, good for a day:\n  ${link}`,
          }
        })
      })
    })
  users
    .command('reset <email>')
    .description('take away every way to sign in that a person has, end the sessions, and print a one-time link')
    .action(async function (this: Command, address: string) {
      await answer(this, async (context) => {
        const email = readEmail(address)
        return withPostgres(context, async (opened) => {
          const { db, note } = opened
          const id = await personWithEmail(db, email)
          if (id === null) throw new UsageError(`Nobody has the address ${email}. See "varde users create".`)
          const { deactivated } = await signInStandingOf(db, id)
          if (deactivated) throw new UsageError(`The account of ${email} is closed. Open it again under People first.`)
          await resetSignIn(db, id, systemClock(), note, 'by hand')
          const link = await linkFor(context, opened, id, email)
          return { value: { email, link }, text: `One-time link, good for a day:\n  ${link}` }
        })
      })
    })
}

async function linkFor({ config }: Context, { db, note }: Opened, id: string, email: string): Promise<string> {
  const link = await makeSignInLink(db, config.publicUrl, await keptSecret(config.secrets, 'sign-in'), email)
  await note(db, { act: 'link.made', object: { kind: 'person', id } })
  return link
}

async function askMember(db: Db, orgnr: string): Promise<void> {
  const member = await db.selectFrom('member').select('orgnr').where('orgnr', '=', orgnr).executeTakeFirst()
  if (!member) throw new UsageError(`No member has the organisation number ${orgnr}. See "varde members import".`)
}

function readEmail(address: string): string {
  if (!/^[^@\s]+@[^@\s]+\.[^@\s]+$/.test(address)) throw new UsageError(`"${address}" is no e-mail address.`)
  return address.toLowerCase()
}

function readRole(word: string): Role {
  const role = roles.find((known) => known === word.replace('-', '_'))
  if (role === undefined) throw new UsageError(`"${word}" is no role. Write one of ${roles.join(', ')}.`)
  return role
}
