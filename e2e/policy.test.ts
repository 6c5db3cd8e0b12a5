/** New rules in a real browser: drafted, tried, switched on with a reason, and switched back, with axe-core in both themes. */
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { openWorld, type World } from '../server/test/support/world/index.ts'
import { openBrowser } from './support/browser.ts'
import { enter } from './support/person.ts'
import { seenAtBothSizes } from './support/seen.ts'

let world: World
let browser: Browser
let page: Page

beforeAll(async () => {
  world = await openWorld()
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

it('new rules are drafted, tried, switched on with a reason, and the old ones switched back', async () => {
  await page.goto(`${world.server.address}/policy`)
  await page.getByText('Når årsaken er en indikator og alvoret er minst middels: varsle straks.').waitFor()
  await page.getByText('Ellers: legg i køen.').waitFor()
  await seen('policy')

  await page.getByRole('button', { name: 'Endre reglene' }).click()
  await page.getByText('Prøv utkastet før du slår det på.').waitFor()
  expect(await page.getByRole('button', { name: 'Slå på' }).isDisabled()).toBe(true)
  await page.getByRole('button', { name: 'Legg til regel' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Navn').fill('Løsepenger')
  await dialog.getByLabel('løsepengevirus').check()
  await dialog.getByLabel('lørdag').check()
  await dialog.getByLabel('søndag').check()
  await dialog.getByLabel('Si fra til vakten').check()
  await seen('policy-rule')
  await dialog.getByRole('button', { name: 'Lagre i utkastet' }).click()
  await page
    .getByText(
      'Når det gjelder løsepengevirus og klokka er 16:00–08:00 lørdag og søndag: legg i køen og si fra til vakten.',
    )
    .waitFor()

  await page.getByRole('button', { name: 'Flytt regel 2 opp' }).click()
  await page.getByText('Regelen er flyttet.').first().waitFor()
  await page.getByRole('button', { name: 'Fjern regel 2' }).click()
  await page.getByText('Ikke lenger med').waitFor()
  await page.getByRole('button', { name: 'Angre' }).click()
  await page.getByText('Ikke lenger med').waitFor({ state: 'detached' })
  await page.getByRole('button', { name: 'Fjern regel 2' }).click()
  await page.getByText('Ikke lenger med').waitFor()

  await page.getByRole('button', { name: 'Prøv på de siste 30 dagene' }).click()
  await page.getByText('Hva som ville gått annerledes').waitFor()
  await seen('policy-trial')
  await page.getByRole('button', { name: 'Slå på' }).click()
  await dialog.getByLabel('Hvorfor').fill('For mange varsler om natten')
  await dialog.getByRole('button', { name: 'Slå på' }).click()
  await page.getByText('gjelder nå.').first().waitFor()

  await page.getByRole('link', { name: 'Historikk' }).click()
  await page.getByText('For mange varsler om natten').waitFor()
  await seen('policy-history')
  await page.getByRole('button', { name: 'Slå på igjen (versjon 1)' }).click()
  await dialog.getByLabel('Hvorfor').fill('Det var et mistak')
  await dialog.getByRole('button', { name: 'Slå på' }).click()
  await page.getByText('Det var et mistak').waitFor()
  await page.getByRole('link', { name: 'Reglene nå' }).click()
  await page.getByText('Når årsaken er en indikator og alvoret er minst middels: varsle straks.').waitFor()
})

it('a text is written in three languages, shown as it will be, saved, and put back', async () => {
  await page.goto(`${world.server.address}/policy?view=texts`)
  await page.getByRole('link', { name: 'fjernstyring' }).click()
  await page.waitForURL('**category=c2')
  const bokmal = page.getByRole('group', { name: 'Bokmål' })
  await bokmal.getByLabel('Overskrift').fill('En maskin hos {member} styres av andre')
  await bokmal.getByLabel('Emne').fill('{severity}: {noe}')
  await page.getByRole('button', { name: 'Vis slik det blir' }).click()
  await page.getByText('{noe} is not known').waitFor()
  await bokmal.getByLabel('Emne').fill('{severity}: En maskin styres av andre [{number} TLP:{tlp}]')
  await page.getByRole('button', { name: 'Flytt tiltak 2 opp' }).click()
  await page.getByRole('button', { name: 'Vis slik det blir' }).click()
  await page.getByText('En maskin styres av andre [V-').first().waitFor()
  await seen('policy-text')
  await page.getByRole('button', { name: 'Lagre' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Hvorfor').fill('Klarere')
  await dialog.getByRole('button', { name: 'Lagre' }).click()
  await page.getByText('Vakt: Klarere (gjelder nå)').waitFor()
  await page.getByRole('button', { name: 'Angre' }).click()
  await page.getByText('Vakt: Angret (gjelder nå)').waitFor()
  await page.getByRole('link', { name: 'Alle tekstene' }).click()
  await page.getByText('Slik Varde kom').first().waitFor()
  await seen('policy-texts')
})

it('a measure is taken out of a draft, and one of another kind is added', async () => {
  await page.goto(`${world.server.address}/warnings/${world.a.ids.drafts}`)
  await page.getByRole('button', { name: 'Velg tiltak' }).click()
  const dialog = page.getByRole('dialog')
  const ticked = dialog.getByRole('checkbox', { checked: true })
  await ticked.first().waitFor()
  const before = await ticked.count()
  await ticked.first().uncheck()
  await dialog.getByLabel('Ta maskinen av nettet nå: trekk ut kabelen og slå av trådløst. Ikke slå den av.').check()
  await seen('warning-measures')
  await dialog.getByRole('button', { name: 'Bruk disse' }).click()
  await page.getByText('Tiltakene i utkastet er endret.').first().waitFor()
  await page.getByText('trekk ut kabelen').first().waitFor()
  await page.getByRole('button', { name: 'Velg tiltak' }).click()
  await ticked.first().waitFor()
  expect(await ticked.count()).toBe(before)
})
