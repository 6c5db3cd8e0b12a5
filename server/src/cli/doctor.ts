import type { Command } from 'commander'
import { examine, lineOf } from '../doctor/index.ts'
import { fail } from './command.ts'

export function addDoctor(varde: Command): void {
  varde
    .command('doctor')
    .description('say what is configured, reachable, migrated and writable, and what to mend')
    .action(async function (this: Command) {
      try {
        const { checks, badSetting } = await examine(process.env)
        const well = checks.every(({ state }) => state !== 'fault')
        const { json = false } = this.opts<{ json?: boolean }>()
        process.stdout.write(json ? `${JSON.stringify({ ok: well, checks })}\n` : `${checks.map(lineOf).join('\n')}\n`)
        process.exitCode = badSetting ? 2 : well ? 0 : 1
      } catch (fault) {
        fail(fault)
      }
    })
}
