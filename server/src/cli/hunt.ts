import { setTimeout } from 'node:timers/promises'
import { type Hunt, mostHuntDays, type Unread, usualHuntDays } from '@varde/contract'
import { Presets, SingleBar } from 'cli-progress'
import type { Command } from 'commander'
import { commandLine } from '../access/index.ts'
import {
  type Clickhouse,
  DataFolderError,
  lockDataFolder,
  migrateClickhouse,
  newId,
  openClickhouse,
  systemClock,
} from '../platform/index.ts'
import { findHunt, readHunt, runHunt, startHunt } from '../sensing/index.ts'
import { answer, type Context, type Opened, UsageError, withPostgres } from './command.ts'
import { readInput } from './import.ts'
import { table } from './read.ts'

type Options = { days: string; file?: string }
type Progress = (done: number, total: number) => void

const pollMilliseconds = 200

export function addHunt(varde: Command): void {
  varde
    .command('hunt [indicators...]')
    .description('say whether indicators have been seen in what is stored, where, and when')
    .option('--days <n>', 'events received in the last so many days', String(usualHuntDays))
    .option('--file <file>', 'a file with further indicators, one a line')
    .action(async function (this: Command, given: string[], { days, file }: Options) {
      await answer(this, async (context) => {
        const lines = file === undefined ? [] : (await readInput(file)).toString().split(/\r?\n/)
        const { indicators, unread } = readHunt([...given, ...lines])
        if (indicators.length === 0) {
          throw new UsageError(
            unreadLines(unread)[0] ?? 'There is nothing to look for. Name indicators, or a --file of them.',
          )
        }
        const asked = { id: newId(), by: commandLine, scope: 'all', days: readDays(days), indicators } as const
        const hunt = await withPostgres(context, async (opened) => {
          const engine = await openEngine(context)
          try {
            // Where a server has the engine open, its worker does the hunt.
            await startHunt(opened.db, { ...asked, queued: engine === null }, systemClock(), opened.note)
            return await follow(opened, engine, asked.id)
          } finally {
            await engine?.close()
          }
        })
        const text = [...unreadLines(unread), describe(hunt)].join('\n')
        return { value: { ...hunt, unread }, text, code: hunt.state === 'done' ? 0 : 1 }
      })
    })
}

function readDays(text: string): number {
  const days = Number(text)
  if (Number.isInteger(days) && days >= 1 && days <= mostHuntDays) return days
  throw new UsageError(`--days: "${text}" is not a whole number of days from 1 to ${mostHuntDays}.`)
}

/** The telemetry store for this process alone; null where a server has it open. */
async function openEngine({ config }: Context): Promise<Clickhouse | null> {
  const lock = config.clickhouseUrl === null ? await lockDataFolder(config.data, 'command') : null
  if (lock !== null && 'heldBy' in lock) {
    if (lock.heldBy === 'serve') return null
    // With the embedded database it is this very command that holds the folder.
    if (config.postgresUrl !== null)
      throw new DataFolderError('VARDE_DATA: another command uses the folder. Wait until it ends.')
  }
  const release = async () => {
    if (lock !== null && 'release' in lock) await lock.release()
  }
  const clickhouse = openClickhouse(config)
  const close = async () => {
    await clickhouse.close()
    await release()
  }
  try {
    await migrateClickhouse(clickhouse)
    return { ...clickhouse, close }
  } catch (fault) {
    await close()
    throw fault
  }
}

/** Waits for the hunt, or does it, with a bar on a terminal. */
async function follow(opened: Opened, engine: Clickhouse | null, id: string): Promise<Hunt> {
  const bar = process.stderr.isTTY ? new SingleBar({ stream: process.stderr }, Presets.shades_classic) : null
  let begun = false
  const progress: Progress = (done, total) => {
    if (!begun) bar?.start(total, 0)
    begun = true
    bar?.update(done)
  }
  try {
    if (engine === null) await searchedThere(opened, id, progress)
    else await runHunt({ postgres: opened, clickhouse: engine, clock: systemClock }, id, progress)
  } finally {
    bar?.stop()
  }
  const hunt = await findHunt(opened.db, id, 'all')
  if (hunt === null) throw new Error('The hunt is gone: it was removed while it ran.')
  return hunt
}

/** The server's worker does it; what it has done so far is read until it ends. */
async function searchedThere({ db }: Opened, id: string, progress: Progress): Promise<void> {
  for (;;) {
    const hunt = await findHunt(db, id, 'all')
    if (hunt === null || hunt.ended_at !== null) return
    if (hunt.events_total > 0) progress(hunt.events_done, hunt.events_total)
    await setTimeout(pollMilliseconds)
  }
}

const unreadLines = (unread: readonly Unread[]) => unread.map(({ text, fault }) => `"${text}" ${fault}`)

function describe({ state, days, indicators, seen, results, results_total }: Hunt): string {
  const rows = results.map(({ value, member, member_name, events, first_seen, last_seen, fields }) => [
    value,
    member ?? '-',
    member_name ?? '-',
    String(events),
    first_seen,
    last_seen,
    fields.join(' '),
  ])
  const heads = ['INDICATOR', 'MEMBER', 'NAME', 'EVENTS', 'FIRST SEEN', 'LAST SEEN', 'WHERE']
  return [
    ...(rows.length > 0 ? [table([heads, ...rows])] : []),
    ...(results_total > rows.length ? [`... and ${results_total - rows.length} rows more`] : []),
    ...(state === 'done' ? [] : [`The hunt ${state === 'stopped' ? 'was stopped' : 'failed'} before its end.`]),
    `${seen} of ${indicators} indicators seen in the last ${days} days.`,
  ].join('\n')
}
