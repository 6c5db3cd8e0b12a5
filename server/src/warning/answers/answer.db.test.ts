import type { WarningDetail } from '@varde/contract'
import { SignJWT } from 'jose'
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { type Mailbox, openMailbox } from '../../../test/support/mailbox.ts'
import { finding, openWarningBench, type WarningBench } from '../../../test/support/warning.ts'
import { answerLinks } from './answer-link.ts'

let mailbox: Mailbox
let bench: WarningBench
let n = 0
const start = '2026-11-24T04:00:00.000Z'

beforeAll(async () => {
  mailbox = await openMailbox()
  bench = await openWarningBench({ smtpUrl: mailbox.url, now: start })
  await bench.work()
})
afterAll(async () => {
  await bench.close()
  await mailbox.close()
})
beforeEach(() => bench.setTime(start))

/** A warning that has come to two contacts; the links out of their mails. */
async function warned() {
  mailbox.received.length = 0
  const member = await bench.addMember(++n, [
    { name: 'Kari <b>Vakt', email: `kari${n}@medlem.example`, language: 'nb' },
    { name: 'Per Drift', email: `per${n}@medlem.example`, language: 'en' },
  ])
  const indicator = await bench.addIndicator({ value: `skadelig${n}.example`, category: 'malware', confidence: 90 })
  await bench.record([finding({ member, cause: { kind: 'indicator', indicator }, fields: ['dns'] })])
  await vi.waitFor(() => expect(mailbox.received).toHaveLength(2), 10_000)
  const linkOf = (email: string) => {
    const text = mailbox.received.find(({ to }) => to.startsWith(email))?.mail.text ?? ''
    return (/http:\/\/varde\.example(\/answer\/\S+)/.exec(text)?.[1] ?? '').trim()
  }
  const list = await bench.call<{ items: WarningDetail['warning'][] }>('GET', `/api/v1/warnings?member=${member}`)
  const id = list.body.items[0]?.id ?? ''
  await vi.waitFor(async () => expect((await detail(id)).warning.state).toBe('sent'), 10_000)
  return { id, member, kari: linkOf('kari'), per: linkOf('per') }
}
const detail = async (id: string) => (await bench.call<WarningDetail>('GET', `/api/v1/warnings/${id}`)).body
const get = async (path: string) => {
  const response = await fetch(`${bench.address}${path}`)
  return { status: response.status, text: await response.text(), headers: response.headers }
}
const post = async (path: string, form: Record<string, string>) => {
  const body = new URLSearchParams(form)
  const response = await fetch(`${bench.address}${path}`, { method: 'POST', body, redirect: 'manual' })
  return { status: response.status, text: await response.text(), location: response.headers.get('location') }
}

