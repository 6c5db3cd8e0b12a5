/** Mail that comes in over SMTP (RFC 5321). Nothing is taken but for addresses that somebody was given, and nothing is passed on. */
import type { AddressInfo } from 'node:net'
import { buffer } from 'node:stream/consumers'
import { SMTPServer, type SMTPServerSession } from 'smtp-server'
import type { Logger } from './log.ts'

export type IncomingMail = {
  /** The one recipient that was accepted, of several each by itself. */
  to: string
  /** Empty for what mail servers send by themselves. */
  from: string
  raw: Buffer
}

export type TakeMail = {
  /** Whether there is such an address. */
  accepts(address: string): boolean
  /** Whoever fails is asked again later: the sender keeps the mail until then. */
  take(mail: IncomingMail): Promise<void>
}

export type MailIn = { port: number; close(): Promise<void> }

/** A notice with the header of what came back, or an answer with a screenshot; bytes. */
export const mostMailBytes = 10 * 1024 * 1024

type Options = { host: string; port: number; tls: { cert: string; key: string } | null; log: Logger }

export async function openMailIn({ host, port, tls, log }: Options, { accepts, take }: TakeMail): Promise<MailIn> {
  const server = new SMTPServer({
    banner: 'Varde',
    logger: false,
    size: mostMailBytes,
    authOptional: true,
    disabledCommands: tls === null ? ['AUTH', 'STARTTLS'] : ['AUTH'],
    ...(tls === null ? {} : { cert: tls.cert, key: tls.key }),
    maxClients: 50,
    socketTimeout: 60_000,
    closeTimeout: 5_000,
    onRcptTo: ({ address }, _session, done) => done(accepts(address) ? null : reply(550, '5.1.1 no such address')),
    onData(stream, session, done) {
      buffer(stream)
        .then(async (raw) => {
          if (stream.sizeExceeded) throw reply(552, `5.3.4 at most ${mostMailBytes} bytes`)
          for (const { address } of session.envelope.rcptTo) await take({ to: address, from: senderOf(session), raw })
        })
        .then(
          () => done(),
          (fault: Error & { responseCode?: number }) => {
            if (fault.responseCode === undefined)
              log.warn({ err: fault }, 'a mail could not be taken in; it will come again')
            done(fault.responseCode === undefined ? reply(451, '4.3.0 try again later') : fault)
          },
        )
    },
  })
  // A client that breaks off is its own trouble.
  server.on('error', (fault) => log.debug({ err: fault }, 'incoming mail'))
  await new Promise<void>((resolve, reject) => {
    server.server.once('error', reject)
    server.listen(port, host, () => resolve())
  })
  return {
    port: (server.server.address() as AddressInfo).port,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  }
}

function senderOf({ envelope }: SMTPServerSession): string {
  return envelope.mailFrom === false ? '' : envelope.mailFrom.address
}

function reply(responseCode: number, said: string): Error {
  return Object.assign(new Error(said), { responseCode })
}
