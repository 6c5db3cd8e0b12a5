/** Whom to phone: who asked for help, who was never reached, and who is silent past the deadline. */
import type { CallEntry, Language, Severity, Tlp, WarningState } from '@varde/contract'
import { sql } from 'kysely'
import type { Scope } from '../../access/index.ts'
import type { Db } from '../../platform/index.ts'

export type CallRow = {
  id: string
  number: number
  orgnr: string
  member_name: string
  title: string
  severity: Severity
  tlp: Tlp
  state: WarningState
  reminders: number
  reason: CallEntry['reason']
  since: Date
  contacts: CallEntry['contacts']
  calls: (Omit<CallEntry['calls'][number], 'at'> & { at: string })[]
}

/** A longer list would not be phoned through before it was out of date. */
const most = 500

/** The most severe first, then the longest waiting. */
export async function callRows(db: Db, scope: Scope, now: Date): Promise<CallRow[]> {
  const { rows } = await sql<CallRow>`
    select w.id, w.number, w.orgnr, m.name as member_name, w.title, w.severity, w.tlp, w.state, w.reminders,
      case w.state when 'answered' then 'need_help' when 'failed' then 'undelivered' else 'overdue' end as reason,
      case w.state when 'answered' then w.answered_at when 'failed' then coalesce(w.approved_at, w.created_at)
        else w.due_at end as since,
      coalesce((select jsonb_agg(jsonb_build_object('id', c.id, 'name', c.name, 'role', c.role, 'rank', c.rank,
          'phone', c.phone, 'language', c.language) order by c.rank, c.phone is null, c.name)
        from contact c where c.orgnr = w.orgnr), '[]') as contacts,
      coalesce((select jsonb_agg(jsonb_build_object('at', k.called_at, 'contact_name', k.contact_name,
          'reached', k.reached, 'comment', k.comment, 'author', k.author) order by k.called_at)
        from warning_call k where k.warning_id = w.id
          and k.called_at >= coalesce(w.reopened_at, '-infinity')), '[]') as calls
    from warning w join member m using (orgnr)
    where (${scope === 'all'} or w.orgnr = any(${scope === 'all' ? [] : scope}))
      and (w.state = 'failed' or w.state = 'answered' and w.answer = 'affected_need_help'
        or w.state in ('sent', 'acknowledged') and w.due_at < ${now})
    order by array_position(array['critical', 'high', 'medium', 'low'], w.severity), since
    limit ${most}`.execute(db)
  return rows
}

/** The language to speak: of the first who is to be phoned. */
export function languageOf(contacts: CallRow['contacts']): Language {
  return contacts[0]?.language ?? 'nb'
}
