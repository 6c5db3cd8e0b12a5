/** From a silent member to the telephone in a real browser, at a desk and on a phone, with axe-core in both themes. */
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { openWorld, type World } from '../server/test/support/world/index.ts'
import { expectAccessible } from './support/axe.ts'
import { openBrowser } from './support/browser.ts'
import { enter } from './support/person.ts'
import { seenAtBothSizes } from './support/seen.ts'

let world: World
let browser: Browser
let page: Page

beforeAll(async () => {
  world = await openWorld()
  await world.server.platform.postgres.pool.query(
    "update warning set due_at = now() - interval '2 hours' where id = $1",
    [world.a.ids.silent],
  )
  browser = await openBrowser()
  page = await enter(browser, world.server, {
    email: 'vakt@csirt.example',
    roles: [{ role: 'duty_officer', member: null }],
  })
})
afterAll(async () => {
  await browser?.close()
  await world?.close()
})

const seen = (name: string) => seenAtBothSizes(page, name)

it('a silent member leads from the first page to the call list, and what was said is written down', async () => {
  await page.goto(`${world.server.address}/now`)
  await page.getByRole('link', { name: 'Ringeliste' }).first().click()
  await page.waitForURL('**/call-list')
  await page.getByText(`Taus ${world.a.mark}`).waitFor()
  await seen('call-list')
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: 'Last ned for bruk uten nett' }).click(),
  ])
  const kept = await page.context().newPage()
  // A browser knows a page by its ending.
  const copy = `${await file.path()}.html`
  await file.saveAs(copy)
  await kept.goto(`file://${copy}`)
  expect(await kept.getByRole('heading', { level: 1 }).textContent()).toBe('Ringeliste')
  await expectAccessible(kept, 'kept call list')
  await kept.close()
  const entry = page
    .getByRole('listitem')
    .filter({ hasText: `Taus ${world.a.mark}` })
    .first()
  await entry.getByRole('button', { name: 'Før inn samtale' }).click()
  await page.getByLabel('Hvordan gikk det?').selectOption({ label: 'Ikke berørt' })
  await page.getByLabel('Hva de sa').fill('Maskinen er sjekket.')
  await page.getByRole('dialog').getByRole('button', { name: 'Før inn samtale' }).click()
  await page.getByRole('region', { name: 'Melding' }).getByText('Samtalen er ført inn.').waitFor()
  await page.getByText(`Taus ${world.a.mark}`).waitFor({ state: 'detached' })
})

it('a warning has a note inside and a call for help that we close', async () => {
  await page.goto(`${world.server.address}/warnings/${world.a.ids.warnings}`)
  await page.getByLabel('Nytt notat').fill('Ring igjen i morgen.')
  await page.getByRole('button', { name: 'Lagre notatet' }).click()
  await page.getByRole('region', { name: 'Melding' }).getByText('Notatet er lagret.').waitFor()
  await page.getByText('Ring igjen i morgen.').waitFor()
  await seen('warning')
  await page.getByRole('button', { name: 'Avslutt hjelpen' }).click()
  await page.getByLabel('Hva ble gjort? Medlemmet ser dette.').fill('Vi isolerte maskinen sammen.')
  await page.getByRole('dialog').getByRole('button', { name: 'Avslutt hjelpen' }).click()
  await page.getByText('Vi isolerte maskinen sammen.').waitFor()
})

it('a false alarm leads to what raised it, and to holding such back', async () => {
  await page.getByRole('button', { name: 'Før inn samtale' }).click()
  await page.getByLabel('Hvem snakket du med, eller prøvde å nå?').fill('Kari')
  await page.getByLabel('Hvordan gikk det?').selectOption({ label: 'Falsk alarm' })
  await page.getByLabel('Hva de sa').fill('Vår egen skanner')
  await page.getByRole('dialog').getByRole('button', { name: 'Før inn samtale' }).click()
  await page.getByText('kaller det falsk alarm.').waitFor()
  await page.getByRole('link', { name: 'Se indikatoren' }).first().waitFor()
  await seen('false-alarm')
  await page.getByRole('button', { name: 'Hold slike tilbake' }).first().click()
  expect(await page.getByRole('dialog').getByLabel('Hvorfor').inputValue()).toBe('Vår egen skanner')
  await page.getByRole('dialog').getByRole('button', { name: 'Hold tilbake' }).click()
  await page.locator('.toast').getByText('Slike holdes tilbake').waitFor()
  await page.keyboard.press('z')
  await page.locator('.toast').getByText('Avsluttet.').waitFor()
})

