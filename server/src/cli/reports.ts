import { createReadStream } from 'node:fs'
import { open } from 'node:fs/promises'
import { basename } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { ReportReply } from '@varde/contract'
import { Presets, SingleBar } from 'cli-progress'
import { type Command, Option } from 'commander'
import { encodingByBytes, keptSecret } from '../platform/index.ts'
import { enrolSource, importKeyName, makeImportPass, sensorNamed } from '../sensing/index.ts'
import { answer, type Context, freeText, UsageError, withPostgres } from './command.ts'
import { inputFault } from './import.ts'
import { passMilliseconds, refusal, untilLoaded } from './import-server.ts'
import { type OwnServer, ownServer } from './own-server.ts'
import { unknownSource } from './sources.ts'

const kinds = ['shadowserver', 'intelmq', 'idea'] as const
type Kind = (typeof kinds)[number]
type Report = { file: string; rows: number; kind: string; title: string | null; known: boolean; broken: number }

export function addReports(varde: Command): void {
  varde
    .command('reports')
    .description('what others report about members’ networks')
    .command('import <files...>')
    .description('import reports from files as they were downloaded, plain or packed by gzip or zstd')
    .addOption(
      new Option('--kind <kind>', 'Shadowserver’s CSV, IntelMQ’s events or IDEA, one JSON object a line or an array')
        .choices(kinds)
        .makeOptionMandatory(),
    )
    .option('--source <name>', 'the source they come from; else one that is named as the kind', freeText)
    .action(async function (this: Command, files: string[], { kind, source }: { kind: Kind; source?: string }) {
      await answer(this, async (context) => {
        // All are looked at first, so that a misspelt name stops the command before anything is sent.
        const inputs = await Promise.all(files.map(inputOf))
        const id = await sourceOf(context, kind, source)
        const key = await keptSecret(context.config.secrets, importKeyName)
        const pass = () => makeImportPass(key, id, new Date(Date.now() + passMilliseconds))
        const begun = new Date()
        const server = await ownServer(context)
        try {
          const reports: Report[] = []
          for (const input of inputs) reports.push(await send(server, pass, kind, input))
          const rows = reports.reduce((sum, report) => sum + report.rows, 0)
          const loaded = await untilLoaded(server, pass, begun, rows)
          await withPostgres(context, ({ db, note }) =>
            note(db, {
              act: 'reports.imported',
              object: { kind: 'sensor', id },
              details: { kind, files: files.length, rows },
            }),
          )
          const { new: fresh, rejected: unreadable, unattributed, waiting } = loaded
          const sum = { files: files.length, rows, new: fresh, unreadable, unattributed, waiting }
          return { value: { source: source ?? kind, ...sum, reports }, text: inWords(sum, reports) }
        } finally {
          await server.close()
        }
      })
    })
}

type Sum = { rows: number; new: number; unreadable: number; unattributed: number; waiting: number }

/** Each report in a line, then the sum, then what to do about what did not go as one would like. */
function inWords({ rows, new: fresh, unreadable, unattributed, waiting }: Sum, reports: readonly Report[]): string {
  const counted = (count: number, what: string) => `${count} ${count === 1 ? what : `${what}s`}`
  const told = reports.map(({ file, title, rows: own }) => `${file}: ${title ?? 'events'}, ${counted(own, 'row')}`)
  const unknown = reports.filter(({ known }) => !known)
  if (waiting > 0) {
    return [...told, `${counted(rows, 'row')} received; ${waiting} of them are on disk and wait to be loaded.`].join(
      '\n',
    )
  }
  const parts = [`${fresh} new`, `${rows - unreadable - fresh} known before`, `${unreadable} unreadable`]
  const mends = [
    ...unknown.map(
      ({ file, kind }) =>
        `${file} is of a kind that is not known (${kind}): its rows were kept as far as any report goes. Tell Varde’s makers.`,
    ),
    ...(unreadable > 0
      ? ['Unreadable rows are kept aside, with the reason, under the source: see Sensors in the application.']
      : []),
    ...(unattributed > 0
      ? [`${counted(unattributed, 'row')} in no member’s network raised nothing. Are the members’ networks complete?`]
      : []),
  ]
  return [...told, `${counted(rows, 'row')} received: ${parts.join(', ')}.`, ...mends].join('\n')
}

type Input = { file: string; size: number; encoding: string }

async function inputOf(file: string): Promise<Input> {
  const wanted = 'a report as it was downloaded'
  const fault = (caught: NodeJS.ErrnoException) => inputFault(file, caught.code, wanted)
  const handle = await open(file).catch((caught) => {
    throw fault(caught)
  })
  try {
    const { size } = await handle.stat()
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(4), 0, 4, 0)
    return { file, size, encoding: encodingByBytes(buffer.subarray(0, bytesRead)) }
  } catch (caught) {
    throw fault(caught as NodeJS.ErrnoException)
  } finally {
    await handle.close()
  }
}

/** The source, which is made by itself where none was named: its token is for programs, and this needs none. */
async function sourceOf(context: Context, kind: Kind, named: string | undefined): Promise<string> {
  return withPostgres(context, async ({ db, note }) => {
    const known = await sensorNamed(db, named ?? kind, 'source')
    if (known !== null) return known
    if (named !== undefined) throw unknownSource(named)
    return (await enrolSource(db, { name: kind }, new Date(), note)).id
  })
}

const paths: Record<Kind, (file: string) => string> = {
  shadowserver: (file) => `/ingest/v1/reports/shadowserver?file=${encodeURIComponent(basename(file).slice(0, 200))}`,
  // These are read as they are.
  intelmq: () => '/ingest/v1/events',
  idea: () => '/ingest/v1/events',
}

/** Sends until it is taken: a server that is busy says when to come again. */
async function send(
  server: OwnServer,
  pass: () => string,
  kind: Kind,
  { file, size, encoding }: Input,
): Promise<Report> {
  for (;;) {
    const bar = openProgress(file, size)
    const { status, headers, body } = await server
      .ask('POST', paths[kind](file), pass(), bytesOf(file, bar.update), { 'content-encoding': encoding })
      .finally(bar.stop)
    if (status === 202) {
      const { received, ...report } = body as ReportReply
      const { kind: of = kind, title = null, known = true, broken = 0 } = report as Partial<ReportReply>
      return { file, rows: received, kind: of, title, known, broken }
    }
    const after = Number(headers['retry-after'])
    if (!(after > 0)) {
      const why = `${file}: ${refusal(status, body)}`
      throw status === 400 || status === 413 ? new UsageError(why) : new Error(why)
    }
    await sleep(after * 1000)
  }
}

async function* bytesOf(file: string, update: (read: number) => void): AsyncGenerator<Buffer> {
  let read = 0
  for await (const chunk of createReadStream(file) as AsyncIterable<Buffer>) {
    yield chunk
    read += chunk.length
    update(read)
  }
}

function openProgress(file: string, size: number) {
  if (!process.stderr.isTTY) return { update: () => {}, stop: () => {} }
  const bar = new SingleBar({ stream: process.stderr, format: `${file} {bar} {percentage}%` }, Presets.shades_classic)
  bar.start(size, 0)
  return { update: (read: number) => bar.update(read), stop: () => bar.stop() }
}
