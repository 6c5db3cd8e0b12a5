/** A real SMTP server on a free port that keeps what it is given, and can be told to refuse. */

import type { AddressInfo } from 'node:net'
import { buffer } from 'node:stream/consumers'
import { type ParsedMail, simpleParser } from 'mailparser'
import { createTransport, type SendMailOptions } from 'nodemailer'
import { SMTPServer } from 'smtp-server'

export type Received = {
  to: string
  mail: ParsedMail
  /** As it came over the wire. */
  raw: Buffer
  /** Where it would come back to. */
  returnPath: string
  at: Date
}
export type Mailbox = {
  url: string
  received: Received[]
  /** What to say to a recipient: a reply code such as 450 or 550, or null to accept. Asked anew for each try. */
  refuse: (recipient: string) => number | null
  close(): Promise<void>
}

/** Hands a mail over as a mail server on the way would. @returns the reply, or the refusal */
export async function handOver(port: number, mail: SendMailOptions): Promise<string> {
  const transport = createTransport({ host: '127.0.0.1', port })
  try {
    return (await transport.sendMail(mail)).response
  } catch (fault) {
    return (fault as { response?: string }).response ?? String(fault)
  } finally {
    transport.close()
  }
}

export function readMail(raw: Buffer): Promise<ParsedMail> {
  return simpleParser(raw)
}

export async function openMailbox(): Promise<Mailbox> {
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['AUTH', 'STARTTLS'],
    logger: false,
    onRcptTo({ address }, _session, done) {
      const code = mailbox.refuse(address)
      done(code === null ? null : Object.assign(new Error('refused by the test'), { responseCode: code }))
    },
    onData(stream, session, done) {
      buffer(stream)
        .then(async (raw) => {
          const mail = await readMail(raw)
          const { mailFrom, rcptTo } = session.envelope
          const returnPath = mailFrom === false ? '' : mailFrom.address
          for (const { address } of rcptTo)
            mailbox.received.push({ to: address, mail, raw, returnPath, at: new Date() })
          done()
        })
        .catch(done)
    },
  })
  const mailbox: Mailbox = {
    url: '',
    received: [],
    refuse: () => null,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  }
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()))
  mailbox.url = `smtp://127.0.0.1:${(server.server.address() as AddressInfo).port}`
  return mailbox
}
