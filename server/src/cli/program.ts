/** The command line. Each noun adds its own commands. */
import { Command } from 'commander'

/** Loaded one at a time: the libraries behind `serve` take seconds to read, and most commands need few of them. */
const nouns: Record<string, () => Promise<(varde: Command) => void>> = {
  serve: async () => (await import('./serve.ts')).addServe,
  demo: async () => (await import('./demo.ts')).addDemo,
  doctor: async () => (await import('./doctor.ts')).addDoctor,
  users: async () => (await import('./users.ts')).addUsers,
  keys: async () => (await import('./keys.ts')).addKeys,
  members: async () => (await import('./members.ts')).addMembers,
  sensors: async () => (await import('./sensors.ts')).addSensors,
  indicators: async () => (await import('./indicators.ts')).addIndicators,
  events: async () => (await import('./events.ts')).addEvents,
  reports: async () => (await import('./reports.ts')).addReports,
  sources: async () => (await import('./sources.ts')).addSources,
  inventory: async () => (await import('./inventory.ts')).addInventory,
  exposure: async () => (await import('./exposure.ts')).addExposure,
  hunt: async () => (await import('./hunt.ts')).addHunt,
  feeds: async () => (await import('./feeds.ts')).addFeeds,
  audit: async () => (await import('./audit.ts')).addAudit,
}

/** @param asked the first word of the call; where it is no noun, the program has them all, to list them */
export async function program(asked?: string): Promise<Command> {
  const varde = new Command('varde')
    .description('The warning system of a sector’s computer security incident response team')
    .showHelpAfterError('(varde --help lists the commands)')
    .exitOverride((fault) => {
      process.exit(fault.exitCode === 0 ? 0 : 2)
    })
  const one = asked === undefined ? undefined : nouns[asked]
  for (const load of one ? [one] : Object.values(nouns)) (await load())(varde)
  for (const command of leaves(varde)) command.option('--json', 'one JSON value on standard output')
  return varde
}

function leaves(command: Command): Command[] {
  return command.commands.length === 0 ? [command] : command.commands.flatMap(leaves)
}
