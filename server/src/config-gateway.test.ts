import { describe, expect, it } from 'vitest'
import { filledBody, gatewayBody, gatewayHeader } from './config-gateway.ts'

const placed = { to: '+4722000001', text: 'Å "si" & {to}', id: 'en-id', language: 'nb' }
const gateway = (body: string) => ({ url: 'https://sms.example', header: null, body })

describe('the body of a gateway', () => {
  it('is JSON whose places are filled within their values', () => {
    const body = '{"messages":[{"to":"{to}","body":"{text}","ref":"varde-{id}"}],"flash":false}'
    const filled = filledBody(gateway(gatewayBody(body)), placed)
    expect(filled.type).toBe('application/json')
    expect(JSON.parse(filled.body)).toEqual({
      messages: [{ to: '+4722000001', body: 'Å "si" & {to}', ref: 'varde-en-id' }],
      flash: false,
    })
  })

  it('is a form whose places are filled within their values', () => {
    const filled = filledBody(gateway(gatewayBody('destination={to}&content={text}&lang={language}')), placed)
    expect(filled.type).toBe('application/x-www-form-urlencoded')
    expect(Object.fromEntries(new URLSearchParams(filled.body))).toEqual({
      destination: '+4722000001',
      content: 'Å "si" & {to}',
      lang: 'nb',
    })
  })

  it.each([
    ['{"to":"{to}"}', /no place \{text\}/],
    ['{"to":{to},"text":"{text}"}', /no JSON/],
    ['to={to}&text={text}&from={from}', /the place \{from\}/],
  ])('is refused where it is %s', (body, said) => {
    expect(() => gatewayBody(body)).toThrow(said)
  })
})

describe('the header of a gateway', () => {
  it('is a name and a value', () => {
    expect(gatewayHeader('Authorization: Bearer hemmelig ord')).toEqual({
      name: 'Authorization',
      value: 'Bearer hemmelig ord',
    })
  })

  it.each(['hemmelig', 'X Key: a', 'X-Key:', 'X-Key: a\r\nHost: b'])('is refused where it is %j', (value) => {
    expect(() => gatewayHeader(value)).toThrow(/no header/)
  })
})
