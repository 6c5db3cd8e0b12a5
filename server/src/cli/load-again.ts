/** `load-again`, of sensors and of sources: what could not be read is loaded once more, after a mend. */
import { setTimeout } from 'node:timers/promises'
import { type RejectedAgain, RejectedAgainStart } from '@varde/contract'
import { Presets, SingleBar } from 'cli-progress'
import { type Command, Option } from 'commander'
import { type Db, systemClock } from '../platform/index.ts'
import { askAgain, findAgain, liveSensor } from '../sensing/index.ts'
import { answer, type Context, withPostgres } from './command.ts'
import { isServed } from './own-server.ts'

const pollMilliseconds = 200
const reasons = RejectedAgainStart.properties.reason.enum

/** @param idOf the sensor's or source's id by name; throws where there is none */
export function addLoadAgain(parent: Command, idOf: (db: Db, name: string) => Promise<string>): void {
  parent
    .command('load-again <name>')
    .description('load its lines that could not be read once more, after a mend')
    .addOption(new Option('--reason <reason>', 'only those set aside for this reason').choices(reasons))
    .action(async function (this: Command, name: string, { reason }: RejectedAgainStart) {
      await answer(this, async (context) => {
        const again = await withPostgres(context, async ({ db, note }) => {
          const id = await idOf(db, name)
          const sensor = { id, member: (await liveSensor(db, id))?.orgnr ?? null }
          const asked = await askAgain(db, sensor, reason === undefined ? {} : { reason }, systemClock(), note)
          return follow(context, db, id, asked)
        })
        return { value: again, text: inWords(again), code: again.state === 'failed' ? 1 : 0 }
      })
    })
}

/** The server's worker does it: waits for the end, with a bar on a terminal; at once over where no server runs. */
async function follow({ config }: Context, db: Db, id: string, asked: RejectedAgain): Promise<RejectedAgain> {
  const bar = process.stderr.isTTY ? new SingleBar({ stream: process.stderr }, Presets.shades_classic) : null
  let again = asked
  bar?.start(Math.max(again.lines_total, 1), again.lines_done)
  try {
    while (again.ended_at === null && (await isServed(config))) {
      await setTimeout(pollMilliseconds)
      again = (await findAgain(db, id)) ?? again
      bar?.setTotal(Math.max(again.lines_total, 1))
      bar?.update(again.lines_done)
    }
  } finally {
    bar?.stop()
  }
  return again
}

function inWords({ state, lines_total, lines_read }: RejectedAgain): string {
  if (state === 'done') return `${lines_read} lines read, ${lines_total - lines_read} still unreadable.`
  if (state === 'failed') return 'Loading again kept failing and was given up; see the server’s log. Nothing is lost.'
  return 'Written down; it is done while the server runs.'
}
