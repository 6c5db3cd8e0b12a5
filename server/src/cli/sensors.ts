import type { Command } from 'commander'
import { Problem } from '../platform/index.ts'
import { enrolSensor } from '../sensing/index.ts'
import { answer, UsageError, withPostgres } from './command.ts'

export function addSensors(varde: Command): void {
  const sensors = varde.command('sensors').description('what sends events')
  sensors
    .command('enrol')
    .description('enrol a sensor and print its token, this once')
    .requiredOption('--member <orgnr>', 'the member whose site it watches')
    .requiredOption('--name <name>', 'where it stands, e.g. granvag-1')
    .action(async function (this: Command, options: { member: string; name: string }) {
      await answer(this, async (context) =>
        withPostgres(context, async ({ db }) => {
          try {
            const enrolled = await enrolSensor(db, options)
            return { value: enrolled, text: enrolled.token }
          } catch (fault) {
            // Whoever called can mend it by calling otherwise.
            if (fault instanceof Problem) throw new UsageError(fault.message)
            throw fault
          }
        }),
      )
    })
}
