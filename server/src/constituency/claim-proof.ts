/** How a claimed domain is proven: a TXT record under its name says a value that was given to the member alone. */
import type { Claim } from '@varde/contract'

type Claimed = Pick<Claim, 'kind' | 'change' | 'value'>

/** To give a domain up needs no proof, and a network has no records of its own. */
export function isProvable({ kind, change }: Claimed): boolean {
  return kind === 'domain' && change === 'add'
}

/** Under a name of its own: a domain's own TXT records are for others. */
export function recordName(domain: string): string {
  return `_varde.${domain}`
}

export function recordValue(proof: string): string {
  return `varde-proof=${proof}`
}

/** @param texts the records that are there; people paste with quotes, spaces and capitals */
export function isProvenBy(texts: readonly string[], proof: string): boolean {
  const sought = recordValue(proof)
  return texts.some((text) => text.trim().replace(/^"|"$/g, '').trim().toLowerCase() === sought)
}
