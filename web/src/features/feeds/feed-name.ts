import type { Say } from '../../app/i18n.tsx'

const known = ['cve', 'kev:cisa', 'kev:eu', 'kev:own', 'epss', 'csaf'] as const

/** What people call a source; one that the program has no name for is called as it is. */
export function feedName(source: string, t: Say): string {
  const one = known.find((name) => name === source)
  return one === undefined ? source : t(`feed.name.${one}`)
}
