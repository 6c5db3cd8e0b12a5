import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { filledBody, gatewayBody, gatewayHeader } from '../server/src/config-gateway.ts'
import { bodyOf, dataOf } from '../server/src/warning/channels/webhook.ts'

const guide = readFileSync(new URL('./operations/channels.md', import.meta.url), 'utf8')

it('the example of a call is what is sent', () => {
  const [, example = ''] = /```json\n([\s\S]*?)```/.exec(guide) ?? []
  const said = JSON.parse(example)
  const data = dataOf({
    id: said.data.id,
    number: 123,
    orgnr: '999999999',
    title: said.data.title,
    severity: 'high',
    tlp: 'AMBER',
    state: 'sending',
    due_at: new Date(said.data.due_at),
  })
  const event = { type: 'warning.sent', created_at: new Date(said.timestamp), data: JSON.stringify(data) }
  expect(JSON.parse(bodyOf(event, 'https://varde.example'))).toEqual(said)
})

it('the examples of gateways can be used', () => {
  const of = (name: string) => [...guide.matchAll(new RegExp(`^${name}='(.*)'$`, 'gm'))].map(([, value]) => value ?? '')
  const bodies = of('VARDE_SMS_BODY')
  expect(bodies).toHaveLength(2)
  for (const body of bodies) {
    const gateway = { url: '', header: null, body: gatewayBody(body) }
    expect(filledBody(gateway, { to: '+4722000000', text: 'Hei', id: 'en', language: 'nb' }).body).toMatch(/Hei/)
  }
  for (const header of of('VARDE_SMS_HEADER'))
    expect(() => gatewayHeader(header.replace('…', 'hemmelig'))).not.toThrow()
})
