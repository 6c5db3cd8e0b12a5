import { basename } from 'node:path'
import { type FeedKind, feedKinds } from '@varde/contract'
import { Presets, SingleBar } from 'cli-progress'
import { Argument, type Command } from 'commander'
import { type Db, openOutbound, systemClock } from '../platform/index.ts'
import { type Fault, type FeedReport, faultText, feedAlarms, feedJob, readFeed } from '../vulnerability/index.ts'
import { answer, UsageError, withPostgres } from './command.ts'
import { fileSize } from './import.ts'

export function addFeeds(varde: Command): void {
  const feeds = varde.command('feeds').description('sources of the catalogue of vulnerabilities')
  feeds
    .command('import')
    .description('import files as they were downloaded: JSON, a record a line, CSV of EPSS; plain, gzip or zip')
    .addArgument(new Argument('<kind>', 'what the files hold').choices(feedKinds))
    .argument('<files...>')
    .option('--force', 'take in a catalogue although it has shrunk', false)
    .action(async function (this: Command, kind: FeedKind, files: string[], { force }: { force: boolean }) {
      await answer(this, async (context) => {
        // All are looked at first, so that a misspelt name stops the command before anything is written.
        const inputs = await Promise.all(files.map(async (file) => ({ file, bytes: await fileSize(file) })))
        const reports = await withPostgres(context, async (postgres) => {
          const done: (FeedReport & { file: string })[] = []
          for (const [{ file, bytes }, ...more] of readings(kind, inputs)) {
            const bar = process.stderr.isTTY ? new SingleBar({ stream: process.stderr }, Presets.shades_classic) : null
            bar?.start(
              more.reduce((sum, one) => sum + one.bytes, bytes),
              0,
            )
            const report = await readFeed(
              { kind, path: file, name: basename(file), more: more.map(asInput) },
              {
                postgres,
                clock: systemClock,
                force,
                note: postgres.note,
                progress: (read) => bar?.increment(read),
              },
            )
            bar?.stop()
            done.push({ file: more.length === 0 ? file : `${file} and ${more.length} more`, ...report })
          }
          return done
        })
        const refused = reports.some(({ refusal }) => refusal !== null)
        return { value: { files: reports }, text: reports.map(inWords).join('\n'), code: refused ? 2 : 0 }
      })
    })
  feeds
    .command('sync')
    .description('read sources from their addresses now: the one that is named, or those that are due')
    .argument('[source]', 'e.g. kev:cisa, or kev for all of that kind')
    .action(async function (this: Command, source: string | undefined) {
      await answer(this, async (context) => {
        const outbound = openOutbound({ allow: context.config.fetchAllow }).secure()
        return withPostgres(context, async (postgres) => {
          const named = source === undefined ? null : await sourcesOf(postgres.db, source)
          for (const one of named ?? []) {
            await postgres.note(postgres.db, { act: 'feeds.synced', details: { source: one } })
          }
          const started = systemClock()
          const job = feedJob({ postgres, clock: systemClock, log: context.log, outbound })
          for (const payload of named?.map((one) => ({ source: one })) ?? [{}])
            await job(payload, { attempt: 1, last: true })
          const read = await postgres.db
            .selectFrom('feed_run')
            .selectAll()
            .where('started_at', '>=', started)
            .orderBy('id')
            .execute()
          const troubles = await feedAlarms(postgres.db, systemClock())
          const lines = read.map(
            ({ source, outcome, added, changed, retracted, detail }) =>
              `${source}: ${outcome}, ${added} new, ${changed} changed, ${retracted} taken back${detail === null ? '' : `. ${faultText(detail as Fault, 'en')}`}`,
          )
          const failed = read.some(({ outcome }) => outcome === 'failed' || outcome === 'refused')
          const text = lines.length === 0 ? 'Nothing is due.' : lines.join('\n')
          return { value: { runs: read, troubles }, text, code: failed ? 1 : 0 }
        })
      })
    })
}

type Input = { file: string; bytes: number }
const asInput = ({ file }: Input) => ({ path: file, name: basename(file) })

/** Of CSAF a file is a document: all that are given are one reading. Of the others a file is a catalogue, and a reading. */
const readings = (kind: FeedKind, [first, ...rest]: readonly Input[]): [Input, ...Input[]][] =>
  first === undefined ? [] : kind === 'csaf' ? [[first, ...rest]] : [first, ...rest].map((one) => [one])

/** By its name, or by its kind those that have an address. */
async function sourcesOf(db: Db, asked: string): Promise<string[]> {
  const rows = await db.selectFrom('feed').select(['source', 'url', 'delta_url']).orderBy('source').execute()
  const meant = rows.filter(({ source }) => source === asked || source.startsWith(`${asked}:`))
  if (meant.length === 0) throw new UsageError(`There is no source "${asked}".`)
  const addressed = meant.filter(({ url, delta_url }) => url !== null || delta_url !== null)
  if (addressed.length === 0)
    throw new UsageError(`The source "${asked}" has no address. Give it one under Sources of vulnerabilities.`)
  return addressed.map(({ source }) => source)
}

/** One line for what was read, and one for what is to be done about the rest. */
function inWords({ file, counts, refusal }: FeedReport & { file: string }): string {
  const { read, added, changed, unchanged, retracted, unused } = counts
  const done = `${read} records: ${added} new, ${changed} changed, ${unchanged} unchanged, ${retracted} taken back, ${unused} not used.`
  const lines = refusal === null ? [`${file}: ${done}`] : [`${file}: not taken in. ${faultText(refusal.detail, 'en')}`]
  if (refusal?.trouble === 'malformed' && added + changed > 0) lines.push(`  What came before the fault was: ${done}`)
  if (refusal?.trouble === 'shrunk') lines.push('  If that is right, import it with --force.')
  if (unused > 0)
    lines.push('  Which were not used and why is listed under Sources of vulnerabilities in the application.')
  return lines.join('\n')
}
