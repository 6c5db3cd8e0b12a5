import type { ImportReport } from '@varde/contract'
import { Presets, SingleBar } from 'cli-progress'
import type { Command } from 'commander'
import { importIndicators } from '../sensing/index.ts'
import { answer, withPostgres } from './command.ts'
import { describeReport, readInput } from './import.ts'

export function addIndicators(varde: Command): void {
  const indicators = varde.command('indicators').description('what is looked for')
  indicators
    .command('import <files...>')
    .description('import indicators from CSV files, each all or nothing')
    .option('--dry-run', 'say what it would do, and write nothing', false)
    .action(async function (this: Command, files: string[], { dryRun }: { dryRun: boolean }) {
      await answer(this, async (context) => {
        // All are read first, so that a misspelt name stops the command before anything is written.
        const inputs = await Promise.all(files.map(async (file) => ({ file, csv: await readInput(file) })))
        const reports = await withPostgres(context, async ({ db, note }) => {
          const done: (ImportReport & { file: string })[] = []
          for (const { file, csv } of inputs) {
            const bar = process.stderr.isTTY ? new SingleBar({ stream: process.stderr }, Presets.shades_classic) : null
            let begun = false
            const report = await importIndicators(db, csv, {
              dryRun,
              note,
              progress: (rows, of) => {
                if (!begun) bar?.start(of, 0)
                begun = true
                bar?.update(rows)
              },
            })
            bar?.stop()
            done.push({ file, ...report })
          }
          return done
        })
        const sum = (name: 'rows' | 'created' | 'updated' | 'unchanged') =>
          reports.reduce((total, report) => total + report[name], 0)
        const errors = reports.flatMap((report) => report.errors.map((error) => ({ file: report.file, ...error })))
        const value = {
          dry_run: dryRun,
          applied: reports.every(({ applied }) => applied),
          rows: sum('rows'),
          created: sum('created'),
          updated: sum('updated'),
          unchanged: sum('unchanged'),
          errors,
          files: reports,
        }
        const text = reports.map((report) => describeReport(report.file, report)).join('\n')
        return { value, text, code: errors.length > 0 ? 2 : 0 }
      })
    })
}
