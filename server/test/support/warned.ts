/** Two members that have been warned by mail about something their sensors saw: a whole server as it is in use. */
import { expect, vi } from 'vitest'
import { orgnr } from './builders.ts'
import { eve } from './eve.ts'
import { openMailbox } from './mailbox.ts'
import { startTestServer, type TestServer } from './server.ts'

export type Warned = {
  orgnr: string
  /** In the member's name, and nowhere else. */
  mark: string
  /** The path of the link in the mail. */
  link: string
}
export type WarnedMembers = { server: TestServer; a: Warned; b: Warned; close(): Promise<void> }

const indicators = `type,value,category,confidence,tlp,valid_until,source,comment
ipv4,203.0.113.66,c2,90,AMBER,,Testkilde,`
const columns = 'orgnr,name,kind,municipality_number,networks,domains,contact_name,contact_email,contact_phone,language'

export async function openWarnedMembers(environment: Record<string, string> = {}): Promise<WarnedMembers> {
  const mailbox = await openMailbox()
  const server = await startTestServer({ VARDE_SMTP_URL: mailbox.url, ...environment })

  async function post(path: string, body: object | string): Promise<unknown> {
    const sent = typeof body === 'string' ? { text: body, type: 'text/csv' } : { body }
    const answer = await server.call('POST', path, sent)
    expect(answer.status, `${path}: ${JSON.stringify(answer.body)}`).toBeLessThan(300)
    return answer.body
  }

  async function warn(n: number, mark: string): Promise<Warned> {
    const member = orgnr(n)
    const row = [member, `${mark} kommune`, 'municipality', '', `10.${n}.0.0/16`, `${mark}.example`, 'Vakt']
    await post('/api/v1/members/import', [columns, [...row, `vakt@${mark}.example`, '', 'nb'].join(',')].join('\n'))
    const { token } = (await post('/api/v1/sensors', { member, name: `${mark}-1` })) as { token: string }
    const sent = await fetch(`${server.address}/ingest/v1/events`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}` },
      body: eve.ndjson([
        eve.flow({ src_ip: `10.${n}.0.4`, dest_ip: '203.0.113.66', timestamp: new Date().toISOString() }),
      ]),
    })
    expect(sent.status).toBe(202)
    const mail = () => mailbox.received.find(({ to }) => to === `vakt@${mark}.example`)
    await vi.waitFor(() => expect(mail()).toBeDefined(), 30_000)
    return { orgnr: member, mark, link: /\/answer\/\S+/.exec(mail()?.mail.text ?? '')?.[0] ?? '' }
  }

  await post('/api/v1/indicators/import', indicators)
  return {
    server,
    a: await warn(1, 'amboltvik'),
    b: await warn(2, 'bjorkheim'),
    close: async () => {
      await server.close()
      await mailbox.close()
    },
  }
}
