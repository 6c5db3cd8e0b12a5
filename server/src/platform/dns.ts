/** What names say, asked of the machine's name servers or of those that are set (RFC 1035). */
import { Resolver } from 'node:dns/promises'

export type Dns = {
  /** Each TXT record as one text; none where there is none. @throws where no server answers */
  txt(name: string): Promise<string[]>
  /** The hosts that take a domain's mail, the first to try first. @throws where no server answers */
  mx(domain: string): Promise<string[]>
}

/** The name is there without such a record, or is not there. */
const nothing = new Set(['ENODATA', 'ENOTFOUND'])

export function openDns(servers: readonly string[], within = { timeout: 3_000, tries: 2 }): Dns {
  const resolver = new Resolver(within)
  if (servers.length > 0) resolver.setServers(servers)
  const found = async <T>(asked: Promise<T[]>): Promise<T[]> =>
    asked.catch((fault: { code?: string }) => {
      if (nothing.has(fault.code ?? '')) return []
      throw fault
    })
  return {
    // A text of more than 255 bytes comes in pieces (RFC 7208, section 3.3).
    txt: async (name) => (await found(resolver.resolveTxt(name))).map((pieces) => pieces.join('')),
    mx: async (domain) =>
      (await found(resolver.resolveMx(domain)))
        .toSorted((a, b) => a.priority - b.priority)
        .map(({ exchange }) => exchange),
  }
}
