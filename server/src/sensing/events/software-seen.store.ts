/** What events say of the software behind members' own addresses: how programs name themselves, and what reports say of devices. */
import { type Clickhouse, rows } from '../../platform/index.ts'
import { addressText } from '../address.ts'
import { memberOf } from '../load/concerned-sql.ts'

/** By when it was received, in whole milliseconds. */
export type Window = { from: Date; until: Date }
export type Banner = { member: string; host: string; kind: 'user_agent' | 'ssh'; text: string }

/** A busy hour of a whole sector has fewer; what is over comes again with the next traffic. */
const most = 200_000

const inWindow =
  'received_at > fromUnixTimestamp64Milli({from:Int64}) and received_at <= fromUnixTimestamp64Milli({until:Int64})'
const windowOf = ({ from, until }: Window) => ({ from: from.getTime(), until: until.getTime() })

/** How programs on members’ own addresses named themselves, each once. */
export async function bannersIn(clickhouse: Clickhouse, window: Window): Promise<Banner[]> {
  return rows<Banner>(
    clickhouse,
    `select ${memberOf('host_ip')} as member, ${addressText('host_ip')} as host, kind, text from (
      select if(client_is_dest, dest_ip, src_ip) as host_ip, 'user_agent' as kind, http_user_agent as text from event
      where ${inWindow} and http_user_agent != ''
      union all
      select src_ip, 'ssh', details['client.software_version'] from event where ${inWindow} and event_type = 'ssh'
      union all
      select dest_ip, 'ssh', details['server.software_version'] from event where ${inWindow} and event_type = 'ssh'
    ) where text != '' and member != '' group by host_ip, kind, text limit ${most}
    settings max_threads = 1, os_thread_priority = 19`,
    windowOf(window),
  )
}

export type Reported = {
  member: string
  host: string
  title: string
  vendor: string
  model: string
  version: string
  said: string
}

/** What reports of vulnerable systems say of members’ own addresses. `said` is where they name CVEs. */
export async function reportedIn(clickhouse: Clickhouse, window: Window): Promise<Reported[]> {
  return rows<Reported>(
    clickhouse,
    `select ${memberOf('src_ip')} as member, ${addressText('src_ip')} as host, details['title'] as title,
      details['device_vendor'] as vendor, details['device_model'] as model, details['device_version'] as version,
      concat(details['tag'], ' ', details['vulnerability_id'], ' ', alert_signature) as said
    from event where ${inWindow} and event_type = 'report' and alert_category = 'vulnerable-system' and member != ''
    group by src_ip, title, vendor, model, version, said limit ${most}`,
    windowOf(window),
  )
}