it('a warning that waits says until when, is withdrawn, or goes at once', async () => {
  await page.goto(`${world.server.address}/warnings?view=list`)
  await page
    .getByRole('row', { name: new RegExp(`Venter ${world.a.mark}`) })
    .getByText(/venter til \d/)
    .first()
    .waitFor()
  await seen('warnings-waiting')
  await page.goto(`${world.server.address}/warnings/${world.a.ids.waiting}`)
  await page.getByText(/Ingen har fått varselet ennå: det venter til .* \(stille tid\)/).waitFor()
  await seen('warning-waiting')
  await page.getByRole('button', { name: 'Trekk tilbake' }).click()
  await page.getByText('er et utkast igjen. Ingen fikk det.').first().waitFor()
  await page.goto(`${world.server.address}/warnings/${world.a.ids.alsoWaiting}`)
  await page.getByRole('button', { name: 'Send nå' }).click()
  await page.getByText('går ut nå.').first().waitFor()
  await page.getByText('E-posttjeneren tok imot').waitFor()
})

it('the rules say in words how the silent are followed up, and who changed them', async () => {
  await page.goto(`${world.server.address}/call-list`)
  await page.getByRole('link', { name: 'Regler for purring' }).click()
  await page.getByText(/Svarfrist: 4 timer\. Purring 1 time før fristen/).waitFor()
  await seen('chase-rules')
  await page.getByRole('button', { name: 'Endre purring: høy' }).click()
  await page.getByLabel('Timer mellom purringene etter fristen').fill('')
  await page.getByText('Skriv et helt tall fra 1 til 720.').waitFor()
  await page.getByLabel('Timer mellom purringene etter fristen').fill('6')
  await page.getByLabel('Timer til svarfristen').fill('6')
  await page.getByText('Purringen ville kommet sammen med varselet.').waitFor()
  await page.getByLabel('Timer til svarfristen').fill('36')
  await page
    .getByRole('dialog')
    .getByText(/Svarfrist: 36 timer.*Så hver 6\. time/)
    .waitFor()
  await page.getByLabel(/^Minutter mellom e-poster/).fill('10')
  await page
    .getByRole('dialog')
    .getByText(/innen 10 minutter, samles de i én e-post/)
    .waitFor()
  await seen('chase-rule')
  await page.getByRole('dialog').getByRole('button', { name: 'Lagre' }).click()
  await page.getByText('Regelen gjelder fra nå').first().waitFor()
  await page.getByRole('row', { name: /høy/ }).getByText('Vakt').waitFor()
})

it('the deadline of one warning is moved with a reason, and moved back', async () => {
  await page.goto(`${world.server.address}/warnings/${world.b.ids.silent}`)
  await page.getByRole('button', { name: 'Flytt fristen' }).click()
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('ArrowDown')
  await page.getByLabel('Hvorfor?').fill('Leverandøren kommer torsdag')
  await seen('deadline')
  await page.keyboard.press('Enter')
  await page.locator('.toast').getByText('Fristen er flyttet.').waitFor()
  await page.getByText('Flyttet av Vakt: Leverandøren kommer torsdag').waitFor()
  await seen('deadline-moved')
  await page.keyboard.press('z')
  await page.locator('.toast').getByText('Fristen er flyttet tilbake.').waitFor()
  await page.getByText('Flyttet av Vakt').waitFor({ state: 'detached' })
})

it('a contact gets its place in the order and its role', async () => {
  await page.goto(`${world.server.address}/members/${world.b.orgnr}`)
  await page.getByRole('button', { name: /Endre rekkefølge og rolle/ }).click()
  await page.getByLabel('Når varsles kontakten?').selectOption('2')
  await page.getByLabel('Rolle', { exact: true }).fill('IKT-leder')
  await seen('contact-place')
  await page.getByRole('dialog').getByRole('button', { name: 'Lagre' }).click()
  await page.getByText('er endret.').first().waitFor()
  await page.getByText('IKT-leder').waitFor()
  await seen('member-contacts')
})
