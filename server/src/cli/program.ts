/** The command line. Each noun adds its own commands. */
import { Command } from 'commander'
import { addDemo } from './demo.ts'
import { addDoctor } from './doctor.ts'
import { addIndicators } from './indicators.ts'
import { addKeys } from './keys.ts'
import { addMembers } from './members.ts'
import { addSensors } from './sensors.ts'
import { addServe } from './serve.ts'
import { addUsers } from './users.ts'

export function program(): Command {
  const varde = new Command('varde')
    .description('The warning system of a sector’s computer security incident response team')
    .showHelpAfterError('(varde --help lists the commands)')
    .exitOverride((fault) => {
      process.exit(fault.exitCode === 0 ? 0 : 2)
    })
  addServe(varde)
  addDemo(varde)
  addDoctor(varde)
  addUsers(varde)
  addKeys(varde)
  addMembers(varde)
  addSensors(varde)
  addIndicators(varde)
  for (const command of leaves(varde)) command.option('--json', 'one JSON value on standard output')
  return varde
}

function leaves(command: Command): Command[] {
  return command.commands.length === 0 ? [command] : command.commands.flatMap(leaves)
}
