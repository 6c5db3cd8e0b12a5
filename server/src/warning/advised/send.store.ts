/** An advisory becomes a warning to each member that it is for: the same mails, deadlines and answers as any other. */
import { sql } from 'kysely'
import type { Entry } from '../../access/index.ts'
import { type Db, newId, Problem, publish } from '../../platform/index.ts'
import { followAdvised } from '../../vulnerability/index.ts'
import { lockWarning } from '../chase/chase.store.ts'
import { openAnew } from '../chase/relapse.store.ts'
import { warningProblems } from '../warning.problems.ts'
import { lockMembers, sendWarnings } from '../warnings/dispatch.store.ts'
import { sentEntries } from '../warnings/send.store.ts'
import { withdrawWarning } from '../warnings/waiting.store.ts'
import { addTellings, changeTellings, lockMails, planFor, type Telling, type Told } from './advised.store.ts'
import type { AdvisoryLetter } from './advisory-letter.ts'
import { hoursUntil } from './plan.ts'

/**
 * Tells everyone that it is for, each once: who has it gets a new version as news in the same thread, and who has this
 * version gets nothing. @returns what the log says
 */
export async function sendAdvisory(
  trx: Db,
  advisory: AdvisoryLetter,
  { by, now }: { by: string; now: Date },
): Promise<Entry[]> {
  const before = await planFor(trx, advisory)
  await lockMembers(
    trx,
    before.map(({ orgnr }) => orgnr),
  )
  await lockMails(trx, advisory.id)
  const plan = (await planFor(trx, advisory)).filter(({ step }) => step !== 'told' && step !== 'unwanted')
  const told = plan.map((member) => ({ ...member, telling: tellingOf(advisory, member, now) }))
  const tellings = (...steps: Told['step'][]) =>
    told.filter(({ step }) => steps.includes(step)).map(({ telling }) => telling)
  const [first, again, news, change] = [tellings('first'), tellings('again'), tellings('news'), tellings('change')]
  await addTellings(trx, advisory.id, first, now)
  await changeTellings(trx, [...again, ...news, ...change])
  const sent = [...first, ...again].map(({ id }) => id)
  const anew = news.map(({ id }) => id)
  await sendWarnings(trx, sent, by, now)
  await openAnew(trx, anew, now)
  const members = plan.map(({ orgnr }) => orgnr)
  const products = plan.flatMap((member) => member.products)
  await followAdvised(trx, { advisory: advisory.id, members, cves: advisory.cves, products }, now)
  await publish(
    trx,
    'warnings',
    change.map(({ id }) => id),
  )
  return sentEntries(trx, [...sent, ...anew])
}

function tellingOf(advisory: AdvisoryLetter, { orgnr, warning, products }: Told, now: Date): Telling {
  const { label, version, severity, tlp, dueAt, texts, cves, measures } = advisory
  return {
    id: warning ?? newId(),
    orgnr,
    // Lists cut what is long: what it is about comes first.
    title: `${texts.nb.subject} ${label}`,
    severity,
    tlp,
    due_hours: dueAt === null ? null : hoursUntil(dueAt, now),
    version,
    advised: {
      label,
      version,
      texts,
      cves: [...cves],
      measures: [...measures],
      products: products.map(({ orgnr: _, last_seen_at, ...product }) => ({
        ...product,
        last_seen_at: last_seen_at.toISOString(),
      })),
    },
  }
}

/** Takes back what nobody has got yet. @returns how many were taken back, how many are out, and what the log says */
export async function stopAdvisory(
  trx: Db,
  id: string,
  now: Date,
): Promise<{ stopped: number; out: number; entries: Entry[] }> {
  const { rows } = await sql<{ id: string }>`
    select id from warning where advisory_id = ${id} and state not in ('draft', 'cancelled') order by orgnr`.execute(
    trx,
  )
  const entries: Entry[] = []
  const stopped: string[] = []
  for (const row of rows) {
    const warning = await lockWarning(trx, 'all', row.id)
    try {
      entries.push(await withdrawWarning(trx, warning, now))
      stopped.push(row.id)
    } catch (fault) {
      // A mail of it is under way, or it has come before: it stands.
      if (!(fault instanceof Problem) || fault.kind !== warningProblems.notWithdrawable) throw fault
    }
  }
  await sql`update warning set state = 'cancelled' where id = any(${stopped}::uuid[])`.execute(trx)
  return { stopped: stopped.length, out: rows.length - stopped.length, entries }
}
