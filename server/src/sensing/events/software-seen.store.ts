/** What events say of the software on members' own hosts: how programs name themselves, and what reports say of devices. */
import { type Clickhouse, type Db, rows } from '../../platform/index.ts'
import { addressText } from '../address.ts'
import { isWithin, memberOf } from '../load/concerned-sql.ts'
import { hostOwner, innerRanges } from './host-owner.ts'

/** By when it was received, in whole milliseconds. */
export type Window = { from: Date; until: Date }
/** In what a program named itself: protocols, headers, certificates; `software` where the sensor says no more than the name. */
export type SeenIn =
  | 'user_agent'
  | 'server'
  | 'ssh'
  | 'ftp'
  | 'pgsql'
  | 'smb'
  | 'rdp'
  | 'snmp'
  | 'certificate'
  | 'software'
export type Banner = {
  member: string
  host: string
  /** The sensor's name where the address is private and so means nothing without it; else empty. */
  behind: string
  seen_in: SeenIn
  /** Whether it answered, or asked. */
  answered: boolean
  text: string
  /** The sensor's own reading of the text, where it has one. */
  name: string
  version: string
}

/** A busy hour of a whole sector has fewer; what is over comes again with the next traffic. */
const most = 200_000
/** Longest text that is read, in characters: browsers put what tells them apart last. */
const longest = 400

const inWindow =
  'received_at > fromUnixTimestamp64Milli({from:Int64}) and received_at <= fromUnixTimestamp64Milli({until:Int64})'
const windowOf = ({ from, until }: Window) => ({ from: from.getTime(), until: until.getTime() })

type Side = 'client' | 'server'

const detail = (path: string) => `details['${path}']`

/**
 * What names software in an event, and on whose side: a wrong side is worse than none. HTTP is read of requests alone, since an
 * alert or a file is told of in the direction of its packet, and what it says of HTTP may be the other side's.
 */
const told: Record<string, readonly [SeenIn, Side, string][]> = {
  http: [
    ['user_agent', 'client', 'http_user_agent'],
    ['server', 'server', detail('server')],
    ['server', 'server', detail('x_powered_by')],
  ],
  ssh: [
    ['ssh', 'client', detail('client.software_version')],
    ['ssh', 'server', detail('server.software_version')],
  ],
  ftp: [['ftp', 'server', detail('banner')]],
  pgsql: [['pgsql', 'server', detail('server_version')]],
  smb: [
    ['smb', 'client', detail('request.native_os')],
    ['smb', 'client', detail('request.native_lm')],
    ['smb', 'server', detail('response.native_os')],
    ['smb', 'server', detail('response.native_lm')],
  ],
  rdp: [['rdp', 'client', detail('client.build')]],
  snmp: [['snmp', 'server', detail('display_string')]],
  tls: [['certificate', 'server', 'tls_subject']],
}

const types = [...Object.keys(told), 'software'].map((type) => `'${type}'`).join(', ')

const toldSql = Object.entries(told).map(([type, named]) => {
  const each = named.map(
    ([seenIn, side, text]) => `(${side}, '${seenIn}', ${side === 'server'}, leftUTF8(${text}, ${longest}), '', '')`,
  )
  return `event_type = '${type}', [${each.join(', ')}]`
})

/** Zeek's own reading: one host, with what it is there, e.g. `HTTP::SERVER`. */
const zeekSoftware = `[(src_ip,
  multiIf(startsWith(kind, 'SSH::'), 'ssh', kind in ('HTTP::SERVER', 'HTTP::APPSERVER'), 'server',
    startsWith(kind, 'HTTP::BROWSER'), 'user_agent', 'software'),
  match(kind, 'SERVER$|APPLICATION$'), leftUTF8(${detail('unparsed_version')}, ${longest}), ${detail('name')}, ${detail('version')})]`

/** A member's own sensor, by its id. */
type Sensors = ReadonlyMap<string, { member: string; name: string }>

