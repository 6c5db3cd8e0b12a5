/** Indicators in a real browser: a file with one that would hit too much, why it is stopped, let through, and the allowlist. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { orgnr } from '../server/test/support/builders.ts'
import { startTestServer, type TestServer } from '../server/test/support/server.ts'
import { openBrowser } from './support/browser.ts'
import { enter } from './support/person.ts'
import { seenAtBothSizes } from './support/seen.ts'

const file = `type,value,category,confidence,tlp,valid_until,source,comment
ipv4,203.0.113.66,c2,90,AMBER,,Kraft-SRM,
domain,evil.example,phishing,70,GREEN,2030-01-01,Delt liste,
url,https://evil.example/hent/vare.exe,malware,80,AMBER,,Delt liste,Sett i kampanje
sha256,3f79bb7b435b05321651daefd374cdc681dc06faa65e374e38337b88ca046dea,malware,95,AMBER+STRICT,,Delt liste,
ja4,t13d1516h2_8daaf6152771_b186095e22b6,c2,60,AMBER,,Delt liste,
domain,google.com,phishing,30,AMBER,,Delt liste,
ipv4,198.51.100.7,c2,60,AMBER,,Delt liste,
domain,cdn.felles.example,phishing,40,AMBER,,Delt liste,`

let server: TestServer
let browser: Browser
let page: Page
let folder = ''

beforeAll(async () => {
  server = await startTestServer({ VARDE_PUBLIC_URL: 'http://localhost' })
  const members = `orgnr,name,kind,municipality_number,networks,domains,contact_name,contact_email,contact_phone,language
${orgnr(1)},Fjell kommune,municipality,,198.51.100.0/25,fjell.example,,,,`
  await server.call('POST', '/api/v1/members/import', { text: members, type: 'text/csv' })
  browser = await openBrowser()
  page = await enter(browser, server, {
    email: 'kari@csirt.example',
    name: 'Kari Analytiker',
    roles: [{ role: 'analyst', member: null }],
  })
  folder = await mkdtemp(join(tmpdir(), 'varde-indicators-'))
  await writeFile(join(folder, 'liste.csv'), file)
})
afterAll(async () => {
  await browser?.close()
  await server?.close()
  await rm(folder, { recursive: true, force: true })
})

const seen = (name: string) => seenAtBothSizes(page, `indicators-${name}`)
const row = (text: string) => page.getByRole('row').filter({ hasText: text })

it('a file is tried first, and says what would be stopped and why', async () => {
  await page.goto(`${server.address}/indicators`)
  await page.getByText('Ingen indikatorer ennå').waitFor()
  await page.getByRole('button', { name: 'Importer CSV' }).click()
  await page.getByLabel('Velg en CSV-fil').setInputFiles(join(folder, 'liste.csv'))
  await page.getByText('2 indikatorer blir stanset.').waitFor()
  const stopped = page.getByRole('dialog').getByRole('row')
  expect(await stopped.filter({ hasText: 'google.com' }).textContent()).toContain('Stor tjeneste')
  expect(await stopped.filter({ hasText: '198.51.100.0/25' }).textContent()).toContain('Fjell kommune')
  await seen('import')
  await page.getByRole('button', { name: 'Importer 8 rader' }).click()
  await page.getByText('Import ferdig: 8 nye').first().waitFor()
  await page.getByRole('dialog').waitFor({ state: 'detached' })
})

it('the list shows what is in use, by what the engine holds, and what is stopped', async () => {
  await page.getByRole('heading', { name: 'Indikatorer', exact: true }).waitFor()
  await row('google.com').getByText('Stor tjeneste').waitFor()
  await row('198.51.100.7').getByText('Fjell kommune').waitFor()
  await vi.waitFor(
    async () => {
      await page.reload()
      expect(await page.getByRole('region', { name: 'I bruk nå' }).textContent()).toContain('6 indikatorer er i bruk')
    },
    { timeout: 20_000, interval: 500 },
  )
  await seen('list')
  await page.getByRole('button', { name: /^URL/ }).click()
  await row('vare.exe').waitFor()
  await row('google.com').waitFor({ state: 'detached' })
  await page.getByRole('button', { name: /^URL/ }).click()
})

it('an indicator that is stopped can be let through with a reason', async () => {
  await page.getByRole('link', { name: '198.51.100.7' }).click()
  await page.getByText('Den ville gitt treff på').waitFor()
  await seen('stopped')
  await page.getByRole('button', { name: 'Slipp gjennom' }).click()
  const go = page.getByRole('dialog').getByRole('button', { name: 'Slipp gjennom' })
  expect(await go.isDisabled()).toBe(true)
  await page.getByLabel('Hvorfor skal den telle?').fill('Bekreftet infisert, følges i uka')
  await go.click()
  await page.getByText('Teller likevel: Bekreftet infisert').waitFor()
  await page.getByText('Slapp gjennom stanset indikator').waitFor()
})

it('what is put on the allowlist stops what is known, and the list says how many', async () => {
  await page.goto(`${server.address}/indicators?view=allowlist`)
  await page.getByRole('button', { name: 'Nytt unntak' }).click()
  await page.getByLabel('Unntak', { exact: true }).fill('*.felles.example')
  await page.getByLabel('Grunn', { exact: true }).fill('Felles leverandør for kommunene')
  await seen('allow-dialog')
  await page.getByRole('button', { name: 'Legg til' }).click()
  await page.getByText('er lagt til').first().waitFor()
  await page.getByRole('dialog').waitFor({ state: 'detached' })
  await vi.waitFor(
    async () => {
      await page.reload()
      await row('felles.example').waitFor()
      expect(await row('felles.example').textContent()).toMatch(/Domene med alt under.*1/)
    },
    { timeout: 20_000, interval: 500 },
  )
  await seen('allowlist')
  await page.getByRole('button', { name: 'Fjern unntaket felles.example' }).click()
  await page.getByText('Én indikator tas i bruk igjen.').waitFor()
  await page.getByRole('dialog').getByRole('button', { name: 'Fjern', exact: true }).click()
  await page.getByText('felles.example er fjernet').first().waitFor()
})

it('an indicator, and all of its source, can look back anew', async () => {
  await page.goto(`${server.address}/indicators?q=vare.exe`)
  await page.getByRole('link', { name: /vare\.exe/ }).click()
  await page.getByRole('button', { name: 'Se tilbake' }).click()
  await page.getByLabel('Ta med alle andre fra kilden «Delt liste»').check()
  await seen('look-back')
  await page.getByRole('dialog').getByRole('button', { name: 'Se tilbake' }).click()
  await page
    .getByText(/^\d indikatorer ser tilbake/)
    .first()
    .waitFor()
})

it('a source is judged, and keeps its letter', async () => {
  await page.goto(`${server.address}/indicators?view=sources`)
  await page.getByLabel('Hvor pålitelig er Sensorenes egne signaturer?').selectOption('B')
  await page.getByText('Sensorenes egne signaturer er B fra nå.').first().waitFor()
  await page.reload()
  await page.getByText('Kari Analytiker').first().waitFor()
  expect(await page.getByLabel('Hvor pålitelig er Sensorenes egne signaturer?').inputValue()).toBe('B')
  await seen('sources')
})
