import type { Command } from 'commander'
import { makeFirstAdministratorLink } from '../access/index.ts'
import { readConfig } from '../config.ts'
import { openLog } from '../platform/index.ts'
import { serve } from '../serve.ts'
import { fail } from './command.ts'

export function addServe(varde: Command): void {
  varde
    .command('serve')
    .description('serve until stopped')
    .action(async () => {
      try {
        const config = readConfig(process.env)
        const log = openLog(config.logLevel)
        const running = await serve(config, log)
        untilStopped(running.close)
        if (config.roles.has('api')) {
          const link = await makeFirstAdministratorLink(running.platform, running.access)
          if (link)
            process.stdout.write(
              `Nobody can sign in yet. The first administrator’s one-time link, good for a day:\n  ${link}\n`,
            )
        }
        process.stdout.write(`Varde is up at ${config.publicUrl}\n`)
      } catch (fault) {
        fail(fault)
      }
    })
}

/** Ctrl+C and a stop from the system let what has begun finish; a second one ends at once. */
export function untilStopped(close: () => Promise<void>): void {
  let stopping = false
  const stop = async () => {
    if (stopping) process.exit(1)
    stopping = true
    await close()
    process.exit(0)
  }
  process.on('SIGINT', stop)
  process.on('SIGTERM', stop)
}
