/** A campaign in a real browser: proposed, made, warned in one act, and followed on the board. */
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { newId } from '../server/src/platform/index.ts'
import { openWorld, type World } from '../server/test/support/world/index.ts'
import { expectAccessible } from './support/axe.ts'
import { openBrowser } from './support/browser.ts'
import { enter } from './support/person.ts'

let world: World
let browser: Browser
let page: Page
const shared = '198.51.100.200'

beforeAll(async () => {
  world = await openWorld()
  const { owner } = world.server.platform.postgres
  for (const { orgnr } of [world.a, world.b]) {
    await owner.query(
      `insert into detection (id, orgnr, cause_kind, cause_key, cause_label, cause_category, indicator_type, confidence, tlp,
        inner_host, severity, attribution, state, events, first_seen_at, last_seen_at, received_at)
      values ($1, $2, 'indicator', $3, $3, 'c2', 'ipv4', 80, 'AMBER', '10.9.0.4', 'high', 'network', 'queued', 3, now(), now(), now())`,
      [newId(), orgnr, shared],
    )
    await owner.query(
      "insert into detection_trait select id, 'technique', 'T1071.001' from detection where orgnr = $1 and cause_key = $2",
      [orgnr, shared],
    )
  }
  await owner.query("select add_job_soon('correlate', 0, 1)")
  await vi.waitFor(
    async () => {
      const { rows } = await owner.query("select id from campaign where traits::text like '%' || $1 || '%'", [shared])
      expect(rows).toHaveLength(1)
    },
    { timeout: 30_000, interval: 200 },
  )
  browser = await openBrowser()
  page = await enter(browser, world.server, {
    email: 'analytiker@varde.example',
    name: 'Anna Lytiker',
    roles: [{ role: 'analyst', member: null }],
  })
})
afterAll(async () => {
  await browser?.close()
  await world?.close()
})

it('makes a campaign of what two members have in common', async () => {
  await page.goto(`${world.server.address}/correlation?state=proposed`)
  await page.getByRole('link', { name: `samme indikator ${shared}` }).click()
  await page.getByRole('button', { name: 'Gjør til kampanje' }).click()
  await page.getByLabel('Navn').fill('Felles C2')
  await page.getByRole('dialog').getByRole('button', { name: 'Gjør til kampanje' }).click()
  await page.locator('.toast').getByText('Kampanjen er laget.').waitFor()
  await page.getByRole('heading', { name: 'Felles C2' }).waitFor()
})

it('shows members by causes, chosen and moved between by keyboard', async () => {
  const cells = page.locator('.matrix-cell')
  expect(await cells.count()).toBe(2)
  await cells.first().focus()
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  expect(await cells.nth(1).getAttribute('aria-pressed')).toBe('true')
  await page.keyboard.press('Enter')
  await page.getByRole('button', { name: 'samme teknikk (ATT&CK) T1071.001 svakt spor, 2 medlemmer' }).click()
  await page
    .getByRole('button', { name: /, har sporet$/ })
    .nth(1)
    .waitFor()
  expect(new URL(page.url()).searchParams.get('trait')).not.toBeNull()
  await expectAccessible(page, 'a campaign')
  await page.setViewportSize({ width: 390, height: 844 })
  await page.locator('.matrix-line').first().waitFor()
  await expectAccessible(page, 'a campaign on a phone')
  await page.setViewportSize({ width: 1280, height: 800 })
})

it('warns both in one act, with their names and the number of mails', async () => {
  await page.keyboard.press('w')
  const dialog = page.getByRole('dialog')
  await dialog.getByText(`${world.a.mark} kommune (én e-post)`).waitFor()
  await dialog.getByText(`${world.b.mark} kommune (én e-post)`).waitFor()
  await dialog.getByRole('button', { name: 'Send 2 varsler' }).click()
  await page.locator('.toast').getByText('2 varsler er på vei.').waitFor()
})

it('follows them on the board of the campaign', async () => {
  await page.getByRole('link', { name: 'Se hvem som er tause' }).click()
  await page.getByRole('button', { name: /Kampanje: Felles C2/ }).waitFor()
  await vi.waitFor(async () => expect(await page.locator('.list-table tbody tr').count()).toBe(2), { timeout: 15_000 })
  expect(new URL(page.url()).searchParams.has('campaign')).toBe(true)
  await expectAccessible(page, 'the board of a campaign')
  await page.setViewportSize({ width: 390, height: 844 })
  await expectAccessible(page, 'the board of a campaign on a phone')
})

it('prints the board whole, with what it is of in words', async () => {
  const [paper] = await Promise.all([
    page.context().waitForEvent('page'),
    page.getByRole('link', { name: 'Skriv ut (åpnes i en ny fane)' }).click(),
  ])
  await paper.getByText('Utvalg: kampanjen Felles C2.').waitFor()
  expect(await paper.locator('tbody tr').count()).toBe(2)
  // Its one style is let through by its hash.
  expect(await paper.evaluate("getComputedStyle(document.querySelector('table')).borderCollapse")).toBe('collapse')
  await expectAccessible(paper, 'the board on paper')
})

it('keeps the view under a name, opens the page with it, and puts it back when it was removed', async () => {
  await page.setViewportSize({ width: 1280, height: 800 })
  const dialog = page.getByRole('dialog')
  const said = (text: string) => page.locator('.toast').getByText(text).waitFor()
  await page.keyboard.press('v')
  await page.keyboard.press('Enter')
  await dialog.getByLabel('Navn').fill('Felles C2 i natt')
  await dialog.getByLabel('Åpne siden med denne').check()
  await expectAccessible(page, 'saving a view')
  await page.keyboard.press('Enter')
  await said('«Felles C2 i natt» er lagret.')
  await page.getByRole('link', { name: 'Nå', exact: true }).click()
  await page.waitForURL('**/now')
  await page.getByRole('link', { name: 'Varsler', exact: true }).click()
  await page.waitForURL('**/warnings?campaign=**')
  await page.getByRole('button', { name: 'Felles C2 i natt' }).click()
  await page.getByText('åpner siden').waitFor()
  await expectAccessible(page, 'saved views')
  await page.getByRole('button', { name: 'Valg for Felles C2 i natt' }).click()
  await dialog.getByRole('button', { name: 'Fjern visningen' }).click()
  await said('«Felles C2 i natt» er fjernet.')
  await page.getByRole('button', { name: 'Visninger' }).waitFor()
  await page.keyboard.press('z')
  await said('«Felles C2 i natt» er tilbake.')
  await page.getByRole('button', { name: 'Felles C2 i natt' }).waitFor()
})
