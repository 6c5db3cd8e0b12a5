/**
 * Every way in, in a real browser: a password with a code, a recovery code, a passkey, an organisation's own provider; and
 * the page where a person looks after them. axe-core on the pages of signing in, in all languages, sizes and themes.
 */
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type IdentityProvider, openIdentityProvider } from '../server/test/support/identity-provider.ts'
import { totp } from '../server/test/support/people.ts'
import { freePort } from '../server/test/support/varde.ts'
import { giveAuthenticator, openBrowser } from './support/browser.ts'
import { seen as seenNow, sizes } from './support/seen.ts'
import { installVarde, type Varde } from './support/varde.ts'

const email = 'kari@csirt.example'
const password = 'fjell-vidde-skog-1'
const languages = ['nn', 'en', 'nb'] as const

let provider: IdentityProvider
let varde: Varde
let browser: Browser
let context: BrowserContext
let page: Page
/** Another browser of the same person. */
let other: Page
let key = ''
let codes: string[] = []

beforeAll(async () => {
  const port = await freePort()
  provider = await openIdentityProvider(`http://localhost:${port}`)
  varde = await installVarde({ VARDE_OIDC: provider.settings }, port)
  await varde.start()
  browser = await openBrowser()
  context = await newContext()
  page = await newPage(context)
  await giveAuthenticator(page)
  other = await newPage(await newContext())
})
afterAll(async () => {
  await browser?.close()
  await varde?.close()
  await provider?.close()
})

const newContext = () =>
  browser.newContext({ viewport: sizes.desk, locale: 'nb-NO', timezoneId: 'Europe/Oslo', acceptDownloads: true })

async function newPage(of: BrowserContext): Promise<Page> {
  const made = await of.newPage()
  made.setDefaultTimeout(15_000)
  return made
}

const seen = (name: string) => seenNow(page, `access-${name}`)

/** The page as it stands in every language and size, each in both themes; bokmål and the desk last, as they were. */
async function seenInEveryDress(name: string): Promise<void> {
  for (const language of languages) {
    await page.locator('.bar-select select').first().selectOption(language)
    for (const size of ['phone', 'desk'] as const) {
      await page.setViewportSize(sizes[size])
      await seen(`${name}-${language}-${size}`)
    }
  }
}

/** As far as the second step. */
async function givePassword(at: Page): Promise<void> {
  await at.goto(`${varde.address}/sign-in`)
  await at.getByLabel('E-post').fill(email)
  await at.getByLabel('Passord').fill(password)
  await at.getByRole('button', { name: 'Logg inn med passord og kode' }).click()
  await at.getByRole('heading', { name: 'Skriv koden' }).waitFor()
}

async function giveRecoveryCode(at: Page, code: string): Promise<void> {
  await givePassword(at)
  await at.getByRole('button', { name: /Bruk en reservekode/ }).click()
  await at.getByLabel('Reservekode').fill(code)
  await at.getByRole('button', { name: 'Logg inn' }).click()
}

describe('the first time', () => {
  it('offers the ways in, accessible in three languages', async () => {
    const made = await varde.run('users', 'create', email, '--role', 'admin', '--name', 'Kari Vik', '--json')
    expect(made.code).toBe(0)
    await page.goto((made.json as { link: string }).link)
    await page.getByRole('button', { name: 'Fortsett' }).click()
    await page.waitForURL('**/welcome')
    await page.getByRole('button', { name: 'Koble til Sykehuset' }).waitFor()
    await seenInEveryDress('welcome')
  })

  it('takes a password and a code from an app, once the recovery codes are stored', async () => {
    await page.getByRole('button', { name: 'Velg passord' }).click()
    await page.getByLabel('Nytt passord').fill(password)
    await page.getByLabel('Gjenta passordet').fill(password)
    await page.getByRole('button', { name: 'Gå videre' }).click()
    await page.getByRole('heading', { name: 'Reservekoder' }).waitFor()
    await seen('welcome-codes')
    key = ((await page.locator('.totp-key').textContent()) ?? '').replaceAll(/\s/g, '')
    codes = await page.locator('.recovery li').allTextContents()
    expect(codes).toHaveLength(10)
    expect(await page.getByLabel('Kode', { exact: true }).count()).toBe(0)
    await page.getByLabel('Jeg har tatt vare på kodene').check()
    await page.getByLabel('Kode', { exact: true }).fill(totp(key))
    await page.getByRole('button', { name: 'Fullfør' }).click()
    await page.waitForURL('**/now')
  })
})

