import type { Key } from '@varde/contract'
import type { Command } from 'commander'
import {
  listKeys,
  makeKey,
  readPins,
  revokeKey,
  rolesOfScope,
  rotateKey,
  scopeForms,
  shownKey,
  shownOnce,
} from '../access/index.ts'
import type { Db } from '../platform/index.ts'
import { answer, freeText, UsageError, withPostgres } from './command.ts'
import { readDay, readHours, readId, table } from './read.ts'

type Create = { name: string; scope: string; expires?: string; network?: string[] }
const pageRows = 500

export function addKeys(varde: Command): void {
  const keys = varde.command('keys').description('keys for programs that use the API')
  keys
    .command('create')
    .description('make a key and print it, this once')
    .requiredOption('--name <name>', 'what it is for', freeText)
    .requiredOption('--scope <scope>', scopeForms)
    .option('--expires <date>', 'the day it ends, e.g. 2027-12-31; else it does not')
    .option('--network <cidr...>', 'from where alone it may be used, e.g. 192.0.2.0/24; else from anywhere')
    .action(async function (this: Command, { name, scope, expires, network = [] }: Create) {
      await answer(this, async (context) => {
        if (rolesOfScope(scope) === null) throw new UsageError(`"${scope}" is no scope. Write one of ${scopeForms}.`)
        const now = new Date()
        const expires_at = expires === undefined ? null : readDay('--expires', expires, now)
        const draft = { name, scope, networks: readPins(network), expires_at, created_by: null }
        const made = await withPostgres(context, ({ db, note }) => makeKey(db, draft, now, note))
        return { value: shownOnce(made), text: made.key }
      })
    })
  keys
    .command('list')
    .description('list keys, the newest first, with their last use and what was refused')
    .action(async function (this: Command) {
      await answer(this, async (context) => {
        const value = await withPostgres(context, ({ db }) => allKeys(db, new Date()))
        const rows = value.map((key) => [
          key.id,
          key.state,
          key.scope,
          key.name,
          key.expires_at ?? 'no end',
          key.last_used_at === null ? 'never used' : `used ${key.last_used_at} from ${key.last_used_from}`,
          `${key.failures} refused`,
        ])
        return { value, text: table(rows) }
      })
    })
  keys
    .command('rotate <id>')
    .description('give a key a successor and print it, this once')
    .option('--overlap-hours <n>', 'how long the old one goes on; 0 ends it at once', '24')
    .action(async function (this: Command, given: string, options: { overlapHours: string }) {
      await answer(this, async (context) => {
        const id = readId(given)
        const overlapHours = readHours('--overlap-hours', options.overlapHours)
        const made = await withPostgres(context, ({ db, note }) =>
          rotateKey(db, 'all', id, { overlapHours, now: new Date(), mayHold: () => true, note }),
        )
        if (made === null) throw unknown(id)
        return { value: shownOnce(made), text: made.key }
      })
    })
  keys
    .command('revoke <id>')
    .description('end a key at once')
    .action(async function (this: Command, given: string) {
      await answer(this, async (context) => {
        const id = readId(given)
        const found = await withPostgres(context, ({ db, note }) => revokeKey(db, 'all', id, new Date(), note))
        if (!found) throw unknown(id)
        return { value: { id, revoked: true }, text: `${id} opens nothing any more.` }
      })
    })
}

function unknown(id: string): UsageError {
  return new UsageError(`No key has the id ${id}. See "varde keys list".`)
}

async function allKeys(db: Db, now: Date): Promise<Key[]> {
  const keys: Key[] = []
  for (let before: string | null = null; ; ) {
    const rows = await listKeys(db, { view: 'all', now, before, limit: pageRows })
    keys.push(...rows.slice(0, pageRows).map((row) => shownKey(row, now)))
    if (rows.length <= pageRows) return keys
    before = keys.at(-1)?.id ?? null
  }
}
