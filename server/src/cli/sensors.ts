import type { Command } from 'commander'
import { readPins } from '../access/index.ts'
import type { Db } from '../platform/index.ts'
import {
  enrolSensor,
  listSensors,
  revokeSensor,
  rotateToken,
  sensorNamed,
  shownHealth,
  stateOf,
  troublesOf,
} from '../sensing/index.ts'
import { answer, freeText, UsageError, withPostgres } from './command.ts'
import { addLoadAgain } from './load-again.ts'
import { readDay, readHours, table } from './read.ts'

type Enrol = { member: string; name: string; expires?: string; network?: string[]; tellMember?: boolean }
const pageRows = 500

export function addSensors(varde: Command): void {
  const sensors = varde.command('sensors').description('what sends events')
  sensors
    .command('enrol')
    .description('enrol a sensor and print its token, this once')
    .requiredOption('--member <orgnr>', 'the member whose site it watches')
    .requiredOption('--name <name>', 'where it stands, e.g. granvag-1', freeText)
    .option('--expires <date>', 'the day its token ends, e.g. 2027-12-31; else it does not')
    .option('--network <cidr...>', 'from where alone it may send, e.g. 192.0.2.0/24; else from anywhere')
    .option(
      '--tell-member',
      'let the member’s contacts know too when something is wrong with it; else as was chosen for the member',
    )
    .action(async function (this: Command, { member, name, expires, network = [], tellMember }: Enrol) {
      await answer(this, async (context) => {
        const now = new Date()
        const expires_at = expires === undefined ? null : readDay('--expires', expires, now)
        const draft = { member, name, networks: readPins(network), expires_at, tell_member: tellMember }
        const enrolled = await withPostgres(context, ({ db, note }) => enrolSensor(db, draft, now, note))
        return { value: enrolled, text: enrolled.token }
      })
    })
  sensors
    .command('list')
    .description('list sensors by name, with how they and their tokens are doing')
    .action(async function (this: Command) {
      await answer(this, async (context) => {
        const value = await withPostgres(context, ({ db }) => allSensors(db, new Date()))
        const rows = value.map((sensor) => [
          sensor.name,
          sensor.state,
          sensor.member,
          sensor.token_expires_at?.toISOString() ?? 'no end',
          sensor.last_used_from === null ? 'never sent' : `from ${sensor.last_used_from}`,
          `${sensor.failures} refused`,
        ])
        return { value, text: table(rows) }
      })
    })
  sensors
    .command('rotate <name>')
    .description('give a sensor a new token and print it, this once')
    .option('--overlap-hours <n>', 'how long the old one goes on; 0 ends it at once', '24')
    .action(async function (this: Command, name: string, options: { overlapHours: string }) {
      await answer(this, async (context) => {
        const overlap = { overlapHours: readHours('--overlap-hours', options.overlapHours), now: new Date() }
        const enrolled = await withPostgres(context, async ({ db, note }) =>
          rotateToken(db, 'all', await idOf(db, name), overlap, note),
        )
        if (enrolled === null) throw unknown(name)
        return { value: enrolled, text: enrolled.token }
      })
    })
  sensors
    .command('revoke <name>')
    .description('end a sensor and its tokens at once; what it sent is kept')
    .action(async function (this: Command, name: string) {
      await answer(this, async (context) => {
        const id = await withPostgres(context, async ({ db, note }) => {
          const id = await idOf(db, name)
          await revokeSensor(db, 'all', id, new Date(), note)
          return id
        })
        return { value: { id, name, revoked: true }, text: `${name} sends nothing any more.` }
      })
    })
  addLoadAgain(sensors, idOf)
}

function unknown(name: string): UsageError {
  return new UsageError(`No live sensor has the name "${name}". See "varde sensors list".`)
}

async function idOf(db: Db, name: string): Promise<string> {
  const id = await sensorNamed(db, name)
  if (id === null) throw unknown(name)
  return id
}

async function allSensors(db: Db, now: Date) {
  const sensors = []
  for (let after: { value: string; id: string } | null = null; ; ) {
    const rows: Awaited<ReturnType<typeof listSensors>> = await listSensors(db, {
      scope: 'all',
      after,
      limit: pageRows,
    })
    sensors.push(...rows.slice(0, pageRows))
    const last = sensors.at(-1)
    if (rows.length <= pageRows || last === undefined) break
    after = { value: last.name, id: last.id }
  }
  return sensors.map(({ orgnr, health, ...sensor }) => ({
    ...sensor,
    member: orgnr,
    state: stateOf({ ...sensor, health }, now),
    troubles: troublesOf({ ...sensor, health }, now),
    health: shownHealth(health, now),
  }))
}
