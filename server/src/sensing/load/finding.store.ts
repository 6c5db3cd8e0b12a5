/** Findings of a load, and the events behind a detection, in the telemetry store. */
import { type EventTraitKind, eventTraitKinds, type HitField, hitFields } from '@varde/contract'
import { type Clickhouse, rows } from '../../platform/index.ts'
import { addressText } from '../address.ts'
import type { Segment } from '../receive/segment.ts'
import { isPrivate, memberOf } from './concerned-sql.ts'
import type { CauseKey, Finding } from './finding.ts'

const zero = '00000000-0000-0000-0000-000000000000'

type FindingRow = {
  member: string
  attribution: 'network' | 'sensor'
  indicator: string
  signature_id: number
  signature: string
  category: string
  severity: number
  is_alert: number
  host: string
  fields: string[]
  events: number
  first: string
  last: string
} & Record<`trait_${EventTraitKind}`, string[]>

/** Kept of each kind: what meets more than these, e.g. a scan, has nothing in common with anybody by any of them. */
const mostTraits = 10
const outside = `if(hit_host = src_ip, dest_ip, src_ip)`
/** Where the line is kept, which it is where anything was found in it. */
const techniques = `if(position(raw, 'mitre_technique_id') = 0, [],
  JSONExtract(raw, 'alert', 'metadata', 'mitre_technique_id', 'Array(String)'))`
/** Which vulnerability a rule is about, as rule sets write it in its metadata: `CVE_2024_3400`. */
const cves = `if(position(raw, '"cve"') = 0, [], JSONExtract(raw, 'alert', 'metadata', 'cve', 'Array(String)'))`
/** Over the rows of `event` with one hit each. A report's other side is whom the member's host harmed. */
const traitColumns = {
  address: `groupUniqArrayIf(${mostTraits})(${addressText(outside)}, event_type != 'report' and not (${isPrivate(outside)}) and ${memberOf(outside)} = '')`,
  domain: `groupUniqArrayArray(${mostTraits})(arrayFilter(name -> name != '', [dns_name, tls_sni, http_host]))`,
  ja4: `groupUniqArrayIf(${mostTraits})(ja4, ja4 != '')`,
  ja3: `groupUniqArrayIf(${mostTraits})(ja3, ja3 != '')`,
  technique: `groupUniqArrayArray(${mostTraits})(${techniques})`,
  cve: `groupUniqArrayArrayIf(${mostTraits})(${cves}, event_type = 'alert')`,
} satisfies Record<EventTraitKind, string>

/**
 * The findings of segments that were just inserted: what a report tells of addresses in nobody's network is none. Lines that
 * an earlier segment already had are left out, so a file that is sent again adds nothing. Which is earlier their ids say:
 * those rise also where the clock is set back.
 */
export async function findingsOf(clickhouse: Clickhouse, segments: readonly Segment[]): Promise<Finding[]> {
  const [first] = segments
  if (!first) return []
  const here = `segment in {segments:Array(UUID)} and received_at >= fromUnixTimestamp64Milli({from:Int64}, 'UTC')
    and received_at <= fromUnixTimestamp64Milli({to:Int64}, 'UTC') and notEmpty(hit_indicators)`
  const times = segments.map(({ receivedAt }) => receivedAt.getTime())
  const found = await rows<FindingRow>(
    clickhouse,
    `select hit_member as member, toString(min(attribution)) as attribution, hit_field = 'alert' as is_alert,
      toString(hit_indicator) as indicator, if(is_alert, alert_signature_id, 0) as signature_id,
      anyIf(alert_signature, is_alert) as signature, anyIf(alert_category, is_alert) as category,
      minIf(alert_severity, is_alert) as severity, ${addressText('hit_host')} as host,
      arraySort(groupUniqArrayIf(hit_field, not is_alert)) as fields, toUInt32(uniqExact(id)) as events,
      toString(min(toUnixTimestamp64Milli(time))) as first, toString(max(toUnixTimestamp64Milli(time))) as last,
      ${eventTraitKinds.map((kind) => `${traitColumns[kind]} as trait_${kind}`).join(', ')}
    from event array join hit_indicators as hit_indicator, hit_fields as hit_field, hit_members as hit_member, hit_hosts as hit_host
    where ${here} and hit_member != '' and (hour, member, time, id) not in (
      select hour, member, time, id from event
      where (hour, member, time, id) in (select hour, member, time, id from event where ${here})
        and segment not in {segments:Array(UUID)}
        and toString(segment) < {first:String})
    group by hit_member, hit_field = 'alert', hit_indicator, signature_id, host`,
    {
      segments: segments.map(({ id }) => id),
      from: Math.min(...times),
      to: Math.max(...times),
      first: first.id,
    },
  )
  return found.map((row) => ({
    member: row.member,
    attribution: row.attribution,
    cause:
      row.is_alert === 1
        ? {
            kind: 'signature',
            signatureId: row.signature_id,
            signature: row.signature,
            category: row.category,
            alertSeverity: row.severity,
          }
        : { kind: 'indicator', indicator: row.indicator },
    innerHost: row.host === '' ? null : row.host,
    fields: hitFields.filter((field) => row.fields.includes(field)) as HitField[],
    events: row.events,
    firstSeen: new Date(Number(row.first)),
    lastSeen: new Date(Number(row.last)),
    traits: eventTraitKinds.flatMap((kind) => row[`trait_${kind}`].map((value) => ({ kind, value }))),
  }))
}

