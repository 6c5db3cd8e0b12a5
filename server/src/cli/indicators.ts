import { createReadStream } from 'node:fs'
import type { IndicatorImportReport } from '@varde/contract'
import { Presets, SingleBar } from 'cli-progress'
import type { Command } from 'commander'
import { importIndicators } from '../sensing/index.ts'
import { answer, withPostgres } from './command.ts'
import { describeReport, fileSize } from './import.ts'

export function addIndicators(varde: Command): void {
  const indicators = varde.command('indicators').description('what is looked for')
  indicators
    .command('import <files...>')
    .description('import indicators from CSV files, each all or nothing')
    .option('--dry-run', 'say what it would do, and write nothing', false)
    .action(async function (this: Command, files: string[], { dryRun }: { dryRun: boolean }) {
      await answer(this, async (context) => {
        // All are read first, so that a misspelt name stops the command before anything is written.
        const inputs = await Promise.all(files.map(async (file) => ({ file, bytes: await fileSize(file) })))
        const reports = await withPostgres(context, async ({ pool, note }) => {
          const done: (IndicatorImportReport & { file: string })[] = []
          for (const { file, bytes } of inputs) {
            const bar = process.stderr.isTTY ? new SingleBar({ stream: process.stderr }, Presets.shades_classic) : null
            bar?.start(bytes, 0)
            async function* chunks() {
              for await (const chunk of createReadStream(file)) {
                bar?.increment(chunk.length)
                yield chunk as Buffer
              }
            }
            const report = await importIndicators({ pool }, chunks(), { dryRun, note })
            bar?.stop()
            done.push({ file, ...report })
          }
          return done
        })
        const sum = (name: 'rows' | 'created' | 'updated' | 'unchanged' | 'stopped') =>
          reports.reduce((total, report) => total + report[name], 0)
        const errors = reports.flatMap((report) => report.errors.map((error) => ({ file: report.file, ...error })))
        const value = {
          dry_run: dryRun,
          applied: reports.every(({ applied }) => applied),
          rows: sum('rows'),
          created: sum('created'),
          updated: sum('updated'),
          unchanged: sum('unchanged'),
          stopped: sum('stopped'),
          errors,
          files: reports,
        }
        const text = reports
          .map((report) => [describeReport(report.file, report), ...stopLines(report)].join('\n'))
          .join('\n')
        return { value, text, code: errors.length > 0 ? 2 : 0 }
      })
    })
}

/** E.g. `7 are stopped, and not looked for:`, then what they would hit, with the reason. */
function stopLines({ stopped, stopped_by }: IndicatorImportReport): string[] {
  if (stopped === 0) return []
  const whose = { member: 'a member’s own, ', entry: '', built_in: 'comes with the program: ' }
  const lines = stopped_by.map(
    ({ indicators, entry, by, reason }) => `  ${indicators} would hit ${entry} (${whose[by]}${reason})`,
  )
  return [`${stopped} ${stopped === 1 ? 'is' : 'are'} stopped, and not looked for:`, ...lines]
}
