import type { Command } from 'commander'
import { importMembers } from '../constituency/index.ts'
import { answer, withPostgres } from './command.ts'
import { describeReport, readInput } from './import.ts'

export function addMembers(varde: Command): void {
  const members = varde.command('members').description('the organisations that are served')
  members
    .command('import <file>')
    .description('import members, their networks, domains and contacts from a CSV file, all or nothing')
    .option('--dry-run', 'say what it would do, and write nothing', false)
    .action(async function (this: Command, file: string, { dryRun }: { dryRun: boolean }) {
      await answer(this, async (context) => {
        const csv = await readInput(file)
        const report = await withPostgres(context, ({ db, note }) => importMembers(db, csv, { dryRun, note }))
        return { value: report, text: describeReport('members', report), code: report.errors.length > 0 ? 2 : 0 }
      })
    })
}
