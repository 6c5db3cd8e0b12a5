/** Hunting in a real browser: what is pasted is found at the member, and a new indicator finds what is stored by itself. */
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { eve } from '../server/test/support/eve.ts'
import { openWorld, type World } from '../server/test/support/world/index.ts'
import { expectAccessible } from './support/axe.ts'
import { openBrowser } from './support/browser.ts'
import { enter } from './support/person.ts'

let world: World
let browser: Browser
let page: Page

const listed = '203.0.113.99'
const hosts = ['10.1.0.8', '10.1.0.9', '10.2.0.8']

beforeAll(async () => {
  world = await openWorld()
  browser = await openBrowser()
  page = await enter(browser, world.server, {
    email: 'analytiker@varde.example',
    name: 'Anna Lytiker',
    roles: [{ role: 'analyst', member: null }],
  })
  const enrolled = await world.server.call('POST', '/api/v1/sensors', {
    body: { member: world.a.orgnr, name: 'jakt-1' },
  })
  const old = new Date(Date.now() - 20 * 24 * 60 * 60 * 1000).toISOString()
  const lines = [
    ...hosts.map((src_ip) => eve.flow({ src_ip, dest_ip: listed, timestamp: old })),
    eve.dns({ src_ip: '10.1.0.8', rrname: 'www.skadelig.example', timestamp: new Date().toISOString() }),
  ]
  const sent = await fetch(`${world.server.address}/ingest/v1/events`, {
    method: 'POST',
    headers: { authorization: `Bearer ${(enrolled.body as { token: string }).token}` },
    body: eve.ndjson(lines),
  })
  expect(sent.status).toBe(202)
  await vi.waitFor(
    async () => {
      const { body } = await world.server.call('GET', `/api/v1/events/count?q=${listed}`)
      expect(body).toEqual({ count: hosts.length })
    },
    { timeout: 30_000, interval: 200 },
  )
})
afterAll(async () => {
  await browser?.close()
  await world?.close()
})

const onlyOne = () =>
  vi.waitFor(async () => expect(await page.locator('.hunt-results > li').count()).toBe(1), { timeout: 15_000 })

it('asks for what was pasted, says what it did not understand, and shows whose events hold it', async () => {
  await page.goto(`${world.server.address}/hunt`)
  const field = page.getByLabel('Let etter', { exact: true })
  await field.fill(
    `${listed.replaceAll('.', '[.]')}\nhxxps://skadelig[.]example/\nskadelig.example\n198.51.100.1\n999.1.1.1`,
  )
  await page.getByRole('button', { name: 'Let etter 5 verdier' }).click()
  await page.getByRole('heading', { name: '2 av 4 sett hos 2 medlemmer de siste 30 dagene' }).waitFor()
  expect(await page.getByText('Én verdi ble ikke forstått').isVisible()).toBe(true)
  expect(await page.getByText('999.1.1.1').isVisible()).toBe(true)
  expect(await page.locator('.hunt-members > li').count()).toBe(2)
  expect(await page.locator('.hunt-results > li').count()).toBe(3)
  await expectAccessible(page, 'hunt')

  await page
    .locator('.hunt-members')
    .getByRole('link', { name: `${world.b.mark} kommune` })
    .click()
  await onlyOne()
  expect(page.url()).toContain(`member=${world.b.orgnr}`)
  // The address holds all that is seen.
  await page.reload()
  await onlyOne()
  const saved = page.waitForEvent('download')
  await page.getByRole('button', { name: 'CSV' }).click()
  expect((await saved).suggestedFilename()).toMatch(/^hunt-.*\.csv$/)
})

it('says so where nothing was seen', async () => {
  await page.goto(`${world.server.address}/hunt?ask=ukjent.example`)
  await page.getByRole('button', { name: 'Let etter 1 verdi' }).click()
  await page.getByText('Ikke sett på 30 dager').waitFor()
  await expectAccessible(page, 'hunt, nothing seen')
})

it('lets a new indicator find what is stored by itself, and marks what it found so', async () => {
  const csv = `type,value,category,confidence,tlp,valid_until,source,comment\nipv4,${listed},c2,90,AMBER,,Testkilde,`
  await world.server.call('POST', '/api/v1/indicators/import', { text: csv, type: 'text/csv' })
  const found = async () => {
    const { body } = await world.server.call('GET', `/api/v1/detections?q=${listed}`)
    return (body as { items: { retrospective: boolean; state: string; inner_host: string; events: number }[] }).items
  }
  await vi.waitFor(async () => expect(await found()).toHaveLength(3), { timeout: 30_000, interval: 200 })
  expect(
    (await found()).every(({ retrospective, state, events }) => retrospective && state === 'queued' && events === 1),
  ).toBe(true)
  await page.goto(`${world.server.address}/triage?q=${listed}`)
  await page.getByText('Tilbakeblikk').first().waitFor()
  await page.goto(`${world.server.address}/hunt`)
  await page.getByText('3 hendelser med treff').waitFor()
  await expectAccessible(page, 'hunt, look-backs')
})
