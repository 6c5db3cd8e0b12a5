import type { Command } from 'commander'
import { insertKey, rolesOfScope } from '../access/index.ts'
import { hashSecret, newId, newSecret } from '../platform/index.ts'
import { answer, UsageError, withPostgres } from './command.ts'

const scopes = 'analyst | admin | auditor | member:ORGNR | blocklist:ORGNR | partner:NAME'

export function addKeys(varde: Command): void {
  const keys = varde.command('keys').description('keys for programs that use the API')
  keys
    .command('create')
    .description('make a key and print it, this once')
    .requiredOption('--name <name>', 'what it is for')
    .requiredOption('--scope <scope>', scopes)
    .option('--expires <date>', 'the day it ends, e.g. 2027-12-31; else it does not')
    .action(async function (this: Command, options: { name: string; scope: string; expires?: string }) {
      await answer(this, async (context) => {
        if (rolesOfScope(options.scope) === null) {
          throw new UsageError(`"${options.scope}" is no scope. Write one of ${scopes}.`)
        }
        const expires_at = options.expires === undefined ? null : readDay(options.expires)
        return withPostgres(context, async ({ db }) => {
          const key = newSecret('key')
          const { name, scope } = options
          await insertKey(db, { id: newId(), name, scope, secret_hash: hashSecret(key), expires_at })
          return { value: { name, scope, key, expires_at }, text: key }
        })
      })
    })
}

function readDay(text: string): Date {
  const day = new Date(text)
  if (Number.isNaN(day.getTime())) throw new UsageError(`--expires: "${text}" is no date. Write e.g. 2027-12-31.`)
  if (day.getTime() <= Date.now()) throw new UsageError(`--expires: ${text} has passed.`)
  return day
}
