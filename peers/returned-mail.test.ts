/** Postfix from Debian takes a warning to nobody, finds that out, and says so: the warning is shown as not delivered. */
import type { MailTask, WarningDetail } from '@varde/contract'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { freePort } from '../server/test/support/varde.ts'
import { finding, openWarningBench, type WarningBench } from '../server/test/support/warning.ts'
import { openPostfix, type Postfix } from './support/postfix.ts'

let postfix: Postfix
let bench: WarningBench

beforeAll(async () => {
  const mailInPort = await freePort()
  postfix = await openPostfix({ domains: { 'csirt.example': mailInPort }, own: 'medlem.example' })
  bench = await openWarningBench({ smtpUrl: postfix.url, mailIn: mailInPort })
  await bench.work()
})
afterAll(async () => {
  await bench?.close()
  await postfix?.close()
})

it('marks the bounce, in the words of Postfix, and asks somebody to mend the address', async () => {
  const member = await bench.addMember(1, [{ name: 'Åse Vakt', email: 'ukjent@medlem.example', language: 'nb' }])
  const indicator = await bench.addIndicator({ value: '203.0.113.1', category: 'c2', confidence: 90 })
  await bench.record([finding({ member, cause: { kind: 'indicator', indicator } })])
  const list = await bench.call<{ items: { id: string }[] }>('GET', `/api/v1/warnings?member=${member}`)
  const detail = async () => (await bench.call<WarningDetail>('GET', `/api/v1/warnings/${list.body.items[0]?.id}`)).body
  await vi.waitFor(async () => expect((await detail()).deliveries[0]?.state, await postfix.log()).toBe('bounced'), {
    timeout: 60_000,
    interval: 500,
  })
  const { deliveries, warning } = await detail()
  expect(deliveries[0]).toMatchObject({ status: '5.1.1', last_reply: expect.stringMatching(/unknown user: "ukjent"/) })
  expect(warning.state).toBe('failed')
  const tasks = await bench.call<{ items: MailTask[] }>('GET', `/api/v1/mail-tasks?member=${member}`)
  expect(tasks.body.items).toMatchObject([{ kind: 'address', contact: { email: 'ukjent@medlem.example' } }])
  // What the mail said is not for every mail server on the way back.
  expect(await postfix.log()).not.toContain('fjernstyrt')
})
