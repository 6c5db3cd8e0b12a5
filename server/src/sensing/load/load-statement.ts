/**
 * The load statement: from the lines of one format in a group of segments to rows of `event`, in the engine and in one pass.
 * No event byte enters the JavaScript heap.
 *
 * Why in SQL: on two cores the engine parses EVE at about 1.4 GB/s where one core's JSON.parse does 0.24 GB/s, and the
 * lookups run on columns. `npm run bench -- ingest` has the figures. Each stage is a subquery of its own, so that the
 * planner sees each expression once: planning costs as much as loading some thousand lines.
 */

import { noIndicator } from '../indicators/indicator-key.ts'
import { leadBytes, packEnding } from '../receive/pack.ts'
import { namePositions } from '../receive/segment.ts'
import { concerned, isPrivate, memberOf, twoMembers } from './concerned-sql.ts'
import { type Format, fieldsOf, type LineColumns, longestLine, missing, overFields, parsed } from './format.ts'
import { matching, suspect } from './matching-sql.ts'
import { loadedLines } from './rejected-again.ts'

/**
 * Whole hours since 1970, downwards, so that no hour holds times of both signs: the engine's compiled comparisons take
 * times before 1970 for later than all others.
 */
export const hourOf = (milliseconds: string) => `toInt32(floor(${milliseconds} / 3600000))`

const segments = `file({path:String}, 'LineAsString', 'line String')`

const packed = (isPack: string, whole: { name: string; number: string }, from: string) => `(
      select if(${isPack}, substring(packed, ${leadBytes + 1}), packed) as line, if(${isPack}, substring(packed, 1, ${leadBytes}), ${whole.name}) as name,
        if(${isPack}, 0, ${whole.number}) as number
      from ${from} where not (${isPack} and startsWith(packed, '#')))`
/**
 * Where the lines come from, and the name of the segment that a line is in: the engine reads a folder of segments itself,
 * or is sent one file as the request's body. `number` is a line's number within its segment, from 0. Of a line in a pack the lead
 * is read as the name, and says its number itself; a pack's first line is none. `kept`: unreadable lines that the engine has, in a segment of their own and as received when they first were.
 *
 * The engine makes a block of each file, and a block costs 2.6 ms however few lines it has. So lines of many small segments are put
 * together first, by sorting them by what is the same for all: nothing else in the engine does it before an insert. That is on one thread.
 */
export const sources = {
  folder: { lines: segments, name: '_file', number: '_row_number' },
  manySmall: {
    lines: `(select line, _file, _row_number from ${segments} order by length(line) < 0)`,
    name: '_file',
    number: '_row_number',
  },
  body: { lines: `input('line String')`, name: '{name:String}', number: 'rowNumberInAllBlocks()' },
  packFolder: {
    lines: packed(
      `endsWith(_file, '${packEnding}')`,
      { name: '_file', number: '_row_number' },
      `file({path:String}, 'LineAsString', 'packed String')`,
    ),
    name: 'name',
    number: 'number',
  },
  packBody: {
    lines: packed('true', { name: `''`, number: '0' }, `input('packed String')`),
    name: 'name',
    number: 'number',
  },
  kept: {
    lines: `(select line, concat({slice:String}, '.', toString(sensor), '.',
      leftPad(toString(toUnixTimestamp64Milli(received_at)), 13, '0')) as kept from rejected_line where ${loadedLines})`,
    name: 'kept',
  },
} as const
export type Source = keyof typeof sources
/** Of lines that come in. */
export type SpoolSource = Exclude<Source, 'kept'>

const nameParts = (name: string) =>
  `toUUID(substring(${name}, ${namePositions.id})) as segment, toUUID(substring(${name}, ${namePositions.sensor})) as sensor,
        toInt64(substring(${name}, ${namePositions.receivedAt})) as received`

/** Columns of `event` that are a format's own, under the same name. */
export const keptColumns = Object.keys(missing).filter(
  (name) => !['dns_names', 'dns_answers', 'signature', 'signature_id', 'category', 'severity'].includes(name),
) as (keyof LineColumns)[]

const named = (columns: Readonly<Record<string, string>>) =>
  Object.entries(columns)
    .map(([name, expression]) => `${expression} as ${name}`)
    .join(',\n      ')

/**
 * @param token of the group and, since all formats go into one table, of the format; the same for a second try
 * Parameters: `path`, `name` or the slice's, and the parallel lists `sensors` and `members`: whose member each sensor is.
 */
