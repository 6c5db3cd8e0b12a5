import { basename } from 'node:path'
import type { InventoryReport } from '@varde/contract'
import { Presets, SingleBar } from 'cli-progress'
import type { Command } from 'commander'
import { readOrgnr } from '../constituency/index.ts'
import { systemClock } from '../platform/index.ts'
import { importInventory } from '../vulnerability/index.ts'
import { answer, UsageError, withPostgres } from './command.ts'
import { readInput } from './import.ts'
import { describeUnused } from './unused.ts'

export function addInventory(varde: Command): void {
  varde
    .command('inventory')
    .description('what members run')
    .command('import <files...>')
    .description('import inventories: CSV, CycloneDX or SPDX; each file is the whole picture of its name')
    .requiredOption('--member <orgnr>', 'whose it is')
    .option('--dry-run', 'say what it would do, and write nothing', false)
    .action(async function (this: Command, files: string[], { member, dryRun }: { member: string; dryRun: boolean }) {
      await answer(this, async (context) => {
        const orgnr = readOrgnr(member)
        if ('fault' in orgnr) throw new UsageError(`--member: "${member}" ${orgnr.fault}`)
        // All are looked at first, so that a misspelt name stops the command before anything is written.
        const inputs = await Promise.all(files.map(async (file) => ({ file, bytes: await readInput(file) })))
        const reports = await withPostgres(context, async ({ db, note }) => {
          const done: InventoryReport[] = []
          for (const { file, bytes } of inputs) {
            const { told, stop } = openProgress(file)
            const importing = { orgnr: orgnr.value, name: basename(file), dryRun, now: systemClock(), note, told }
            done.push(await importInventory(db, bytes, importing).finally(stop))
          }
          return done
        })
        const faults = reports.some(({ removal_held }) => removal_held)
        const text = reports.map(describe).join('\n')
        return { value: { member: orgnr.value, reports }, text, code: faults ? 2 : 0 }
      })
    })
}

function describe(report: InventoryReport): string {
  const { file, format, rows, added, changed, unchanged, removed, removal_held, dry_run } = report
  const counts = `${added} new, ${changed} changed, ${unchanged} unchanged, ${removed} removed`
  return [
    ...describeUnused(report),
    ...report.removed_names.map((name) => `${file}: no longer in the file: ${name}`),
    ...(removal_held
      ? [`${file}: Nothing was removed, since a record with a fault may be what seems to be gone.`]
      : []),
    `${file}: ${format ?? 'unknown'}, ${rows} records: ${counts}, ${report.unused} not used.${dry_run ? ' A dry run: nothing was written.' : ''}`,
  ].join('\n')
}

function openProgress(file: string) {
  if (!process.stderr.isTTY) return { told: () => {}, stop: () => {} }
  const bar = new SingleBar({ stream: process.stderr, format: `${file} {value} products` }, Presets.shades_classic)
  bar.start(0, 0)
  return { told: (taken: number) => bar.update(taken), stop: () => bar.stop() }
}
