import type { Command } from 'commander'
import { readPins } from '../access/index.ts'
import { type Db, everyRow } from '../platform/index.ts'
import { enrolSource, listSources, revokeSensor, rotateToken, type SourceRow, sensorNamed } from '../sensing/index.ts'
import { answer, freeText, UsageError, withPostgres } from './command.ts'
import { addLoadAgain } from './load-again.ts'
import { readDay, readHours, table } from './read.ts'

type Enrol = { name: string; expires?: string; network?: string[] }
const pageRows = 500

export function addSources(varde: Command): void {
  const sources = varde.command('sources').description('who sends reports')
  sources
    .command('enrol')
    .description('enrol a source of reports and print its token, this once')
    .requiredOption('--name <name>', 'who reports, e.g. shadowserver', freeText)
    .option('--expires <date>', 'the day its token ends, e.g. 2027-12-31; else it does not')
    .option('--network <cidr...>', 'from where alone it may send, e.g. 192.0.2.0/24; else from anywhere')
    .action(async function (this: Command, { name, expires, network = [] }: Enrol) {
      await answer(this, async (context) => {
        const now = new Date()
        const expires_at = expires === undefined ? null : readDay('--expires', expires, now)
        const draft = { name, networks: readPins(network), expires_at }
        const enrolled = await withPostgres(context, ({ db, note }) => enrolSource(db, draft, now, note))
        return { value: enrolled, text: enrolled.token }
      })
    })
  sources
    .command('list')
    .description('list sources by name, with when each last reported')
    .action(async function (this: Command) {
      await answer(this, async (context) => {
        const value = await withPostgres(context, async ({ db }) => {
          const rows = everyRow(
            (after: { value: string; id: string } | null) => listSources(db, { scope: 'all', after, limit: pageRows }),
            ({ name, id }) => ({ value: name, id }),
          )
          const all: SourceRow[] = []
          for await (const row of rows) all.push(row)
          return all
        })
        const rows = value.map((source) => [
          source.name,
          source.revoked_at !== null ? 'revoked' : source.last_seen_at === null ? 'waiting' : 'ok',
          source.last_seen_at === null ? 'never reported' : `last ${source.last_seen_at.toISOString()}`,
          `${source.accepted_lines} rows`,
          `${source.rejected_lines} unreadable`,
        ])
        return { value, text: table(rows) }
      })
    })
  sources
    .command('rotate <name>')
    .description('give a source a new token and print it, this once')
    .option('--overlap-hours <n>', 'how long the old one goes on; 0 ends it at once', '24')
    .action(async function (this: Command, name: string, options: { overlapHours: string }) {
      await answer(this, async (context) => {
        const overlap = { overlapHours: readHours('--overlap-hours', options.overlapHours), now: new Date() }
        const rotated = await withPostgres(context, async ({ db, note }) =>
          rotateToken(db, 'all', await sourceId(db, name), overlap, note, 'source'),
        )
        if (rotated === null) throw unknownSource(name)
        const { id, token } = rotated
        return { value: { id, name, token }, text: token }
      })
    })
  sources
    .command('revoke <name>')
    .description('end a source and its tokens at once; what it reported is kept')
    .action(async function (this: Command, name: string) {
      await answer(this, async (context) => {
        const id = await withPostgres(context, async ({ db, note }) => {
          const id = await sourceId(db, name)
          await revokeSensor(db, 'all', id, new Date(), note, 'source')
          return id
        })
        return { value: { id, name, revoked: true }, text: `${name} sends nothing any more.` }
      })
    })
  addLoadAgain(sources, sourceId)
}

export function unknownSource(name: string): UsageError {
  return new UsageError(`No live source has the name "${name}". Enrol it with "varde sources enrol --name ${name}".`)
}

async function sourceId(db: Db, name: string): Promise<string> {
  const id = await sensorNamed(db, name, 'source')
  if (id === null) throw unknownSource(name)
  return id
}
