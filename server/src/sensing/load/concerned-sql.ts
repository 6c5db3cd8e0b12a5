/**
 * Whose finding a hit is, and which of that member's hosts it concerns, as SQL over a row's addresses and their members.
 *
 * - An address was hit: the other side, or the listed host itself where only that is in a member's network.
 * - A name, a file or the like was hit: the client, or the other side where only that is in a member's network.
 * - An alert: the source, or the destination where only that is in a member's network.
 * - Source and destination in two members' networks: an address hit and an alert concern both; what a report tells is about
 *   the source alone, since the destination is whom it harmed.
 * - Neither side in any member's network: the sensor's member, and the private address if exactly one side has one, else
 *   the other side, the client or the source.
 */

/** RFC 1918 and RFC 4193. */
const privateRanges: [string, string][] = [
  ['::ffff:10.0.0.0', '::ffff:10.255.255.255'],
  ['::ffff:172.16.0.0', '::ffff:172.31.255.255'],
  ['::ffff:192.168.0.0', '::ffff:192.168.255.255'],
  ['fc00::', 'fdff:ffff:ffff:ffff:ffff:ffff:ffff:ffff'],
]
/** Whether an address is of one of these ranges, each by its first and its last. */
export const isWithin = (address: string, ranges: readonly (readonly [string, string])[]) =>
  `arrayExists(r -> ${address} >= r.1 and ${address} <= r.2, [${ranges
    .map(([first, last]) => `(toIPv6('${first}'), toIPv6('${last}'))`)
    .join(', ')}])`
/** Whether an address is of no network but its owner's. */
export const isPrivate = (address: string) => isWithin(address, privateRanges)

/** Whose network an address is in, or ''. */
export const memberOf = (address: string) => `dictGetOrDefault('network_owner', 'orgnr', ${address}, '')`

export const twoMembers = `(src_member != '' and dest_member != '' and src_member != dest_member)`

/** The first side that is a member's, else what is told of the sensor's member: (member, host). */
const preferred = (first: 'src' | 'dest', second: 'src' | 'dest') =>
  `multiIf(${first}_member != '', (${first}_member, ${first}_ip), ${second}_member != '', (${second}_member, ${second}_ip),
      src_private = dest_private, (sensor_member, ${first}_ip), src_private, (sensor_member, src_ip), (sensor_member, dest_ip))`

const oneOrBoth = (first: 'src' | 'dest', second: 'src' | 'dest') =>
  `if(${twoMembers}, [(src_member, src_ip), (dest_member, dest_ip)], [${preferred(first, second)}])`

/**
 * Who is concerned by a hit of the source, of the destination (or by an alert), or of anything else, as arrays of (member,
 * host). Over the columns `event_type`, `src_ip`, `dest_ip`, `src_member`, `dest_member`, `sensor_member`,
 * `src_private`, `dest_private` and `client_is_dest`.
 */
export const concerned = {
  by_source: oneOrBoth('dest', 'src'),
  by_destination: `if(event_type = 'report', [${preferred('src', 'dest')}], ${oneOrBoth('src', 'dest')})`,
  by_client: `[if(client_is_dest, ${preferred('dest', 'src')}, ${preferred('src', 'dest')})]`,
}

/** Of a stored event: whether a side is the member's that the event was attributed to. */
const stillMember = (address: string) =>
  `if(attribution = 'network' and ${memberOf(address)} = toString(member), toString(member), '')`

/**
 * Adds `concerned` to rows that hold stored columns of events and the `field` of a hit: (member, host), one or two of them.
 * Stored events do not say which of their sides the member's is: that is asked of its networks as they are now, but never whose
 * the event is. An event whose member has given its networks up since is treated as one that a sensor alone tells of.
 * @param stored a query with the columns of `concernedColumns`, and `field`
 */
export function withConcerned(stored: string): string {
  const { by_source, by_destination, by_client } = concerned
  return `
    select *, multiIf(field = 'src_ip', ${by_source}, field = 'dest_ip', ${by_destination}, ${by_client}) as concerned
    from (
      select *, toString(member) as sensor_member,
        if(other_member != '', toString(member), ${stillMember('src_ip')}) as src_member,
        if(other_member != '', toString(other_member), ${stillMember('dest_ip')}) as dest_member,
        ${isPrivate('src_ip')} as src_private, ${isPrivate('dest_ip')} as dest_private
      from (${stored}))`
}

export const concernedColumns = 'event_type, src_ip, dest_ip, client_is_dest, member, other_member, attribution'
