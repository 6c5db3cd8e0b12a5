import type {
  TextList,
  TextPreview,
  TextVersions,
  Warning,
  WarningDetail,
  WarningMeasures,
  WarningText,
} from '@varde/contract'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { type Mailbox, openMailbox } from '../../../test/support/mailbox.ts'
import { holdTo, queueAll, warnOfIndicators } from '../../../test/support/policy.ts'
import { finding, openWarningBench, type WarningBench } from '../../../test/support/warning.ts'
import { builtInText } from './template.ts'

let mailbox: Mailbox
let bench: WarningBench
let n = 0

beforeAll(async () => {
  mailbox = await openMailbox()
  bench = await openWarningBench({ smtpUrl: mailbox.url, now: '2026-11-24T12:00:00.000Z' })
  await bench.work()
})
afterAll(async () => {
  await bench.close()
  await mailbox.close()
})

const worded = (headline: string): WarningText => {
  const { nb, measures, ...text } = builtInText('c2')
  return {
    ...text,
    nb: {
      subject: `{severity}: ${headline} [{number} TLP:{tlp}]`,
      headline,
      paragraphs: ['{member}: {host} {indicator}.', 'Nytt.'],
    },
    measures: [
      { id: 'ring-oss', nb: 'Ring oss om {indicator}.', nn: 'Ring oss.', en: 'Call us.' },
      ...measures.slice(0, 1),
    ],
  }
}
const put = (text: WarningText, version: number, category = 'c2') =>
  bench.call<{ code: string; errors: object[] }>('PUT', `/api/v1/texts/${category}`, {
    scope: 'admin',
    body: { text, version, note: 'Klarere' },
  })
const versions = async () => (await bench.call<TextVersions>('GET', '/api/v1/texts/c2')).body.items
const inForce = async () => (await versions())[0]?.version ?? -1

async function warned() {
  const email = `vakt${++n}@medlem.example`
  const member = await bench.addMember(n, [{ name: 'Kari', email, language: 'nb' }])
  const indicator = await bench.addIndicator({ value: `ond${n}.example`, category: 'c2' })
  await bench.record([finding({ member, cause: { kind: 'indicator', indicator }, fields: ['dns'] })])
  const { items } = (await bench.call<{ items: Warning[] }>('GET', `/api/v1/warnings?member=${member}`)).body
  return { id: items[0]?.id ?? '', email, mails: () => mailbox.received.filter(({ to }) => to === email) }
}
const detail = async (id: string) => (await bench.call<WarningDetail>('GET', `/api/v1/warnings/${id}`)).body

describe('a text', () => {
  it('holds from the next mail on, and what was sent says what it said, in its reminders too', async () => {
    await holdTo(bench.platform.postgres.db, warnOfIndicators)
    const before = await warned()
    await vi.waitFor(() => expect(before.mails()).toHaveLength(1), 10_000)
    expect((await put(worded('Ny overskrift'), await inForce())).status).toBe(204)

    const after = await warned()
    await vi.waitFor(() => expect(after.mails()).toHaveLength(1), 10_000)
    const mail = after.mails()[0]?.mail
    expect(mail?.subject).toMatch(/^Kritisk: Ny overskrift \[V-\d{6} TLP:AMBER\]$/)
    expect(mail?.text).toContain(`Medlem ${n}: 10.20.0.4 ond${n}[.]example.`)
    expect(mail?.text).toContain(`1. Ring oss om ond${n}[.]example.`)
    expect(mail?.html).toContain('Nytt.')

    await bench.call('POST', `/api/v1/warnings/${before.id}/remind`)
    await vi.waitFor(() => expect(before.mails()).toHaveLength(2), 10_000)
    expect(before.mails()[1]?.mail.text).not.toContain('Ny overskrift')
    await bench.call('POST', `/api/v1/warnings/${after.id}/remind`)
    await vi.waitFor(() => expect(after.mails()).toHaveLength(2), 10_000)
    expect(after.mails()[1]?.mail.text).toContain('Ny overskrift')
  })

  it('has versions, of which the first came with the program', async () => {
    expect((await put(worded('Enda en'), await inForce())).status).toBe(204)
    const all = await versions()
    expect(all.map(({ text }) => text.nb.headline).slice(0, 2)).toEqual(['Enda en', 'Ny overskrift'])
    expect(all.at(-1)).toMatchObject({ version: 0, at: null, text: builtInText('c2') })
    const list = (await bench.call<TextList>('GET', '/api/v1/texts')).body.items
    expect(list.find(({ category }) => category === 'c2')).toMatchObject({ version: all[0]?.version, note: 'Klarere' })
    expect(list.find(({ category }) => category === 'phishing')).toMatchObject({ version: 0, by: '' })
    const old = await put(worded('For sent'), 0)
    expect([old.status, old.body.code]).toEqual([409, 'text_changed'])
  })

  it('is checked when it is saved', async () => {
    const version = await inForce()
    const wrong = await put(
      { ...worded('x'), en: { subject: 'No number', headline: '{what}', paragraphs: ['x'] } },
      version,
    )
    expect([wrong.status, wrong.body.code, wrong.body.errors.length]).toEqual([400, 'text_wrong', 3])
    const { nn: _, ...without } = worded('x')
    expect((await put(without as WarningText, version)).body.code).toBe('invalid_input')
    expect((await put(worded('x'.repeat(200)), version)).body.code).toBe('invalid_input')
    expect((await put(worded('Fra 01010100131'), version)).body.code).toBe('identity_number')
    expect(await inForce()).toBe(version)
  })

  it('is shown with the newest warning about such a cause, or with one that is made up', async () => {
    const preview = (category: string, scope = 'admin') =>
      bench.call<TextPreview>('POST', `/api/v1/texts/${category}/preview`, { scope, body: { text: worded('Prøve') } })
    const { body } = await preview('c2')
    expect(body.warning).not.toBeNull()
    expect(body.mails.map(({ language }) => language)).toEqual(['nb', 'nn', 'en'])
    expect(body.mails[0]?.subject).toContain('Prøve [V-')
    expect((await preview('exposed')).body).toMatchObject({ warning: null })
    expect((await preview('c2', 'auditor')).status).toBe(403)
  })
})

describe('measures', () => {
  it('are added to a draft and taken out of it, and not of what is sent', async () => {
    await holdTo(bench.platform.postgres.db, queueAll)
    const { id, mails } = await warned()
    const read = async () => (await bench.call<WarningMeasures>('GET', `/api/v1/warnings/${id}/measures`)).body.items
    const advised = async () => (await read()).filter((one) => one.advised).map(({ measure }) => measure.id)
    const choose = (ids: string[]) => bench.call('PUT', `/api/v1/warnings/${id}/measures`, { body: { advised: ids } })
    expect(await advised()).toEqual(['ring-oss', 'c2-1'])
    expect((await choose(['c2-1', 'phishing-2'])).status).toBe(204)
    expect(await advised()).toEqual(['c2-1', 'phishing-2'])
    const { texts } = await detail(id)
    expect(texts[0]?.text).toContain(`2. ${builtInText('phishing').measures[1]?.nb}`)
    expect(texts[0]?.text).not.toContain('Ring oss om')
    expect((await choose(['finnes-ikke'])).status).toBe(400)
    await bench.call('POST', `/api/v1/warnings/${id}/send`)
    await vi.waitFor(() => expect(mails()).toHaveLength(1), 10_000)
    expect(mails()[0]?.mail.text).toContain(builtInText('phishing').measures[1]?.nb)
    expect((await choose(['c2-1'])).status).toBe(409)
  })
})
