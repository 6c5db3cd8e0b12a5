import { createWriteStream } from 'node:fs'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { Command } from 'commander'
import { allAudit, auditFile, verifyAudit } from '../access/index.ts'
import { keptSecret, systemClock } from '../platform/index.ts'
import { answer, UsageError, withPostgres } from './command.ts'

export function addAudit(varde: Command): void {
  const audit = varde.command('audit').description('the log of who did what')
  audit
    .command('verify')
    .description('check that every entry is there and is what was written; exit code 1 where one is not')
    .action(async function (this: Command) {
      await answer(this, async (context) => {
        const { data: folder, secrets } = context.config
        const key = await keptSecret(secrets, 'audit')
        const report = await withPostgres(context, ({ db }) => verifyAudit({ db, key, clock: systemClock, folder }))
        const { entries, first_seq, last_seq, faults } = report
        const lines = faults.map(({ seq, fault, detail }) => `${seq} ${fault}: ${detail}`)
        const sum =
          faults.length === 0
            ? `The log is whole: ${entries} entries, ${first_seq ?? '–'} to ${last_seq ?? '–'}.`
            : `The log is not what was written: ${faults.length} ${faults.length === 1 ? 'fault' : 'faults'} in ${entries} entries.`
        return { value: report, text: [...lines, sum].join('\n'), code: faults.length === 0 ? 0 : 1 }
      })
    })

  audit
    .command('export <file>')
    .description('write the whole log to a new file, as CSV or, where its name ends with .ndjson, as JSON lines')
    .action(async function (this: Command, file: string) {
      await answer(this, async (context) => {
        const format = file.endsWith('.ndjson') ? 'ndjson' : 'csv'
        return withPostgres(context, async ({ db, note }) => {
          await note(db, { act: 'audit.exported', object: { kind: 'audit', id: format } })
          let entries = 0
          async function* counted() {
            for await (const entry of allAudit(db, 'all', {})) {
              entries++
              yield entry
            }
          }
          // The log names people's addresses: only this user may read the file, and none is written over.
          const output = createWriteStream(file, { mode: 0o600, flags: 'wx' })
          await pipeline(Readable.from(auditFile(counted(), format)), output).catch((fault) => {
            throw asUsage(file, fault)
          })
          return { value: { file, format, entries }, text: `${entries} entries written to ${file}.` }
        })
      })
    })
}

function asUsage(file: string, fault: unknown): unknown {
  const { code } = fault as NodeJS.ErrnoException
  if (code === 'EEXIST') return new UsageError(`${file} is there already. Name a new file.`)
  if (code === 'ENOENT') return new UsageError(`The folder of ${file} is not there. Make it first.`)
  if (code === 'EACCES') return new UsageError(`${file} cannot be written here. Name a file where you may write.`)
  return fault
}
