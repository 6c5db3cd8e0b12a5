/** Settings of where mail is fetched from, and whom names are asked of. */
import { isIP } from 'node:net'

/** e.g. `imaps://varde:password@imap.csirt.example/INBOX`. */
export function readImapUrl(value: string): string {
  const example = 'imaps://user:password@imap.csirt.example/INBOX'
  if (!URL.canParse(value)) throw new Error(`is no URL. Write e.g. ${example}.`)
  const { protocol, hostname, username, password, search, hash } = new URL(value)
  if (protocol !== 'imaps:' && protocol !== 'imap:') {
    throw new Error(`starts with "${protocol}". Write e.g. ${example}; imap: asks for STARTTLS.`)
  }
  if (hostname === '') throw new Error(`names no host. Write e.g. ${example}.`)
  if (username === '' || password === '') throw new Error(`names no user or no password. Write e.g. ${example}.`)
  if (search !== '' || hash !== '') throw new Error('has a ? or a #. In a password write them as %3F and %23.')
  return value
}

/** Addresses of name servers, with a port where it is another than 53. */
export function readDnsServers(value: string): readonly string[] {
  return value.split(',').map((part) => {
    const server = part.trim()
    const [, bracketed, bare = ''] = /^(?:\[([^\]]+)\](?::\d{1,5})?|([\d.]+)(?::\d{1,5})?)$/.exec(server) ?? []
    if (isIP(server) === 0 && isIP(bracketed ?? bare) === 0) {
      throw new Error(`"${server}" is no address of a name server. Write e.g. 192.0.2.53 or [2001:db8::53]:53.`)
    }
    return server
  })
}