describe('the page', () => {
  it('works without a script: open, acknowledge, answer, change the answer', async () => {
    const { id, kari } = await warned()
    const first = await get(kari)
    expect(first.status).toBe(200)
    expect(first.text).toContain('<html lang="nb"')
    expect(first.text).toContain('skadelig')
    expect(first.text).not.toMatch(/<script|javascript:|\son\w+=/i)
    expect(first.headers.get('cache-control')).toBe('no-store')
    expect(first.headers.get('referrer-policy')).toBe('no-referrer')

    const acknowledged = await post(kari, { action: 'acknowledge' })
    expect(acknowledged.status).toBe(303)
    expect((await detail(id)).warning).toMatchObject({
      state: 'acknowledged',
      acknowledged_at: start,
      answered_at: null,
    })

    bench.setTime('2026-11-24T05:00:00.000Z')
    expect((await post(kari, { answer: 'affected_handled', comment: 'Maskinen er\r\ntatt <i>av nett.' })).status).toBe(
      303,
    )
    const answered = await detail(id)
    expect(answered.warning).toMatchObject({
      state: 'answered',
      answer: 'affected_handled',
      answered_at: '2026-11-24T05:00:00.000Z',
    })
    expect(answered.detections.map(({ state }) => state)).toEqual(['resolved'])
    expect(answered.responses.map(({ kind, answer, comment }) => [kind, answer, comment])).toEqual([
      ['acknowledge', null, ''],
      ['answer', 'affected_handled', 'Maskinen er\ntatt <i>av nett.'],
    ])
    const after = (await get(kari)).text
    expect(after).toContain('Takk, svaret er lagret')
    expect(after).toContain('tatt &#60;i&#62;av nett.')
    expect(after).toContain('Kari &#60;b&#62;Vakt')

    bench.setTime('2026-11-24T06:00:00.000Z')
    await post(kari, { answer: 'affected_need_help', comment: '' })
    const changed = await detail(id)
    expect(changed.warning).toMatchObject({ state: 'answered', answer: 'affected_need_help', acknowledged_at: start })
    expect(changed.detections.map(({ state }) => state)).toEqual(['warned'])
    const now = await bench.call<{ need_help: number; burning: { kind: string }[] }>('GET', '/api/v1/now')
    expect(now.body.burning[0]?.kind).toBe('need_help')
  })

  it('changes nothing when it is only opened', async () => {
    const { id, kari } = await warned()
    for (const method of ['GET', 'HEAD']) await fetch(`${bench.address}${kari}`, { method })
    expect((await detail(id)).warning.state).toBe('sent')
    expect((await detail(id)).responses).toEqual([])
  })

  it('shows each contact what the others said, in its own language or the one asked for', async () => {
    const { kari, per } = await warned()
    await post(kari, { answer: 'not_affected', comment: 'Falsk alarm' })
    const page = (await get(per)).text
    expect(page).toContain('<html lang="en"')
    expect(page).toContain('Not affected')
    expect(page).toContain('Falsk alarm')
    expect((await get(`${per}?lang=nn`)).text).toContain('<html lang="nn"')
    expect((await post(`${per}?lang=nn`, { action: 'acknowledge' })).location).toBe('?lang=nn')
  })

  it('asks anew when the matter has come back, and takes the same answer once more', async () => {
    const { id, member, kari } = await warned()
    await post(kari, { answer: 'affected_handled', comment: '' })
    const key = (await detail(id)).detections[0]?.cause.key ?? ''
    bench.setTime('2026-11-24T05:00:00.000Z')
    const mails = mailbox.received.length
    await bench.record([
      finding({ member, cause: { kind: 'indicator', indicator: key }, fields: ['dns'], events: 400 }),
    ])
    await vi.waitFor(() => expect(mailbox.received.length).toBe(mails + 2), 10_000)
    const page = (await get(kari)).text
    expect(page).toContain('401 hendelser')
    expect(page).toContain('Berørt, og håndtert, 24. nov.')
    expect(page).toContain('value="acknowledge"')
    await post(kari, { answer: 'affected_handled', comment: '' })
    const { warning, responses } = await detail(id)
    expect(warning).toMatchObject({ state: 'answered', reopened: 1 })
    expect(responses).toHaveLength(2)
    bench.setTime('2026-11-24T04:00:00.000Z')
  })

  it('counts the same said twice once', async () => {
    const { id, kari, per } = await warned()
    await post(kari, { action: 'acknowledge' })
    await post(kari, { action: 'acknowledge' })
    await post(per, { action: 'acknowledge' })
    expect((await detail(id)).responses.map(({ contact_name }) => contact_name)).toEqual(['Kari <b>Vakt', 'Per Drift'])
  })

  it('refuses a national identity number, keeps the text in the form, and stores nothing', async () => {
    const { id, kari } = await warned()
    // Fictive: its month does not exist.
    const number = identityNumber('014101001')
    const refused = await post(kari, { answer: 'not_affected', comment: `Gjelder ${number} på legekontoret` })
    expect(refused.status).toBe(422)
    expect(refused.text).toContain('fødselsnummer')
    expect(refused.text).toContain(`Gjelder ${number} på legekontoret`)
    expect(refused.text).toMatch(/value="not_affected"[^>]*checked/)
    expect((await detail(id)).responses).toEqual([])
  })

  it('says what is missing, and keeps the comment', async () => {
    const { id, kari } = await warned()
    const empty = await post(kari, { comment: 'Vi <ser> på det' })
    expect(empty.status).toBe(422)
    expect(empty.text).toContain('role="alert"')
    expect(empty.text).toContain('Vi &#60;ser&#62; på det')
    expect((await post(kari, { answer: 'unknown', comment: 'x'.repeat(4001) })).status).toBe(422)
    expect((await post(kari, { answer: 'owned', comment: '' })).status).toBe(422)
    expect((await detail(id)).responses).toEqual([])
  })

  it('serves its style sheet under a name that may be kept for ever, and no other file', async () => {
    const { kari } = await warned()
    const name = /href="(assets\/[^"]+)"/.exec((await get(kari)).text)?.[1] ?? ''
    const sheet = await get(`/answer/${name}`)
    expect(sheet.status).toBe(200)
    expect(sheet.headers.get('content-type')).toContain('text/css')
    expect(sheet.headers.get('cache-control')).toContain('immutable')
    expect(sheet.text).toContain('.ds-button')
    expect((await get('/answer/assets/answer-0.css')).status).toBe(404)
  })
})

