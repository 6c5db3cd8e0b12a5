/** What a member says of one vulnerability, whichever way it came, and what that answers of the warnings that ask about it. */
import type { Answer, VexJustification, VexStatus, WarningState } from '@varde/contract'
import { sql } from 'kysely'
import type { Entry } from '../../access/index.ts'
import { type Db, newId, publish } from '../../platform/index.ts'
import { takeVex, takeVexBack, type Vex } from '../../vulnerability/index.ts'
import { lockMembers } from '../warnings/dispatch.store.ts'
import { memberVisibleStates } from '../warnings/warning.ts'
import { stepAfterWord } from './one-by-one.ts'
import { type Respondent, respondIn } from './response.store.ts'

export type Speaker = Omit<Respondent, 'warning'>
/** `vex`: null takes back what was said. */
export type Word = { cve: string; vex: VexStatus | null; justification: VexJustification | null }
/** A warning that was answered by the word, or that waits for an answer again. */
export type Turned = { warning: string; number: number; label: string; answered: boolean }

/**
 * In one transaction: what holds for the vulnerability, and the warnings that are answered by it, or no longer are.
 * @param at when it was said @returns what the log says of the warnings, and which of them turned
 */
export async function sayVex(
  trx: Db,
  by: Speaker,
  { cve, vex, justification }: Word,
  at: Date,
  now = at,
): Promise<{ entries: Entry[]; turned: Turned[] }> {
  // Before what is followed up is locked, as an answer does: nobody waits in a circle, and the later sees what the first said.
  await lockMembers(trx, [by.orgnr])
  if (vex === null) await takeVexBack(trx, by.orgnr, cve, now)
  else {
    const said = { cve, vex, justification: vex === 'not_affected' ? justification : null }
    await takeVex(trx, { orgnr: by.orgnr, by: by.contact_name, recordedBy: by.recorded_by }, [said], at, now)
  }
  const entries: Entry[] = []
  const turned: Turned[] = []
  for (const asking of await askingAbout(trx, by.orgnr, cve)) {
    const { id: warning, number, label } = asking
    const step = stepAfterWord({ ...asking, oneByOne: asking.one_by_one }, asking.cves, vex)
    const entry = await take({ ...by, warning }, asking, step)
    if (entry === null) continue
    entries.push(entry)
    if (step.step !== 'acknowledge') turned.push({ warning, number, label, answered: step.step === 'answer' })
  }
  return { entries, turned }

  async function take(respondent: Respondent, { cves }: Asking, step: ReturnType<typeof stepAfterWord>) {
    switch (step.step) {
      case 'keep':
        return null
      case 'acknowledge':
        return await respondIn(trx, respondent, { kind: 'acknowledge' }, now)
      case 'withdraw':
        return await withdrawAnswer(trx, respondent, now)
      case 'answer': {
        const each = cves.flatMap(({ here: _, vex: said, ...one }) => (said === null ? [] : [{ ...one, vex: said }]))
        return await respondIn(trx, respondent, { kind: 'answer', answer: step.answer, comment: '', each }, now)
      }
    }
  }
}

type Asking = {
  id: string
  number: number
  label: string
  state: WarningState
  answer: Answer | null
  one_by_one: boolean
  help: boolean
  cves: (Omit<Vex, 'vex'> & { vex: VexStatus | null; here: boolean })[]
}

/** Since it was last sent anew. */
const current = sql`r.warning_id = w.id and r.kind = 'answer' and r.created_at >= coalesce(w.reopened_at, '-infinity')`

/** The member's warnings of advisories on this one, with how all of their vulnerabilities stand there. */
async function askingAbout(trx: Db, orgnr: string, cve: string): Promise<Asking[]> {
  const { rows } = await sql<Asking>`
    select w.id, w.number, w.advised ->> 'label' as label, w.state, w.answer,
      coalesce((select r.one_by_one from response r where ${current} order by r.created_at desc, r.id desc limit 1), false)
        as one_by_one,
      exists (select from warning_measure m where m.warning_id = w.id and m.standing = 'help') as help,
      (select json_agg(json_build_object('cve', c.cve, 'vex', f.vex, 'justification', f.vex_justification, 'here',
          (f.vex is null and f.opened_at is not null and f.ended_at is null)
            or exists (select from member_match m where m.orgnr = w.orgnr and m.cve = c.cve)) order by c.place)
        from jsonb_array_elements_text(w.advised -> 'cves') with ordinality c (cve, place)
        left join member_vulnerability f on f.orgnr = w.orgnr and f.cve = c.cve) as cves
    from warning w
    where w.orgnr = ${orgnr} and w.advisory_id is not null and w.state = any(${[...memberVisibleStates]})
      and ${cve} in (select jsonb_array_elements_text(w.advised -> 'cves'))
    order by w.number`.execute(trx)
  return rows
}

/** The answer followed from what is said no longer: what was answered before that stands, or the warning waits again. */
async function withdrawAnswer(trx: Db, by: Respondent, now: Date): Promise<Entry> {
  const { rows } = await sql<{ answer: Answer | null }>`
    with own as (
      select r.answer, r.created_at from response r join warning w on w.id = ${by.warning}
      where ${current} and not r.one_by_one order by r.created_at desc, r.id desc limit 1)
    update warning set state = case when exists (select from own) then 'answered' else 'acknowledged' end,
      answer = (select own.answer from own), answered_at = (select own.created_at from own)
    where id = ${by.warning} returning answer`.execute(trx)
  await trx
    .insertInto('response')
    .values({
      id: newId(),
      warning_id: by.warning,
      contact_id: by.contact_id,
      contact_name: by.contact_name,
      kind: 'withdraw',
      answer: null,
      created_at: now,
      channel: by.channel,
      recorded_by: by.recorded_by,
      signature: null,
      mail_id: null,
    })
    .execute()
  await publish(trx, 'warnings', [by.warning])
  return {
    act: 'warning.answer_withdrawn',
    object: { kind: 'warning', id: by.warning },
    member: by.orgnr,
    details: { answer: rows[0]?.answer ?? null, channel: by.channel },
  }
}
