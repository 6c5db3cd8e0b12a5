import { basename } from 'node:path'
import type { ExposureReport } from '@varde/contract'
import type { Command } from 'commander'
import { systemClock } from '../platform/index.ts'
import { importExposure } from '../vulnerability/index.ts'
import { answer, withPostgres } from './command.ts'
import { readInput } from './import.ts'
import { describeUnused } from './unused.ts'

export function addExposure(varde: Command): void {
  varde
    .command('exposure')
    .description('what others’ scans found on members’ assets')
    .command('import <files...>')
    .description('import what scans found: Nmap’s XML (-oX) or Nuclei’s JSON')
    .option('--dry-run', 'say what it would do, and write nothing', false)
    .action(async function (this: Command, files: string[], { dryRun }: { dryRun: boolean }) {
      await answer(this, async (context) => {
        const inputs = await Promise.all(files.map(async (file) => ({ file, bytes: await readInput(file) })))
        const reports = await withPostgres(context, async ({ db, note }) => {
          const done: ExposureReport[] = []
          for (const { file, bytes } of inputs) {
            const importing = { name: basename(file), dryRun, now: systemClock(), note }
            done.push(await importExposure(db, bytes.toString('utf8'), importing))
          }
          return done
        })
        return { value: { reports }, text: reports.map(describe).join('\n') }
      })
    })
}

function describe(report: ExposureReport): string {
  const { file, format, rows, items, vulnerabilities, members, missed, unused, dry_run } = report
  const found = `${items} products and ${vulnerabilities} vulnerabilities at ${members} members`
  return [
    ...describeUnused(report),
    `${file}: ${format ?? 'unknown'}, ${rows} records: ${found}, ${missed} not found again, ${unused} not used.${dry_run ? ' A dry run: nothing was written.' : ''}`,
  ].join('\n')
}
