/** The demonstration's own mail catcher: a real SMTP server whose inbox is a page. Mails are kept in memory only. */

import { randomUUID } from 'node:crypto'
import type { AddressInfo } from 'node:net'
import { simpleParser } from 'mailparser'
import { SMTPServer } from 'smtp-server'

export type CaughtMail = { id: string; at: Date; to: string; subject: string; text: string; html: string }
export type Inbox = {
  url: string
  /** Newest first. */
  mails: CaughtMail[]
  /** Called for each mail as it comes. */
  listeners: Set<(mail: CaughtMail) => void>
  close(): Promise<void>
}

/** Older mails than these are dropped, so that a demonstration can run for days. */
const most = 500

export async function openInbox(clock: () => Date): Promise<Inbox> {
  const mails: CaughtMail[] = []
  const listeners = new Set<(mail: CaughtMail) => void>()
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['AUTH', 'STARTTLS'],
    logger: false,
    onData(stream, session, done) {
      simpleParser(stream).then((parsed) => {
        const mail: CaughtMail = {
          id: randomUUID(),
          at: clock(),
          to: session.envelope.rcptTo.map(({ address }) => address).join(', '),
          subject: parsed.subject ?? '',
          text: parsed.text ?? '',
          html: parsed.html || '',
        }
        mails.unshift(mail)
        mails.splice(most)
        done()
        for (const listener of listeners) listener(mail)
      }, done)
    },
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()))
  const { port } = server.server.address() as AddressInfo
  return {
    url: `smtp://127.0.0.1:${port}`,
    mails,
    listeners,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  }
}
