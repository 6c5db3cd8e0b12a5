import { type Role, roles } from '@varde/contract'
import type { Command } from 'commander'
import { grantRole, makeSignInLink } from '../access/index.ts'
import { keptSecret, newId } from '../platform/index.ts'
import { answer, UsageError, withPostgres } from './command.ts'

export function addUsers(varde: Command): void {
  const users = varde.command('users').description('people who sign in')
  users
    .command('create <email>')
    .description('make a person, or give one a further role, and print a one-time sign-in link')
    .requiredOption('--role <role>', `one of ${roles.join(', ')}`)
    .option('--member <orgnr>', 'the member, for member_admin and member_contact')
    .option('--name <name>', 'shown to colleagues; else the address')
    .action(async function (this: Command, address: string, options: { role: string; member?: string; name?: string }) {
      await answer(this, async (context) => {
        const email = address.toLowerCase()
        const role = readRole(options.role)
        const ofMember = role === 'member_admin' || role === 'member_contact'
        if (!/^[^@\s]+@[^@\s]+\.[^@\s]+$/.test(email)) throw new UsageError(`"${address}" is no e-mail address.`)
        if (ofMember !== (options.member !== undefined)) {
          throw new UsageError(
            ofMember ? `${role} needs --member ORGNR.` : `${role} is for the whole constituency: leave --member out.`,
          )
        }
        return withPostgres(context, async ({ db }) => {
          const orgnr = options.member ?? null
          if (orgnr !== null) {
            const member = await db.selectFrom('member').select('orgnr').where('orgnr', '=', orgnr).executeTakeFirst()
            if (!member)
              throw new UsageError(`No member has the organisation number ${orgnr}. See "varde members import".`)
          }
          const person = { id: newId(), email, name: options.name ?? email, role, orgnr, language: 'nb' as const }
          await grantRole(db, person, new Date())
          const secret = await keptSecret(context.config.data, 'sign-in')
          const link = await makeSignInLink(db, context.config.publicUrl, secret, email)
          return { value: { email, role, member: orgnr, link }, text: `One-time link, good for a day:\n  ${link}` }
        })
      })
    })
}

function readRole(word: string): Role {
  const role = roles.find((known) => known === word.replace('-', '_'))
  if (role === undefined) throw new UsageError(`"${word}" is no role. Write one of ${roles.join(', ')}.`)
  return role
}
