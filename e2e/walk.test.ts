/** From triage to the member's answer in a real browser, with axe-core on every page of the way. */
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { harmlessLine, incidentLine, seeded } from '../server/src/demo/replay.ts'
import { demoMembers, indicatorsCsv, membersCsv } from '../server/src/demo/sector.ts'
import { type Mailbox, openMailbox } from '../server/test/support/mailbox.ts'
import { giveAuthenticator, openBrowser } from './support/browser.ts'
import { seen as seenNow } from './support/seen.ts'
import { installVarde, type Varde } from './support/varde.ts'

const members = demoMembers(4)
const affected = members[0] as (typeof members)[number]

let mailbox: Mailbox
let varde: Varde
let browser: Browser
let context: BrowserContext
let page: Page
let token = ''

beforeAll(async () => {
  mailbox = await openMailbox()
  varde = await installVarde({ VARDE_SMTP_URL: mailbox.url })
  await varde.start()
  browser = await openBrowser()
  context = await browser.newContext({ locale: 'nb-NO', timezoneId: 'Europe/Oslo' })
  page = await context.newPage()
  page.setDefaultTimeout(15_000)
  await giveAuthenticator(page)
})
afterAll(async () => {
  await browser?.close()
  await varde?.close()
  await mailbox?.close()
})

const seen = (name: string, what = page) => seenNow(what, name)

async function send(lines: object[]): Promise<void> {
  const answer = await fetch(`${varde.address}/ingest/v1/events`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}` },
    body: lines.map((line) => JSON.stringify(line)).join('\n'),
  })
  expect(answer.status).toBe(202)
}

it('the first administrator makes a passkey by the one-time link', async () => {
  const link = /http:\S+sign-in\/link\S+/.exec(varde.said())?.[0] as string
  await page.goto(link)
  await page.getByRole('button', { name: 'Fortsett' }).waitFor()
  await seen('link')
  await page.getByRole('button', { name: 'Fortsett' }).click()
  await page.waitForURL('**/welcome')
  await page.getByRole('button', { name: 'Lag passnøkkel' }).waitFor()
  await seen('welcome')
  await page.getByRole('button', { name: 'Lag passnøkkel' }).click()
  await page.waitForURL('**/now')
  await page.getByText('Ingen sensor har sendt noe ennå').waitFor()
  await seen('now-empty')
})

it('an alert comes into the triage queue while the page is open', async () => {
  const file = (name: string) => join(varde.folder, name)
  await writeFile(file('members.csv'), membersCsv(members))
  await writeFile(file('indicators.csv'), indicatorsCsv())
  expect((await varde.run('members', 'import', file('members.csv'))).code).toBe(0)
  expect((await varde.run('indicators', 'import', file('indicators.csv'))).code).toBe(0)
  const sensor = await varde.run('sensors', 'enrol', '--member', affected.orgnr, '--name', 'walk', '--json')
  token = (sensor.json as { token: string }).token

  await page.goto(`${varde.address}/triage`)
  await page.getByText('Tom kø').first().waitFor()
  await seen('triage-empty')
  const random = seeded(3)
  const now = new Date()
  await send([
    ...Array.from({ length: 30 }, () => harmlessLine(affected, now, random)),
    incidentLine('alert', affected, now, random),
  ])
  await page.getByText('Mulig sideveis bevegelse').first().waitFor()
  // Counted when the row came in, not some seconds later.
  await page.locator('option', { hasText: 'I kø (1)' }).waitFor({ state: 'attached', timeout: 5_000 })
  await seen('triage')
})

it('the duty officer warns by keyboard, and the mail is delivered', async () => {
  await page.keyboard.press('j')
  await page.keyboard.press('Enter')
  await page.waitForURL('**/triage?**open=**')
  await page.getByText('Varselet slik det vil gå ut').waitFor()
  await seen('triage-open')
  await page.keyboard.press('w')
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('button', { name: 'Send' }).waitFor()
  await seen('triage-warn')
  await dialog.getByRole('button', { name: 'Send' }).click()
  await vi.waitFor(() => expect(mailbox.received).toHaveLength(1), 20_000)
  expect(mailbox.received[0]?.to).toBe(affected.email)
})

it('the member answers on a phone, without signing in', async () => {
  const text = mailbox.received[0]?.mail.text ?? ''
  const link = /http:\S+\/answer\/\S+/.exec(text)?.[0] as string
  const phone = await browser.newContext({
    viewport: { width: 390, height: 844 },
    locale: 'nb-NO',
    javaScriptEnabled: true,
  })
  const answerPage = await phone.newPage()
  await answerPage.goto(link)
  await seen('answer', answerPage)
  await answerPage.getByRole('button', { name: 'Vi har lest varselet' }).click()
  await answerPage.getByText('Takk, nå vet vi at varselet er lest', { exact: false }).first().waitFor()
  await seen('answer-acknowledged', answerPage)
  await answerPage.getByRole('radio', { name: 'Berørt, og vi trenger hjelp' }).check()
  await answerPage.getByRole('textbox').fill('Vi trenger noen å snakke med.')
  await answerPage.getByRole('button', { name: 'Send svaret' }).click()
  await answerPage.getByText('Vi trenger noen å snakke med.').first().waitFor()
  await seen('answer-given', answerPage)
  await phone.close()
})

it('the answer stands on the board and on Now', async () => {
  await page.goto(`${varde.address}/warnings`)
  await page
    .getByText(/trenger hjelp/i)
    .filter({ visible: true })
    .first()
    .waitFor()
  await seen('warnings')
  await page.getByRole('link', { name: affected.name }).first().click()
  await page.getByText('Vi trenger noen å snakke med.').first().waitFor()
  await seen('warning')
  await page.goto(`${varde.address}/now`)
  await page.getByText(affected.name).first().waitFor()
  await seen('now')
})

it('members and sensors answer their questions', async () => {
  await page.goto(`${varde.address}/members`)
  await page.getByText(affected.name).first().waitFor()
  await seen('members')
  await page.goto(`${varde.address}/members/${affected.orgnr}`)
  await page.getByText(affected.email).first().waitFor()
  await seen('member')
  await page.goto(`${varde.address}/sensors`)
  await page.getByText('walk').first().waitFor()
  await seen('sensors')
})

it('after signing out the passkey opens the door again', async () => {
  await page.goto(`${varde.address}/sign-in`)
  await context.clearCookies()
  await page.goto(`${varde.address}/members`)
  await page.waitForURL('**/sign-in**')
  await page.getByRole('button', { name: 'Logg inn med passnøkkel' }).waitFor()
  await seen('sign-in')
  await page.getByRole('button', { name: 'Logg inn med passnøkkel' }).click()
  await page.waitForURL('**/members**')
})
