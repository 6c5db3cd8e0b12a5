/** What comes back and answers: the port or the mailbox, whether the domain's mail is led anywhere, and our own key. */
import { readFile } from 'node:fs/promises'
import { connect } from 'node:net'
import { join } from 'node:path'
import { readPrivateKey } from 'openpgp'
import type { Config } from '../config.ts'
import { type Dns, lookAtMailbox, mailboxAt } from '../platform/index.ts'
import { type Check, fault, ok, saidBy, unreachable, warn, within } from './check.ts'

const answerMilliseconds = 10_000
/** As long as contacts need to fetch another. */
const soonMilliseconds = 30 * 24 * 60 * 60 * 1000

/** @param running whether a server with these settings runs */
export async function checkMailPort({ host, mailInPort }: Config, running: boolean): Promise<Check[]> {
  const name = 'mail in'
  if (mailInPort === null) return []
  const place = `${host} port ${mailInPort}`
  try {
    const banner = await within(answerMilliseconds, bannerOf(host, mailInPort))
    if (/^220 .*Varde/.test(banner)) return [ok(name, `${place} takes mail`)]
    return [fault(name, `another program answers at ${place}`, 'Stop it, or set another VARDE_MAIL_IN_PORT.')]
  } catch (error) {
    if (!running) return [ok(name, `${place} is free; the server takes mail there once it runs`)]
    return [fault(name, `nothing takes mail at ${place}: ${saidBy(error)}`, 'Look in the server’s log.')]
  }
}

/** The first line that comes by itself. */
function bannerOf(host: string, port: number): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect({ host: host === '0.0.0.0' ? '127.0.0.1' : host === '::' ? '::1' : host, port })
    socket.setTimeout(answerMilliseconds, () => socket.destroy(new Error('it does not greet')))
    socket.once('error', reject)
    socket.once('data', (bytes) => {
      socket.end('QUIT\r\n')
      resolve(bytes.toString('latin1'))
    })
  })
}

export async function checkMailbox({ imapUrl }: Pick<Config, 'imapUrl'>): Promise<Check[]> {
  const name = 'mailbox'
  if (imapUrl === null) return []
  const mailbox = mailboxAt(imapUrl)
  try {
    const waiting = await within(answerMilliseconds, lookAtMailbox(mailbox))
    return [ok(name, `${mailbox.place} answers; ${waiting} wait in ${mailbox.folder}`)]
  } catch (error) {
    const { authenticationFailed, responseText } = error as { authenticationFailed?: boolean; responseText?: string }
    if (authenticationFailed) {
      const mend = 'Correct them in VARDE_IMAP_URL; characters such as @ and # are written as %40 and %23.'
      return [fault(name, `${mailbox.place} refuses the user or the password`, mend)]
    }
    const lost = unreachable(error, imapUrl, 'VARDE_IMAP_URL', 'the mail server')
    if (lost !== null) return [fault(name, lost.what, lost.mend)]
    return [
      fault(
        name,
        `${mailbox.place} says: ${responseText ?? saidBy(error, imapUrl)}`,
        'Mend that, or correct VARDE_IMAP_URL.',
      ),
    ]
  }
}

/** Whether answers to our address find their way at all. */
export async function checkMailDomain(config: Config, dns: Dns): Promise<Check[]> {
  const name = 'mail domain'
  const { mailFrom, mailInPort, imapUrl } = config
  if (mailInPort === null && imapUrl === null) {
    const mend = 'Set VARDE_MAIL_IN_PORT or VARDE_IMAP_URL; see docs/operations/mail.md.'
    return [warn(name, 'mail that comes back and answers by mail are not read', mend)]
  }
  const domain = /@([^<>@\s]+)>?$/.exec(mailFrom)?.[1]?.toLowerCase() ?? ''
  try {
    const hosts = await dns.mx(domain)
    if (hosts.length > 0) return [ok(name, `${domain} takes mail at ${hosts.join(', ')}`)]
    const mend = `Let the name servers of ${domain} name a mail server (MX) that sends on to Varde.`
    return [warn(name, `${domain} has no MX, so no answer finds its way`, mend)]
  } catch (error) {
    return [
      warn(
        name,
        `no name server says where mail for ${domain} goes (${saidBy(error)})`,
        'Look with dig, or set VARDE_DNS_SERVERS.',
      ),
    ]
  }
}

/** Looks only: a key that is missing is made at the next start. */
export async function checkOurKey({ secrets }: Pick<Config, 'secrets'>, now: Date): Promise<Check[]> {
  const name = 'OpenPGP key'
  const armored = await readFile(join(secrets, 'openpgp.asc'), 'utf8').catch(() => null)
  if (armored === null) return [ok(name, 'none yet; the first start makes one')]
  const key = await readPrivateKey({ armoredKey: armored }).catch(() => null)
  if (key === null)
    return [fault(name, 'openpgp.asc among the secrets holds no private key', 'Put one there, or remove it.')]
  const end = await key.getExpirationTime()
  const mend = 'Extend it with gpg --quick-set-expire, export it without a passphrase to openpgp.asc, and start again.'
  if (!(end instanceof Date)) return [ok(name, `${key.getFingerprint().toUpperCase()}, without an end`)]
  const day = end.toISOString().slice(0, 10)
  if (end <= now) return [fault(name, `it ended on ${day}: contacts’ mail programs distrust what it signs`, mend)]
  if (end.getTime() - now.getTime() < soonMilliseconds) return [warn(name, `it ends on ${day}`, mend)]
  return [ok(name, `${key.getFingerprint().toUpperCase()}, until ${day}`)]
}
