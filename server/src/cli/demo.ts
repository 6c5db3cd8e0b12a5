import type { Command } from 'commander'
import { readConfig } from '../config.ts'
import { startDemo } from '../demo/demo.ts'
import { mostMembers } from '../demo/sector.ts'
import { openLog } from '../platform/index.ts'
import { fail, UsageError } from './command.ts'
import { untilStopped } from './serve.ts'

export function addDemo(varde: Command): void {
  varde
    .command('demo')
    .description('serve a demonstration sector that lives by itself, in a folder that is removed at the end')
    .option('--members <n>', `how many members, 2 to ${mostMembers}`, '24')
    .option('--rate <n>', 'events a second, 1 to 5000', '10')
    .action(async (options: { members: string; rate: string }) => {
      try {
        const members = whole('--members', options.members, 2, mostMembers)
        const rate = whole('--rate', options.rate, 1, 5000)
        const config = readConfig(process.env)
        const log = openLog(process.env['VARDE_LOG_LEVEL'] ? config.logLevel : 'warn')
        const demo = await startDemo(config, log, { members, rate })
        untilStopped(demo.close)
        const at = config.publicUrl
        const doors = Object.entries(demo.people).map(([who, { title }]) => `  ${at}/demo/as/${who}   (${title})`)
        process.stdout.write(
          `Varde’s demonstration is up at ${at}\n\nSign in as\n${doors.join('\n')}\n\nThe members’ mail: ${at}/demo/inbox\nThe first warning arrives within half a minute. Ctrl+C ends it and removes its data.\n`,
        )
      } catch (fault) {
        fail(fault)
      }
    })
}

function whole(name: string, text: string, least: number, most: number): number {
  const number = Number(text)
  if (Number.isInteger(number) && number >= least && number <= most) return number
  throw new UsageError(`${name}: "${text}" is not a whole number from ${least} to ${most}.`)
}