export type DetectionKey = { member: string; cause: CauseKey; innerHost: string | null }

/** The hit entries that belong to a detection, as a condition on the parallel `hit_` columns. Parameters: `parametersOf`. */
export const behindDetection = `arrayExists((i, f, m, h) -> m = {hit_member:String} and h = toIPv6({hit_host:String})
    and if({hit_kind:String} = 'indicator', i = toUUIDOrZero({hit_key:String}) and f != 'alert',
      f = 'alert' and toString(alert_signature_id) = {hit_key:String}),
    hit_indicators, hit_fields, hit_members, hit_hosts)
  and has(hit_indicators, if({hit_kind:String} = 'indicator', toUUIDOrZero({hit_key:String}), toUUID('${zero}')))`

export function parametersOf({ member, cause, innerHost }: DetectionKey) {
  return { hit_member: member, hit_kind: cause.kind, hit_key: cause.key, hit_host: innerHost ?? '::' }
}

const hours = 24

/** Events per hour of each detection in the 24 hours that end with its last event, oldest first; all in one query. */
export async function hourlyByDetection(
  clickhouse: Clickhouse,
  detections: readonly (DetectionKey & { lastSeen: Date })[],
): Promise<number[][]> {
  if (detections.length === 0) return []
  const lastHours = detections.map(({ lastSeen }) => Math.floor(lastSeen.getTime() / 3_600_000))
  const counted = await rows<{ place: number; hour: number; events: number }>(
    clickhouse,
    `select indexOf(arrayZip({members:Array(String)}, {keys:Array(String)}, {hosts:Array(IPv6)}), (member, key, host)) as place,
      hour, toUInt32(uniqExact(id)) as events
    from (
      select toString(hit_member) as member, hit_host as host, hour, id,
        if(hit_field = 'alert', concat('signature ', toString(alert_signature_id)), concat('indicator ', toString(hit_indicator))) as key
      from event array join hit_indicators as hit_indicator, hit_fields as hit_field, hit_members as hit_member, hit_hosts as hit_host
      where hasAny(hit_indicators, {causes:Array(UUID)}) and hour in {hours:Array(Int32)}
      union all
      select toString(hit_member) as member, hit_host as host, hour, id, concat('indicator ', toString(indicator)) as key
      from found_later
      where indicator in {causes:Array(UUID)} and hour in {hours:Array(Int32)})
    where place > 0
    group by place, hour`,
    {
      members: detections.map(({ member }) => member),
      keys: detections.map(({ cause }) => `${cause.kind} ${cause.key}`),
      hosts: detections.map(({ innerHost }) => innerHost ?? '::'),
      // By both the engine leaves out most of the table unread; an alert's indicator is zero.
      causes: [...new Set(detections.map(({ cause }) => (cause.kind === 'indicator' ? cause.key : zero)))],
      hours: [...new Set(lastHours.flatMap((last) => Array.from({ length: hours }, (_, i) => last - i)))],
    },
  )
  const result = detections.map(() => Array.from({ length: hours }, () => 0))
  for (const { place, hour, events } of counted) {
    const at = hour - (lastHours[place - 1] as number) + hours - 1
    const row = result[place - 1]
    if (row && at >= 0 && at < hours) row[at] = events
  }
  return result
}
