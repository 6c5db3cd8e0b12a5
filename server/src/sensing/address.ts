/** SQL for addresses, which the engine keeps as IPv6. `::` stands for none. */

/** As people write it: IPv4-mapped ones as IPv4. Empty for none. */
export function addressText(column: string): string {
  return `if(${column} = toIPv6('::'), '', replaceRegexpOne(toString(${column}), '^::ffff:([0-9]+[.])', '\\\\1'))`
}
