/** An address that is no contact's any more: what waits to go there is not sent. */
import { sql } from 'kysely'
import { type Db, publish } from '../../platform/index.ts'

/** A warning that then goes to nobody has failed, so that the chase takes it to the contacts that are left. */
export async function dropMailsTo(trx: Db, { orgnr, email }: { orgnr: string; email: string }): Promise<void> {
  const { rows } = await sql<{ warning_id: string }>`
    delete from delivery d using warning w
    where w.id = d.warning_id and w.orgnr = ${orgnr} and d.email = ${email} and d.state in ('queued', 'deferred')
    returning d.warning_id`.execute(trx)
  if (rows.length === 0) return
  const ids = [...new Set(rows.map(({ warning_id }) => warning_id))]
  await sql`
    update warning set state = 'failed' where id = any(${ids}::uuid[]) and state = 'sending'
      and not exists (select from delivery d where d.warning_id = warning.id
        and d.state in ('queued', 'deferred', 'delivered') and d.relapse = warning.reopened)`.execute(trx)
  await publish(trx, 'warnings', ids)
}
