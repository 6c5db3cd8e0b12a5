/** A shift of triage by keyboard alone: each act, its undo, in bulk too; at a desk and on a phone, in both themes. */
import type { Detection } from '@varde/contract'
import type { Browser, Page } from 'playwright-core'

import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { eve } from '../server/test/support/eve.ts'
import { signIn } from '../server/test/support/session.ts'
import { openWorld, type World } from '../server/test/support/world/index.ts'
import { expectAccessible } from './support/axe.ts'
import { openBrowser } from './support/browser.ts'

let world: World
let browser: Browser
let cookie: string
let page: Page

beforeAll(async () => {
  world = await openWorld()
  browser = await openBrowser()
  const who = { email: 'analytiker@varde.example', name: 'Anna Lytiker' }
  cookie = (await signIn(world.server, { ...who, roles: [{ role: 'analyst', member: null }] })).cookie
  const { body } = await world.server.call('POST', '/api/v1/sensors', {
    body: { member: world.a.orgnr, name: 'vakt-1' },
  })
  const lines = [9000011, 9000012, 9000013, 9000014].map((signature_id) =>
    eve.alert({
      src_ip: '10.1.0.20',
      signature_id,
      signature: `VAKT regel ${signature_id}`,
      timestamp: new Date().toISOString(),
    }),
  )
  const sent = await fetch(`${world.server.address}/ingest/v1/events`, {
    method: 'POST',
    headers: { authorization: `Bearer ${(body as { token: string }).token}` },
    body: eve.ndjson(lines),
  })
  expect(sent.status).toBe(202)
  await vi.waitFor(async () => expect(await ours()).toHaveLength(4), { timeout: 30_000, interval: 200 })
})
afterAll(async () => {
  await browser?.close()
  await world?.close()
})

async function ours(): Promise<Detection[]> {
  const { body } = await world.server.call('GET', `/api/v1/detections?member=${world.a.orgnr}&q=VAKT`)
  return (body as { items: Detection[] }).items
}
const views = async () => (await ours()).map(({ view }) => view).sort()
const becomes = (expected: string[]) =>
  vi.waitFor(async () => expect(await views()).toEqual(expected), { timeout: 10_000, interval: 100 })
const all = ['queued', 'queued', 'queued', 'queued']

async function openQueue(viewport: { width: number; height: number }): Promise<Page> {
  const [name, value] = cookie.split('=') as [string, string]
  const context = await browser.newContext({ locale: 'nb-NO', timezoneId: 'Europe/Oslo', viewport })
  await context.addCookies([{ name, value, url: world.server.address }])
  const opened = await context.newPage()
  opened.setDefaultTimeout(10_000)
  return opened
}
/** Four rows, the first of them open. */
async function atTheQueue() {
  await page.goto(`${world.server.address}/triage?q=VAKT`)
  await vi.waitFor(async () => expect(await page.locator('[data-row-link]').count()).toBe(4), 10_000)
}
async function openFirst() {
  await page.keyboard.press('j')
  await page.keyboard.press('Enter')
  await page.waitForURL('**open=**')
  await page.getByText('Varselet slik det vil gå ut').waitFor()
}
const said = (text: string | RegExp) => page.locator('.toast').getByText(text).waitFor()
const dialog = () => page.getByRole('dialog')

