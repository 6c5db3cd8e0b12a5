import { stat } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { Presets, SingleBar } from 'cli-progress'
import type { Command } from 'commander'
import { keptSecret } from '../platform/index.ts'
import { importKeyName, makeImportPass, sensorNamed } from '../sensing/index.ts'
import { openBookmark } from './bookmark.ts'
import { answer, type Context, UsageError, withPostgres } from './command.ts'
import { piecesOf } from './event-pieces.ts'
import { inputFault } from './import.ts'
import { type Loaded, passMilliseconds, refusal, untilLoaded } from './import-server.ts'
import { type OwnServer, ownServer } from './own-server.ts'

export function addEvents(varde: Command): void {
  varde
    .command('events')
    .description('what sensors saw')
    .command('import <files...>')
    .description(
      'import Suricata EVE lines, or JSON arrays of events, from files, plain or packed by gzip or zstd; - reads standard input',
    )
    .requiredOption('--sensor <name>', 'the sensor that saw them')
    .action(async function (this: Command, files: string[], { sensor }: { sensor: string }) {
      await answer(this, async (context) => {
        // All are looked at first, so that a misspelt name stops the command before anything is sent.
        const sizes = await Promise.all(files.map(sizeOf))
        const id = await withPostgres(context, ({ db }) => sensorNamed(db, sensor))
        if (id === null) throw new UsageError(`No live sensor has the name "${sensor}". See "varde sensors list".`)
        const key = await keptSecret(context.config.secrets, importKeyName)
        const pass = () => makeImportPass(key, id, new Date(Date.now() + passMilliseconds))
        const begun = new Date()
        const server = await ownServer(context)
        try {
          const sent = { lines: 0, resumed: 0 }
          for (const [index, file] of files.entries()) {
            const progress = openProgress(file, sizes[index] ?? null)
            const of = { file, sensor: id, folder: join(context.config.data, 'imports') }
            const { lines, resumed } = await sendFile(server, pass, of, progress).finally(progress.stop)
            sent.lines += lines
            if (resumed) sent.resumed++
          }
          const seconds = (Date.now() - begun.getTime()) / 1000
          const { unattributed: _, ...loaded } = await untilLoaded(server, pass, begun, sent.lines)
          await noteImport(context, id, { files: files.length, lines: sent.lines })
          const perSecond = Math.round(sent.lines / Math.max(seconds, 0.001))
          const value = { files: files.length, ...sent, ...loaded, lines_per_second: perSecond }
          return { value, text: inWords(value) }
        } finally {
          await server.close()
        }
      })
    })
}

function inWords(
  sum: Omit<Loaded, 'unattributed'> & { lines: number; resumed: number; lines_per_second: number },
): string {
  const { lines, resumed, waiting, rejected } = sum
  const parts = [`${lines} lines received, ${sum.lines_per_second} a second`]
  if (waiting > 0) parts.push(`${waiting} of them are on disk and wait to be loaded`)
  else parts.push(`${sum.new} new, ${lines - rejected - sum.new} known before, ${rejected} unreadable`)
  if (resumed > 0) parts.push(`${resumed} ${resumed === 1 ? 'file' : 'files'} taken up where the last import stopped`)
  return `${parts.join('; ')}.`
}

/** Null for standard input, whose end nobody knows. */
async function sizeOf(file: string): Promise<number | null> {
  if (file === '-') return null
  const found = await stat(file).catch((fault: NodeJS.ErrnoException) => {
    throw inputFault(file, fault.code, 'a file of EVE lines')
  })
  if (found.isDirectory()) throw inputFault(file, 'EISDIR', 'a file of EVE lines')
  return found.size
}

function openProgress(file: string, size: number | null) {
  if (!process.stderr.isTTY || size === null) return { update: () => {}, stop: () => {} }
  const format = `${file} {bar} {percentage}% | {lines} lines, {rate} a second | {eta_formatted} left`
  const bar = new SingleBar({ stream: process.stderr, format }, Presets.shades_classic)
  const begun = Date.now()
  bar.start(size, 0, { lines: 0, rate: 0 })
  return {
    update: (read: number, lines: number) =>
      bar.update(read, { lines, rate: Math.round((lines * 1000) / Math.max(Date.now() - begun, 1)) }),
    stop: () => bar.stop(),
  }
}

type Progress = { update(read: number, lines: number): void; stop(): void }
type SentFile = { file: string; sensor: string; folder: string }

async function sendFile(server: OwnServer, pass: () => string, { file, sensor, folder }: SentFile, progress: Progress) {
  const bookmark = await openBookmark(folder, file, sensor)
  let lines = 0
  for await (const { bytes, end, read } of piecesOf(file, bookmark.at)) {
    lines += await send(server, pass, bytes)
    await bookmark.keep(end)
    progress.update(read, lines)
  }
  await bookmark.remove()
  return { lines, resumed: bookmark.at > 0 }
}

/** Sends until it is taken: a server that is busy says when to come again. */
async function send(server: OwnServer, pass: () => string, bytes: readonly Buffer[]): Promise<number> {
  for (;;) {
    const { status, headers, body } = await server
      .ask('POST', '/ingest/v1/events', pass(), bytes)
      .catch((fault: Error) => {
        throw new Error(`The server went away (${fault.message}). Import again: it goes on where it stopped.`)
      })
    if (status === 202) return (body as { received: number }).received
    const after = Number(headers['retry-after'])
    if (!(after > 0)) throw new Error(refusal(status, body))
    await sleep(after * 1000)
  }
}

async function noteImport(context: Context, id: string, details: { files: number; lines: number }): Promise<void> {
  await withPostgres(context, ({ db, note }) =>
    note(db, { act: 'events.imported', object: { kind: 'sensor', id }, details }),
  )
}
