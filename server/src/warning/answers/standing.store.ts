/** How a warning's measures and vulnerabilities stand at the member: read for who may, and said one by one. */
import type { MeasureSaid as Given, WarningStanding } from '@varde/contract'
import { sql } from 'kysely'
import type { Entry } from '../../access/index.ts'
import { type Db, Problem, problems, publish } from '../../platform/index.ts'
import { vexOf } from '../../vulnerability/index.ts'
import { iso } from '../shown.ts'
import type { Letter } from '../texts/letter-parts.ts'
import { stepsOf } from '../texts/steps.ts'
import { warningProblems } from '../warning.problems.ts'
import { lockMembers } from '../warnings/dispatch.store.ts'
import { keepMeasures, measuresKept } from './measure.store.ts'
import { type Respondent, respondIn } from './response.store.ts'
import { type MeasureSaid, nothingAdvised, whyFault, withoutControls } from './response.ts'

type Asked = {
  warning: string
  orgnr: string
  letter: Letter
  /** Whether it is told who of ours wrote something down. */
  ofOurs: boolean
}

export async function standingOf(db: Db, { warning, orgnr, letter, ofOurs }: Asked): Promise<WarningStanding> {
  const [kept, vex] = await Promise.all([
    measuresKept(db, [warning]),
    letter.advised === null ? null : vexOf(db, orgnr, letter.advised.cves),
  ])
  const doneBy = new Map(kept.map((one) => [one.measure, one]))
  return {
    measures: stepsOf(letter).map((step) => {
      const said = doneBy.get(step.key)
      return {
        ...step,
        nsm: [...step.nsm],
        standing: said?.standing ?? 'open',
        why: said?.why ?? '',
        done_by: said?.done_by ?? null,
        done_at: iso(said?.done_at ?? null),
        recorded_by: ofOurs ? (said?.recorded_by ?? null) : null,
      }
    }),
    vulnerabilities:
      letter.advised?.cves.map((cve) => {
        const said = vex?.get(cve)
        return {
          cve,
          vex: said?.vex ?? null,
          justification: said?.justification ?? null,
          by: said?.by ?? null,
          at: iso(said?.at ?? null),
          recorded_by: ofOurs ? (said?.recorded_by ?? null) : null,
        }
      }) ?? null,
  }
}

/** @throws Problem identity_number, invalid_input */
export function measureIn(key: string, { standing, why = '' }: Given): MeasureSaid {
  const said = { key, standing, why: withoutControls(why) }
  const fault = whyFault([said])
  if (fault === 'identity_number') throw new Problem(warningProblems.identityNumber, 'Take the number out of why.')
  if (fault !== null) throw new Problem(problems.invalidInput, 'Say in why that it is not relevant.')
  return said
}

/** One measure, by itself. Needing help with it is needing help: nobody may have to say so twice. @returns what the log says */
export async function sayMeasure(trx: Db, by: Respondent, said: MeasureSaid, now: Date): Promise<Entry[]> {
  await lockMembers(trx, [by.orgnr])
  await keepMeasures(trx, by, [said], now)
  await publish(trx, 'warnings', [by.warning])
  const ticked: Entry = {
    act: 'warning.measure_ticked',
    object: { kind: 'warning', id: by.warning },
    member: by.orgnr,
    details: { measure: said.key, standing: said.standing, channel: by.channel },
  }
  if (said.standing !== 'help' || (await isHelpAsked(trx, by.warning))) return [ticked]
  const answer = {
    kind: 'answer',
    answer: 'affected_need_help',
    comment: said.why,
    advised: nothingAdvised,
    each: [],
  } as const
  const asked = await respondIn(trx, by, answer, now)
  return asked === null ? [ticked] : [ticked, asked]
}

async function isHelpAsked(trx: Db, warning: string): Promise<boolean> {
  const { rows } = await sql`
    select from warning where id = ${warning} and state = 'answered' and answer = 'affected_need_help'`.execute(trx)
  return rows.length > 0
}