/** The sensors that stand at one member, also those that send no more: what they sent is read yet. */
export async function memberSensors(db: Db): Promise<Sensors> {
  const found = await db.selectFrom('sensor').select(['id', 'orgnr', 'name']).orderBy('id').execute()
  return new Map(
    found.flatMap(({ id, orgnr, name }) => (orgnr === null ? [] : [[id, { member: orgnr, name }] as const])),
  )
}

type HostBanner = Omit<Banner, 'member' | 'behind'> & { network: string; inner: boolean; sensor: string }

const isInner = (address: string) => isWithin(address, innerRanges)
const noSensor = "toUUID('00000000-0000-0000-0000-000000000000')"

/** How programs on members’ own hosts named themselves, each once; behind each sensor once where the address is private. */
export async function bannersIn(clickhouse: Clickhouse, window: Window, sensors: Sensors): Promise<Banner[]> {
  const found = await rows<HostBanner>(
    clickhouse,
    `select ${memberOf('host_ip')} as network, ${isInner('host_ip')} as inner, toString(seen_by) as sensor,
      ${addressText('host_ip')} as host, said.2 as seen_in, toBool(said.3) as answered, said.4 as text, said.5 as name, said.6 as version
    from (
      with if(client_is_dest, dest_ip, src_ip) as client, if(client_is_dest, src_ip, dest_ip) as server,
        ${detail('software_type')} as kind
      select arrayJoin(arrayFilter(s -> s.4 != '' and (${memberOf('s.1')} != '' or has({sensors:Array(UUID)}, sensor) and ${isInner('s.1')}),
        multiIf(${toldSql.join(',\n          ')},\n          ${zeekSoftware}))) as said, said.1 as host_ip,
        if(${isInner('host_ip')}, sensor, ${noSensor}) as seen_by
      from event where ${inWindow} and event_type in (${types})
    ) group by said, host_ip, seen_by
    settings max_threads = 1, os_thread_priority = 19, max_rows_to_group_by = ${most}, group_by_overflow_mode = 'any'`,
    { ...windowOf(window), sensors: [...sensors.keys()] },
  )
  return found.flatMap(({ network, inner, sensor, ...said }) => {
    const by = sensors.get(sensor)
    const member = hostOwner({ network, inner, sensor: by?.member ?? '' })
    return member === '' ? [] : [{ ...said, member, behind: inner ? (by?.name ?? '') : '' }]
  })
}

export type Reported = {
  member: string
  host: string
  title: string
  vendor: string
  model: string
  version: string
  /** Where it names CVEs; empty unless it tells of what is vulnerable. */
  said: string
  /** When it was seen last, as the report says. */
  at: Date
}

const vulnerable = `alert_category = 'vulnerable-system'`

/**
 * What reports say of members’ own addresses: which device answers there, and what is vulnerable. A device is told of in reports of
 * every kind; a CVE in another kind is what somebody was attacked with.
 */
export async function reportedIn(clickhouse: Clickhouse, window: Window): Promise<Reported[]> {
  const found = await rows<Omit<Reported, 'at'> & { at: string }>(
    clickhouse,
    `select ${memberOf('src_ip')} as member, ${addressText('src_ip')} as host, details['title'] as title,
      details['device_vendor'] as vendor, if(details['device_model'] != '', details['device_model'], details['product']) as model,
      if(details['device_model'] != '', details['device_version'], details['product_version']) as version,
      if(${vulnerable}, concat(details['tag'], ' ', details['vulnerability_id'], ' ', alert_signature), '') as said,
      toString(max(toUnixTimestamp64Milli(time))) as at
    from event where ${inWindow} and event_type = 'report' and (${vulnerable} or model != '') and member != ''
    group by src_ip, title, vendor, model, version, said limit ${most}`,
    windowOf(window),
  )
  return found.map(({ at, ...report }) => ({ ...report, at: new Date(Number(at)) }))
}
