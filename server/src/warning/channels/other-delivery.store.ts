/** What was said of a warning by other ways than mail. */
import type { OtherDelivery } from '@varde/contract'
import { sql } from 'kysely'
import type { Db } from '../../platform/index.ts'

type Row = Omit<OtherDelivery, 'created_at' | 'delivered_at'> & { created_at: Date; delivered_at: Date | null }

export async function othersOf(db: Db, warning: string): Promise<OtherDelivery[]> {
  const { rows } = await sql<Row>`
    select id, channel, kind as what, contact_name as name, phone, language, state, attempts, last_reply, created_at,
      delivered_at
    from phone_message where warning_id = ${warning}
    union all
    select e.id, 'webhook', case e.type when 'warning.sent' then 'warning' when 'warning.reminded' then 'reminder'
        when 'warning.relapsed' then 'relapse' when 'warning.message' then 'message' else 'closed' end,
      h.name, null, null, e.state, coalesce(a.number, 0), coalesce(nullif(a.reply, ''), a.status::text, ''), e.created_at,
      case when e.state = 'delivered' then a.at end
    from webhook_event e join webhook h on h.id = e.webhook_id
    left join lateral (
      select number, at, status, reply from webhook_attempt where event_id = e.id order by number desc limit 1) a on true
    where e.warning_id = ${warning}
    order by created_at, name, id`.execute(db)
  return rows.map((row) => ({
    ...row,
    created_at: row.created_at.toISOString(),
    delivered_at: row.delivered_at?.toISOString() ?? null,
  }))
}
