/**
 * Mail that is fetched from a mailbox over IMAP (RFC 9051), where no mail server can send it to our own port. What is for
 * an address of ours goes the same way as over SMTP; each mail is moved once it is dealt with, so that none is looked at
 * twice, and one that could not be taken in stays for the next time.
 */
import { ImapFlow } from 'imapflow'
import type { Logger } from './log.ts'
import { type IncomingMail, mostMailBytes, type TakeMail } from './mail-in.ts'

/** Where a mail goes afterwards: taken in, or for none of our addresses. */
const mailFolders = { taken: 'Varde', unknown: 'Varde-ukjent' } as const

/** Mails of one run; the next begins where it ended. */
const mostAtOnce = 200
const within = { connectionTimeout: 15_000, greetingTimeout: 15_000, socketTimeout: 60_000 }

export type Mailbox = { url: string; place: string; folder: string }

/** @param url e.g. `imaps://user:password@imap.csirt.example/INBOX`; the folder may be left out */
export function mailboxAt(url: string): Mailbox {
  const { host, pathname } = new URL(url)
  return { url, place: host, folder: decodeURIComponent(pathname.slice(1)) || 'INBOX' }
}

/** Opens the folder for as long as the work takes. */
async function withFolder<T>({ url, folder }: Mailbox, work: (imap: ImapFlow) => Promise<T>): Promise<T> {
  const { protocol, hostname, port, username, password } = new URL(url)
  const secure = protocol === 'imaps:'
  const here = hostname === 'localhost' || hostname === '[::1]' || hostname.startsWith('127.')
  const imap = new ImapFlow({
    host: hostname.replace(/^\[|\]$/g, ''),
    port: port === '' ? (secure ? 993 : 143) : Number(port),
    secure,
    // The password goes over no network in plain.
    ...(secure || here ? {} : { doSTARTTLS: true }),
    auth: { user: decodeURIComponent(username), pass: decodeURIComponent(password) },
    logger: false,
    disableAutoIdle: true,
    ...within,
  })
  // A connection that is lost makes what waits on it fail too.
  imap.on('error', () => {})
  await imap.connect()
  try {
    await imap.mailboxOpen(folder)
    return await work(imap)
  } finally {
    await imap.logout().catch(() => imap.close())
  }
}

/** @returns how many mails wait in the folder */
export async function lookAtMailbox(mailbox: Mailbox): Promise<number> {
  return await withFolder(mailbox, async (imap) => (imap.mailbox === false ? 0 : imap.mailbox.exists))
}

/** @returns how many were taken in, were for nobody, and stay because they could not be taken in */
export async function fetchMail(
  mailbox: Mailbox,
  { accepts, take }: TakeMail,
  log: Logger,
): Promise<{ taken: number; unknown: number; left: number }> {
  return await withFolder(mailbox, async (imap) => {
    const done = { taken: 0, unknown: 0, left: 0 }
    const all = (await imap.search({ all: true, deleted: false }, { uid: true })) || []
    if (all.length === 0) return done
    await makeFolders(imap)
    for (const uid of all.slice(0, mostAtOnce)) {
      try {
        const mail = await mailOf(imap, uid, accepts)
        if (mail !== null) await take(mail)
        const folder = mail === null ? 'unknown' : 'taken'
        const moved = await imap.messageMove(String(uid), mailFolders[folder], { uid: true })
        if (moved === false) throw new Error('the mail was not moved')
        done[folder]++
      } catch (fault) {
        if (!imap.usable) throw fault
        done.left++
        log.warn({ err: fault }, 'a mail could not be taken in; it stays in its folder')
      }
    }
    return done
  })
}

async function makeFolders(imap: ImapFlow): Promise<void> {
  const there = new Set((await imap.list()).map(({ path }) => path))
  for (const folder of Object.values(mailFolders)) if (!there.has(folder)) await imap.mailboxCreate(folder)
}

/** @returns null where it is for none of our addresses, or too large */
async function mailOf(imap: ImapFlow, uid: number, accepts: TakeMail['accepts']): Promise<IncomingMail | null> {
  const head = await imap.fetchOne(
    String(uid),
    { size: true, headers: [...recipientFields, 'return-path'] },
    { uid: true },
  )
  if (head === false || (head.size ?? 0) > mostMailBytes) return null
  const fields = fieldsOf(head.headers?.toString('latin1') ?? '')
  const to = recipientIn(fields, accepts)
  if (to === null) return null
  const mail = await imap.fetchOne(String(uid), { source: true }, { uid: true })
  if (mail === false || mail.source === undefined) return null
  // The envelope's sender, which the last mail server wrote down; empty for what mail servers send by themselves.
  const path = fields.find(({ name }) => name === 'return-path')?.value
  const from = path === undefined ? 'unknown' : (addressesIn(path)[0] ?? '')
  return { to, from, raw: mail.source }
}

type Field = { name: string; value: string }

/** Where mail servers write whom a mail came to, the surest first; then what its sender wrote. */
const recipientFields = ['delivered-to', 'x-original-to', 'envelope-to', 'x-envelope-to', 'to', 'cc']

export function recipientIn(fields: readonly Field[], accepts: (address: string) => boolean): string | null {
  const named = recipientFields.flatMap((name) => fields.filter((field) => field.name === name))
  return named.flatMap(({ value }) => addressesIn(value)).find(accepts) ?? null
}

function addressesIn(value: string): string[] {
  return value.match(/[^\s<>,;:"()]+@[^\s<>,;:"()]+/g) ?? []
}

/** Folded lines are one (RFC 5322, section 2.2.3). */
export function fieldsOf(head: string): Field[] {
  return head
    .replace(/\r?\n[ \t]+/g, ' ')
    .split(/\r?\n/)
    .flatMap((line) => {
      const at = line.indexOf(':')
      return at < 1 ? [] : [{ name: line.slice(0, at).trim().toLowerCase(), value: line.slice(at + 1).trim() }]
    })
}