describe('files that show it', () => {
  const send = async (path: string, fields: Record<string, string>, files: [name: string, content: Uint8Array][]) => {
    const form = new FormData()
    for (const [name, value] of Object.entries(fields)) form.append(name, value)
    for (const [name, content] of files) form.append('file', new Blob([new Uint8Array(content)]), name)
    const response = await fetch(`${bench.address}${path}`, { method: 'POST', body: form, redirect: 'manual' })
    return { status: response.status, text: await response.text() }
  }
  const evidence = Buffer.from('ikke <i>kjør')

  it('come with the answer, are kept as those that come by e-mail, and are handed out as bytes alone', async () => {
    const { id, kari } = await warned()
    const page = (await get(kari)).text
    expect(page).toMatch(/enctype="multipart\/form-data"[\s\S]*type="file"[^>]*multiple/)
    const answer = { answer: 'affected_handled', comment: 'Se vedlegg', done: '1.1' }
    // A browser sends a nameless file of nothing where none was chosen.
    expect((await send(kari, answer, [['', Buffer.alloc(0)]])).status).toBe(303)
    const files: [string, Uint8Array][] = [
      ['..\\før.png', evidence],
      ['tom.log', Buffer.alloc(0)],
    ]
    expect((await send(kari, answer, files)).status).toBe(303)
    // Sent once more as it was, it is the same answer.
    expect((await send(kari, answer, files)).status).toBe(303)
    const { responses } = await detail(id)
    expect(responses.map(({ attachments }) => attachments.map(({ name, size }) => [name, size]))).toEqual([
      [],
      [
        ['før.png', evidence.length],
        ['tom.log', 0],
      ],
    ])
    expect(responses[1]).toMatchObject({ channel: 'link', answer: 'affected_handled', comment: 'Se vedlegg' })
    expect(responses[1]?.done).toHaveLength(1)
    expect((await get(kari)).text).toContain('Sendt med: før.png, tom.log')
    const fetched = await bench.call('GET', `/api/v1/attachments/${responses[1]?.attachments[0]?.id}`)
    expect(fetched.body).toBe(evidence.toString())
    expect(fetched.headers.get('content-disposition')).toMatch(/^attachment; /)
    expect(fetched.headers.get('content-type')).toBe('application/octet-stream')
    expect(fetched.headers.get('x-content-type-options')).toBe('nosniff')
  })

  it('are all refused where they are too many or too large, and the rest of the answer is kept in the form', async () => {
    const { id, kari } = await warned()
    const answer = { answer: 'not_affected', comment: 'Lang <logg' }
    const many = Array.from({ length: 25 }, (_, i): [string, Uint8Array] => [`${i}.txt`, evidence])
    const large: [string, Uint8Array][] = [['stor.bin', Buffer.alloc(51 * 1024 * 1024)]]
    for (const files of [many, many.slice(0, 21), large]) {
      const refused = await send(kari, answer, files)
      expect(refused.status).toBe(422)
      expect(refused.text).toContain('Filene er for store eller for mange')
      expect(refused.text).toContain('Lang &#60;logg')
      expect(refused.text).toMatch(/value="not_affected"[^>]*checked/)
    }
    expect((await detail(id)).responses).toEqual([])
    // What is wrong with the answer itself is said as before, and no file is kept.
    expect((await send(kari, { comment: '' }, many.slice(0, 1))).status).toBe(422)
    expect((await send(`${kari.slice(0, -4)}`, answer, many.slice(0, 1))).status).toBe(403)
    expect((await send(kari, answer, many.slice(0, 20))).status).toBe(303)
    expect((await detail(id)).responses[0]?.attachments).toHaveLength(20)
  })
})