export function loadStatement(format: Format, source: Source, token: string): string {
  const { lines, name } = sources[source]
  const columns = { ...missing, ...format.columns }
  return `
insert into event (id, segment, sensor, received_at, hour, time, member, other_member, attribution,
  dns_name, dns_answers, alert_signature_id, alert_signature, alert_category, alert_severity,
  hit_indicators, hit_fields, hit_members, hit_hosts, raw, version, ${keptColumns.join(', ')})
${oneBlock(token)}
select
  sipHash128(sensor, line), segment, sensor, fromUnixTimestamp64Milli(received, 'UTC'),
  ${hourOf('toUnixTimestamp64Milli(at)')}, at,
  multiIf(src_member != '', src_member, dest_member != '', dest_member, sensor_member),
  if(${twoMembers}, dest_member, ''),
  if(src_member = '' and dest_member = '', 'sensor', 'network'),
  dns_names[1], arrayConcat(arraySlice(dns_names, 2), dns_answers), signature_id, signature, category, severity,
  hits.1, hits.2, hits.3, hits.4, if(empty(hits.1), '', line), -received, ${keptColumns.join(', ')}
from (
  -- One entry per cause and member concerned: (indicator, field, member, host).
  with ${named(concerned)}
  select *, if(empty(causes), []::Array(Tuple(UUID, String, String, IPv6)), arrayDistinct(arrayFilter(h -> h.3 != '', arrayFlatten(
      arrayMap(c -> arrayMap(t -> (c.1, c.2, t.1, t.2), multiIf(c.2 = 'src_ip', by_source, c.2 in ('dest_ip', 'alert'), by_destination,
        by_client)), causes))))) as hits
  from (
    with ${named(matching)}
    select *, if(suspicious, if(signature = '', found, arrayPushBack(found, (${noIndicator}, 'alert'))), []::Array(Tuple(UUID, String))) as causes,
      if(suspicious, ${isPrivate('src_ip')}, false) as src_private, if(suspicious, ${isPrivate('dest_ip')}, false) as dest_private
    from (
      select *, ${memberOf('src_ip')} as src_member, ${memberOf('dest_ip')} as dest_member, ${suspect} as suspicious
      from (
        select line, segment, sensor, received, sensor_member, assumeNotNull(time) as at,
          ${overFields(format, named(columns))}
        from (
          select line, segment, sensor, received, sensor_member, ${fieldsOf(format)},
            ${overFields(format, format.time)} as time
          from (
            select line, ${parsed(format)}, ${nameParts(name)},
              transform(toString(sensor), {sensors:Array(String)}, {members:Array(String)}, '') as sensor_member
            from ${lines}${format.mark === undefined ? '' : ` where position(line, '${format.mark}') > 0`}))
        where time is not null))))`
}

/** The lines that no format reads, with the reason. Parameters as there. */
export function rejectStatement(formats: readonly Format[], source: SpoolSource, token: string): string {
  const { lines, name, number } = sources[source]
  const unread = formats.map((format) => `${overFields(format, format.time)} is null`)
  return `
insert into rejected_line (segment, batch, line_number, sensor, received_at, reason, line)
${oneBlock(token)}, max_threads = 1
select segment, batch, first + number, sensor, fromUnixTimestamp64Milli(received, 'UTC'),
  multiIf(length(line) > ${longestLine}, 'too_long', not isValidJSON(line), 'not_json',
    JSONType(line) != 'Object', 'not_an_object', 'no_timestamp'), line
from (
  select *, ${formats.flatMap(fieldsOf).join(', ')}
  from (
    select ${number} as number, line, ${formats.map(parsed).join(', ')}, ${nameParts(name)},
      toUUID(substring(${name}, ${namePositions.batch})) as batch, toUInt64(splitByChar('.', ${name})[5]) as first
    from ${lines}))
where ${unread.join(' and ')}`
}

/**
 * One block is one part, and a part is there or not. With the token a second try of the same group does nothing. Written
 * into the statement, since the embedded engine keeps settings that are given beside it for whatever comes next.
 * Without `optimize_on_insert`: repeated lines are left to later merges, which saves a third of the load's processor time.
 * Short circuit for all functions: what few lines have is not computed for the others. The optimizer finds nothing to do and
 * looks for it for longer than all the rest of planning takes.
 */
function oneBlock(token: string): string {
  if (!/^[0-9a-f-]{36}( \w+)?$/.test(token)) throw new Error(`${token} is no group`)
  return `settings insert_deduplication_token = '${token}', insert_deduplicate = 1, deduplicate_insert_select = 'force_enable',
  max_insert_threads = 1, min_insert_block_size_rows = 1000000000, min_insert_block_size_bytes = 100000000000, optimize_on_insert = 0,
  short_circuit_function_evaluation = 'force_enable', query_plan_enable_optimizations = 0`
}