describe.each([
  ['at a desk', { width: 1440, height: 900 }],
  ['on a phone', { width: 390, height: 844 }],
] as const)('%s', (where, viewport) => {
  beforeAll(async () => {
    page = await openQueue(viewport)
  })
  afterAll(() => page.context().close())
  beforeEach(atTheQueue)

  it('1 takes it, Z gives it back', async () => {
    await openFirst()
    await page.keyboard.press('1')
    await said('Én deteksjon er din.')
    await page.locator('.facts').getByText('Anna Lytiker').waitFor()
    await page.getByRole('link', { name: 'Se medlemmet' }).waitFor()
    await page.getByText('Berørt, trenger hjelp').waitFor()
    await expectAccessible(page, `triage accepted ${where}`)
    await page.keyboard.press('z')
    await said('Angret for én deteksjon.')
    expect((await ours()).map(({ assigned_to }) => assigned_to)).toEqual([null, null, null, null])
  })

  it('H puts it away, and it is in the list of what is put away', async () => {
    await openFirst()
    await page.keyboard.press('h')
    await dialog().getByText('Til når?').waitFor()
    await expectAccessible(page, `triage snooze ${where}`)
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Enter')
    await said('Én deteksjon utsatt.')
    await becomes(['queued', 'queued', 'queued', 'snoozed'])
    await page.keyboard.press('z')
    await becomes(all)
  })

  it('3 sets it aside with a reason, 2 as a duplicate, A gives it to somebody', async () => {
    await openFirst()
    await page.keyboard.press('3')
    await dialog().getByText('Hvorfor?').waitFor()
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Enter')
    await said('Én deteksjon avvist.')
    await becomes(['dismissed', 'queued', 'queued', 'queued'])
    await page.keyboard.press('z')
    await becomes(all)
    await atTheQueue()
    await openFirst()
    await page.keyboard.press('2')
    await dialog().getByText('Hvilken er originalen?').waitFor()
    await expectAccessible(page, `triage duplicate ${where}`)
    await dialog().getByRole('button', { name: 'Duplikat' }).press('Enter')
    await said('Ett duplikat lagt bort.')
    await becomes(['dismissed', 'queued', 'queued', 'queued'])
    await page.keyboard.press('z')
    await becomes(all)
    await atTheQueue()
    await openFirst()
    await page.keyboard.press('a')
    await dialog().getByRole('combobox').waitFor()
    await expectAccessible(page, `triage assign ${where}`)
    await dialog().getByRole('button', { name: 'Gi til' }).press('Enter')
    await said('Én deteksjon er gitt videre.')
    await page.keyboard.press('z')
    await said('Angret for én deteksjon.')
  })

  it('X chooses several, M makes one draft of them, U splits, and Z undoes from the newest backwards', async () => {
    const drafts = async () => new Set((await ours()).map(({ warning }) => warning)).size
    const before = await drafts()
    for (const key of ['j', 'x', 'j', 'x', 'j', 'x']) await page.keyboard.press(key)
    await page.getByText('3 valgt').first().waitFor()
    await expectAccessible(page, `triage bulk ${where}`)
    await page.keyboard.press('m')
    await said('3 deteksjoner er slått sammen.')
    expect(await drafts()).toBe(before - 2)
    for (const key of ['x', 'u']) await page.keyboard.press(key)
    await said('Én deteksjon er skilt ut.')
    expect(await drafts()).toBe(before - 1)
    await page.keyboard.press('z')
    await said('Angret for én deteksjon.')
    expect(await drafts()).toBe(before - 2)
    await page.keyboard.press('z')
    await said('Angret for 3 deteksjoner.')
    expect(await drafts()).toBe(before)
    for (const key of ['x', '3']) await page.keyboard.press(key)
    await dialog().getByText('Hvorfor?').waitFor()
    await page.keyboard.press('Escape')
  })

  it('S holds such back, says so above the queue, and ending it brings them back', async () => {
    await openFirst()
    await page.keyboard.press('s')
    await dialog().getByText('Hold tilbake funn som har').waitFor()
    await dialog().getByText('Én deteksjon i køen holdes tilbake med en gang, hos ett medlem.').waitFor()
    await expectAccessible(page, `triage suppress ${where}`)
    await page.keyboard.press('Enter')
    await dialog().getByText('Skriv hvorfor.').waitFor()
    await page.keyboard.type('Skanningen vi har bestilt')
    await page.keyboard.press('Enter')
    await said('Én deteksjon holdes tilbake.')
    await becomes(['queued', 'queued', 'queued', 'suppressed'])
    await page.keyboard.press('z')
    await becomes(all)
    await atTheQueue()
    await openFirst()
    await page.keyboard.press('s')
    await page.keyboard.type('Skanningen vi har bestilt')
    await page.keyboard.press('Enter')
    await said('Én deteksjon holdes tilbake.')
    await page.getByRole('link', { name: /holder tilbake ett funn/ }).press('Enter')
    await page.getByText('1 holdes tilbake nå').waitFor()
    await expectAccessible(page, `suppressions ${where}`)
    const ours = page.locator('.holds > li:not([data-over])', { hasText: 'Skanningen vi har bestilt' })
    await ours.getByRole('button', { name: 'Avslutt' }).press('Enter')
    await dialog().getByText('Én deteksjon kommer i køen.').waitFor()
    await dialog().getByRole('button', { name: 'Avslutt' }).press('Enter')
    await said('Avsluttet. Én deteksjon er i køen.')
    await becomes(all)
    await page.keyboard.press('z')
    await said('Holder tilbake igjen, én deteksjon.')
    await becomes(['queued', 'queued', 'queued', 'suppressed'])
    await ours.getByRole('button', { name: 'Avslutt' }).press('Enter')
    await dialog().getByRole('button', { name: 'Avslutt' }).press('Enter')
    await becomes(all)
  })

  it('lists its keys', async () => {
    await page.keyboard.press('?')
    await dialog().getByText('Slå sammen (Triage, Felles spor)').waitFor()
    await expectAccessible(page, `triage keys ${where}`)
  })
})

it('says who else has it open, and how many wait', async () => {
  page = await openQueue({ width: 1440, height: 900 })
  await atTheQueue()
  await openFirst()
  const address = page.url()
  const who = { email: 'vakt@varde.example', name: 'Vera Vakt' }
  const other = await signIn(world.server, { ...who, roles: [{ role: 'duty_officer', member: null }] })
  const mine = cookie
  cookie = other.cookie
  const theirs = await openQueue({ width: 1440, height: 900 })
  cookie = mine
  await theirs.goto(address)
  await theirs.getByText('Anna Lytiker ser også på denne').waitFor()
  await expectAccessible(theirs, 'triage looking')
  // Who leaves is gone before their half minute is over.
  await page.goto(`${world.server.address}/warnings`)
  await theirs.getByText('Anna Lytiker ser også på denne').waitFor({ state: 'detached', timeout: 20_000 })
  expect(await theirs.getByLabel('Tilstand').textContent()).toMatch(/I kø \(\d+\).*Utsatt \(0\)/)
  await theirs.context().close()
  await page.context().close()
})

it('W warns, and Z says that a mail cannot be taken back', async () => {
  page = await openQueue({ width: 1440, height: 900 })
  await atTheQueue()
  await openFirst()
  await page.keyboard.press('w')
  await dialog().getByRole('button', { name: 'Send' }).press('Enter')
  await said('Ett varsel er på vei.')
  await becomes(['queued', 'queued', 'queued', 'warned'])
  await page.keyboard.press('z')
  await said(/en e-post kan ikke kalles tilbake/)
  await expectAccessible(page, 'triage refused')
})
