import type { AddressInfo } from 'node:net'
import { SMTPServer, type SMTPServerOptions } from 'smtp-server'
import { expect, it } from 'vitest'
import { MailError, openMailer } from './mail.ts'

const message = {
  to: { name: 'Kari', address: 'kari@medlem.example' },
  subject: 'Prøve',
  text: 'Prøve',
  html: '<p>Prøve</p>',
  messageId: '<1@varde.example>',
}

/** Sends one mail to a server that behaves as told. @returns the fault, or the server's reply */
async function sendTo(options: SMTPServerOptions, login = ''): Promise<string> {
  const server = new SMTPServer({ authOptional: true, hideSTARTTLS: true, logger: false, ...options })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()))
  const mailer = openMailer(
    `smtp://${login}127.0.0.1:${(server.server.address() as AddressInfo).port}`,
    'v@csirt.example',
  )
  try {
    return await mailer.send(message)
  } catch (fault) {
    return fault instanceof MailError ? fault.fault : `not a MailError: ${fault}`
  } finally {
    mailer.close()
    await new Promise<void>((resolve) => server.close(() => resolve()))
  }
}
const say = (code: number) => Object.assign(new Error('refused by the test'), { responseCode: code })

it('takes only what is said of the recipient or the message for a refusal for good', async () => {
  expect(await sendTo({})).toMatch(/^250/)
  expect(await sendTo({ onRcptTo: (_address, _session, done) => done(say(550)) })).toBe('bounced')
  expect(await sendTo({ onRcptTo: (_address, _session, done) => done(say(450)) })).toBe('deferred')
  const onData: SMTPServerOptions['onData'] = (stream, _session, done) => {
    stream.resume()
    stream.on('end', () => done(say(554)))
  }
  expect(await sendTo({ onData })).toBe('bounced')
})

it('takes a refusal of ourselves for something that the operator can mend', async () => {
  const onAuth: SMTPServerOptions['onAuth'] = (_auth, _session, done) => done(say(535))
  expect(await sendTo({ authOptional: false, allowInsecureAuth: true, onAuth }, 'varde:wrong@')).toBe('deferred')
  expect(await sendTo({ onMailFrom: (_address, _session, done) => done(say(550)) })).toBe('deferred')
  expect(await sendTo({ onConnect: (_session, done) => done(say(554)) })).toBe('deferred')
})

it('says when nothing is configured, and when nobody answers', async () => {
  const nothing = openMailer(null, 'v@csirt.example')
  await expect(nothing.send(message)).rejects.toMatchObject({ fault: 'unconfigured' })
  const nobody = openMailer('smtp://127.0.0.1:1', 'v@csirt.example')
  await expect(nobody.send(message)).rejects.toMatchObject({ fault: 'deferred' })
  nobody.close()
})
