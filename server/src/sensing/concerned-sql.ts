/**
 * Whose finding it is, and which of that member's hosts it concerns; the rule is told in load-statement.ts. Stored events do
 * not say which of their sides the member's is: that is asked of its networks as they are now, but never whose the event is.
 */
import { isPrivate, memberOf, preferred } from './load-statement.ts'

/** Of a stored event: whether a side is the member's that the event was attributed to. */
const stillMember = (address: string) =>
  `if(attribution = 'network' and ${memberOf(address)} = toString(member), toString(member), '')`

/**
 * Adds `concerned` to rows that hold stored columns of events and the `field` of a hit: (member, host), one or two of them.
 * An event whose member has given its networks up since is treated as one that a sensor alone tells of.
 * @param stored a query with the columns of `concernedColumns`, and `field`
 */
export function withConcerned(stored: string): string {
  return `
    select *, multiIf(field = 'src_ip', if(two_members, both, [dest_first]), field = 'dest_ip', if(two_members, both, [src_first]),
      [if(src_port = 53, dest_first, src_first)]) as concerned
    from (
      select *, ${preferred('src', 'dest')} as src_first, ${preferred('dest', 'src')} as dest_first,
        [(src_member, src_ip), (dest_member, dest_ip)] as both
      from (
        select *, other_member != '' as two_members, toString(member) as sensor_member,
          if(two_members, toString(member), ${stillMember('src_ip')}) as src_member,
          if(two_members, toString(other_member), ${stillMember('dest_ip')}) as dest_member,
          ${isPrivate('src_ip')} as src_private, ${isPrivate('dest_ip')} as dest_private
        from (${stored})))`
}

export const concernedColumns = 'src_ip, dest_ip, src_port, member, other_member, attribution'