describe('a link that is not to be trusted', () => {
  const key = Buffer.alloc(32, 7)
  it('is refused without a word about the member: tampered, foreign, of another purpose, gone', async () => {
    const { id, kari } = await warned()
    const [head, , sign] = kari.slice('/answer/'.length).split('.')
    const payload = Buffer.from(JSON.stringify({ wid: id, sub: id, aud: 'varde:answer', exp: 9e9 })).toString(
      'base64url',
    )
    const foreign = await answerLinks('', key).linkTo({ delivery: id, warning: id }, new Date(start))
    const none = `${Buffer.from('{"alg":"none"}').toString('base64url')}.${payload}.`
    const wrong = [
      `/answer/${head}.${payload}.${sign}`,
      foreign,
      `/answer/${none}`,
      '/answer/x',
      `${kari.slice(0, -4)}`,
    ]
    for (const link of wrong) {
      for (const page of [await get(link), await post(link, { action: 'acknowledge' })]) {
        expect(page.status).toBe(403)
        expect(page.text).toContain('Lenken virker ikke')
        expect(page.text).not.toContain('Medlem')
        expect(page.text).not.toContain('skadelig')
      }
    }
    expect((await detail(id)).warning.state).toBe('sent')
  })

  it('is good for 30 days and then says what to do instead', async () => {
    const { id, kari } = await warned()
    bench.setTime('2026-12-24T03:59:00.000Z')
    expect((await get(kari)).status).toBe(200)
    bench.setTime('2026-12-24T04:01:00.000Z')
    const page = await get(kari)
    expect(page.status).toBe(410)
    expect(page.text).toContain('Lenken er utløpt')
    expect(page.text).not.toContain('skadelig')
    expect((await post(kari, { action: 'acknowledge' })).status).toBe(410)
    expect((await get(`${kari}?lang=en`)).text).toContain('The link has expired')
    expect((await detail(id)).warning.state).toBe('sent')
  })

  it('reads only its own purpose, and only what names a delivery', async () => {
    const links = answerLinks('', key)
    const sign = (audience: string, claims: object) =>
      new SignJWT({ ...claims })
        .setProtectedHeader({ alg: 'HS256' })
        .setAudience(audience)
        .setExpirationTime(9e9)
        .sign(key)
    expect(await links.read(await sign('varde:answer', { sub: 'd', wid: 'w' }), new Date(start))).toEqual({
      delivery: 'd',
      warning: 'w',
    })
    expect(await links.read(await sign('varde:sign-in', { sub: 'd', wid: 'w' }), new Date(start))).toBe('wrong')
    expect(await links.read(await sign('varde:answer', { sub: 'd' }), new Date(start))).toBe('wrong')
  })
})

/** Puts the two control digits behind nine digits. */
function identityNumber(nine: string): string {
  const digits = [...nine].map(Number)
  const next = (weights: number[]) => (11 - (weights.reduce((sum, w, i) => sum + w * (digits[i] ?? 0), 0) % 11)) % 11
  digits.push(next([3, 7, 6, 1, 8, 9, 4, 5, 2]))
  digits.push(next([5, 4, 3, 2, 7, 6, 5, 4, 3, 2]))
  return digits.join('')
}
