/** Whose a host is that an event names: the rule. Values in, values out. */

/** Addresses that mean another host behind each sensor: RFC 1918, RFC 6598, RFC 3927, RFC 4193, RFC 4291 (link-local). */
export const innerRanges = [
  ['::ffff:10.0.0.0', '::ffff:10.255.255.255'],
  ['::ffff:172.16.0.0', '::ffff:172.31.255.255'],
  ['::ffff:192.168.0.0', '::ffff:192.168.255.255'],
  ['::ffff:100.64.0.0', '::ffff:100.127.255.255'],
  ['::ffff:169.254.0.0', '::ffff:169.254.255.255'],
  ['fc00::', 'fdff:ffff:ffff:ffff:ffff:ffff:ffff:ffff'],
  ['fe80::', 'febf:ffff:ffff:ffff:ffff:ffff:ffff:ffff'],
] as const

export type HostSeen = {
  /** In whose networks its address is; empty: in nobody's. */
  network: string
  /** Whether its address is of `innerRanges`. */
  inner: boolean
  /** At whom the sensor that saw it stands; empty: at nobody alone. */
  sensor: string
}

/**
 * A sensor stands at exactly one member, so a private address that it sees is that member's. Not where another member has said that
 * the range is its own: then it may be seen across a connection of the two, or be a host of either. Who it is then is not guessed.
 * @returns the member, or empty: nobody that can be named
 */
export function hostOwner({ network, inner, sensor }: HostSeen): string {
  if (!inner || sensor === '') return network
  return network === '' || network === sensor ? sensor : ''
}