describe('a person’s own page', () => {
  it('is reached from the menu, and takes a passkey', async () => {
    await page.getByRole('button', { name: 'Kari Vik' }).click()
    await page.getByRole('link', { name: 'Mine innlogginger og nøkler' }).click()
    await page.waitForURL('**/account')
    await page.getByText('10 reservekoder igjen').waitFor()
    await page.getByRole('button', { name: 'Legg til passnøkkel' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel('Navn').fill('Jobb-PC')
    await dialog.getByRole('button', { name: 'Lag passnøkkel' }).click()
    await page.getByRole('button', { name: 'Fjern Jobb-PC' }).waitFor()
    await seenInEveryDress('account')
  })

  it('makes a key, shows it once, and ends it at once', async () => {
    await page.getByRole('button', { name: 'Lag nøkkel' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel('Navn').fill('Rapport')
    await seen('account-key')
    await dialog.getByRole('button', { name: 'Lag nøkkelen' }).click()
    await dialog.getByText('Rapport er laget.').waitFor()
    const secret = await dialog.locator('.token code').textContent()
    await dialog.getByLabel('Jeg har lagret nøkkelen').check()
    await dialog.getByRole('button', { name: 'Ferdig' }).click()
    const ask = async () =>
      (await fetch(`${varde.address}/api/v1/me`, { headers: { authorization: `Bearer ${secret}` } })).status
    expect(await ask()).toBe(200)
    await page.getByRole('button', { name: 'Tilbakekall' }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Tilbakekall' }).click()
    await page.getByText('tilbakekalt', { exact: true }).waitFor()
    expect(await ask()).toBe(401)
  })
})

describe('signing in', () => {
  it('with a password and a code, until the session is ended from another browser', async () => {
    await givePassword(other)
    await other.getByLabel('Kode', { exact: true }).fill(totp(key))
    await other.getByRole('button', { name: 'Logg inn' }).click()
    await other.waitForURL('**/now')
    await page.reload()
    await page.getByRole('button', { name: /^Avslutt innloggingen/ }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Avslutt' }).click()
    await page.getByText('Innloggingen er avsluttet.').first().waitFor()
    await other.goto(`${varde.address}/members`)
    await other.waitForURL('**/sign-in**')
  })

  it('with a recovery code, which works once', async () => {
    const [code = ''] = codes
    await giveRecoveryCode(other, code)
    await other.waitForURL('**/now')
    await page.reload()
    await page.getByText('9 reservekoder igjen').waitFor()
    await page.getByText('Med passord og reservekode').waitFor()
    await other.context().clearCookies()
    await giveRecoveryCode(other, code)
    await other.getByText('Vi kjente ikke igjen det du oppga').waitFor()
  })

  it('with a passkey, from a page that is accessible in three languages', async () => {
    await context.clearCookies()
    await page.goto(`${varde.address}/members`)
    await page.waitForURL('**/sign-in**')
    await page.getByRole('button', { name: 'Logg inn med Sykehuset' }).waitFor()
    await seenInEveryDress('sign-in')
    await page.getByRole('button', { name: 'Logg inn med passnøkkel' }).click()
    await page.waitForURL('**/members')
    await page.goto(`${varde.address}/account`)
    await page.getByText('Med passnøkkel').waitFor()
  })

  it('through the organisation’s provider, once the account there is linked', async () => {
    provider.signInAs('kari-hos-sykehuset')
    await page.getByRole('button', { name: 'Koble til Sykehuset' }).click()
    await page.getByRole('button', { name: 'Fjern Sykehuset' }).waitFor()
    await context.clearCookies()
    await page.goto(`${varde.address}/sign-in`)
    await page.getByRole('button', { name: 'Logg inn med Sykehuset' }).click()
    await page.waitForURL('**/now')
    await page.goto(`${varde.address}/account`)
    await page.getByText('Med organisasjonens innlogging').waitFor()
  })

  it('through the provider as somebody unknown leads back with a reason', async () => {
    provider.signInAs('en-annen')
    await context.clearCookies()
    await page.goto(`${varde.address}/sign-in`)
    await page.getByRole('button', { name: 'Logg inn med Sykehuset' }).click()
    await page.getByText('Denne kontoen er ikke koblet til noen her').waitFor()
    await seen('sign-in-fault')
  })
})

describe('an administrator', () => {
  beforeAll(async () => {
    await page.getByRole('button', { name: 'Logg inn med passnøkkel' }).click()
    await page.waitForURL('**/now')
  })

  it('reads who did what, and that nothing was changed behind their back', async () => {
    await page.goto(`${varde.address}/audit`)
    await page.getByRole('link', { name: 'Laget nøkkel' }).click()
    await page.getByRole('heading', { name: 'Laget nøkkel' }).waitFor()
    await page.getByRole('button', { name: 'Kontroller kjeden' }).click()
    await page.getByText('Loggen er hel.').waitFor()
    await seen('audit')
    const download = page.waitForEvent('download')
    await page.getByRole('link', { name: 'Last ned CSV' }).click()
    expect((await download).suggestedFilename()).toMatch(/\.csv$/)
  })

  it('opens the key of an entry, with its history', async () => {
    await page.goto(`${varde.address}/keys`)
    await page.getByRole('link', { name: 'Rapport' }).click()
    await page.getByText('Tilbakekalte nøkkel').waitFor()
    await seen('keys')
  })

  it('sees the roles, and how long everything is kept', async () => {
    await page.goto(`${varde.address}/roles`)
    await page.getByRole('rowheader', { name: 'Slette et medlem' }).waitFor()
    await seen('roles')
    await page.setViewportSize(sizes.phone)
    await seen('roles-phone')
    await page.setViewportSize(sizes.desk)
    await page.goto(`${varde.address}/protection`)
    await page.getByRole('button', { name: 'Endre oppbevaringstiden for hendelser' }).waitFor()
    await seen('protection')
  })
})
