/** Sending mail over SMTP (RFC 5321). Sent means the server's 250 to the end of the data. */
import { createTransport } from 'nodemailer'
import type SMTPPool from 'nodemailer/lib/smtp-pool/index.js'

export type Message = {
  to: { name: string; address: string }
  subject: string
  text: string
  html: string
  messageId: string
  headers?: Record<string, string>
}

/** A mail that is written out already, e.g. signed. */
type BuiltMail = {
  to: string
  messageId: string
  raw: Buffer
  /** Where what cannot be delivered comes back to; null: to whom it is from. */
  returnPath: string | null
}

/**
 * `deferred`: worth another try (a 4xx reply, no connection). `bounced`: the server refused for good (5xx).
 * `unconfigured`: there is no mail server to send with.
 */
export type MailFault = 'deferred' | 'bounced' | 'unconfigured'

export class MailError extends Error {
  override name = 'MailError'
  readonly fault: MailFault
  constructor(fault: MailFault, reply: string) {
    super(reply)
    this.fault = fault
  }
}

export type Mailer = {
  /**
   * @returns the server's reply, e.g. `250 2.0.0 Ok: queued`
   * @throws MailError
   */
  send(message: Message): Promise<string>
  /** The same. */
  sendBuilt(mail: BuiltMail): Promise<string>
  /** Greets the server and signs in where the URL says so. @throws MailError */
  verify(): Promise<void>
  close(): void
}

/** How long a mail server may take to come to the point; milliseconds. */
export type MailPatience = { connectionTimeout: number; greetingTimeout: number; socketTimeout: number }
const patience: MailPatience = { connectionTimeout: 10_000, greetingTimeout: 10_000, socketTimeout: 30_000 }

export function openMailer(smtpUrl: string | null, from: string, within: MailPatience = patience): Mailer {
  if (smtpUrl === null) {
    const refuse = async () => {
      throw new MailError('unconfigured', 'No mail server is configured. Set VARDE_SMTP_URL, e.g. smtp://127.0.0.1:25.')
    }
    return { send: refuse, sendBuilt: refuse, verify: refuse, close: () => {} }
  }
  const transport = createTransport({
    url: smtpUrl,
    pool: true,
    maxConnections: 4,
    ...within,
  } as SMTPPool.Options)
  return {
    async send({ to, subject, text, html, messageId, headers }) {
      try {
        const { response } = await transport.sendMail({
          from,
          to,
          subject,
          text,
          html,
          messageId,
          headers: { 'Auto-Submitted': 'auto-generated', ...headers },
        })
        return response
      } catch (fault) {
        throw asMailError(fault)
      }
    },
    async sendBuilt({ to, messageId, raw, returnPath }) {
      try {
        const { response } = await transport.sendMail({
          raw,
          envelope: { from: returnPath ?? from, to },
          // The header alone comes back (RFC 3461): what the mail says is not for every mail server on the way.
          dsn: {
            id: messageId.slice(1, -1),
            return: 'headers',
            notify: ['failure', 'delay'],
            recipient: `rfc822;${to}`,
          },
        })
        return response
      } catch (fault) {
        throw asMailError(fault)
      }
    },
    async verify() {
      try {
        await transport.verify()
      } catch (fault) {
        throw asMailError(fault)
      }
    },
    close: () => transport.close(),
  }
}

/**
 * Only what a server says of the recipient or of the message is final. A refusal of ourselves (a wrong password, a sender
 * that it does not take, a greeting of 554) is the operator's to mend, and the mail is worth another try then.
 */
function asMailError(fault: unknown): MailError {
  const { responseCode, response, message, code, command } = fault as {
    responseCode?: number
    response?: string
    message: string
    code?: string
    command?: string
  }
  const final = (code === 'EENVELOPE' && command === 'RCPT TO') || code === 'EMESSAGE'
  return new MailError(final && (responseCode ?? 0) >= 500 ? 'bounced' : 'deferred', response ?? message)
}
