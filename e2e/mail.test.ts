/** A contact's OpenPGP key and what mails lead to, in a real browser, at a desk and on a phone, with axe-core in both themes. */
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { keyPairOf } from '../server/test/support/openpgp.ts'
import { signIn } from '../server/test/support/session.ts'
import { openWorld, type World } from '../server/test/support/world.ts'
import { expectAccessible } from './support/axe.ts'
import { openBrowser } from './support/browser.ts'

const sizes = { desk: { width: 1366, height: 850 }, phone: { width: 390, height: 844 } }
/** Where a failing walk leaves what it saw; unset, it leaves nothing. */
const pictures = process.env['E2E_PICTURES']

let world: World
let browser: Browser
let context: BrowserContext
let page: Page

beforeAll(async () => {
  world = await openWorld()
  browser = await openBrowser()
  context = await browser.newContext({ locale: 'nb-NO', timezoneId: 'Europe/Oslo' })
  const { cookie } = await signIn(world.server, {
    email: 'vakt@csirt.example',
    name: 'Vakt',
    roles: [{ role: 'duty_officer', member: null }],
  })
  const [name = '', value = ''] = cookie.split('=')
  await context.addCookies([{ name, value, url: world.server.address }])
  page = await context.newPage()
  page.setDefaultTimeout(15_000)
})
afterAll(async () => {
  await browser?.close()
  await world?.close()
})

async function seen(name: string): Promise<void> {
  for (const [size, viewport] of Object.entries(sizes)) {
    await page.setViewportSize(viewport)
    if (pictures !== undefined) {
      await mkdir(pictures, { recursive: true })
      await page.screenshot({ path: join(pictures, `${name}-${size}.png`), fullPage: true })
    }
    await expectAccessible(page, `${name} ${size}`)
  }
  await page.setViewportSize(sizes.desk)
}

it('a contact’s key is taken away and put back, one that is another’s is refused, and a new one is taken in', async () => {
  await page.goto(`${world.server.address}/members/${world.a.orgnr}`)
  await page.getByText('E-post krypteres (Curve25519)').waitFor()
  await seen('member-key')
  const contact = `Kontakt ${world.a.mark}`
  await page.getByRole('button', { name: `Fjern nøkkel for ${contact}` }).click()
  await page.getByText('E-post går ukryptert: ingen OpenPGP-nøkkel').waitFor()
  await page.keyboard.press('z')
  await page.getByText('E-post krypteres (Curve25519)').waitFor()

  const paste = async (key: string) => {
    await page.getByLabel('Offentlig nøkkel').fill(key)
    await page.getByRole('dialog').getByRole('button', { name: 'Lim inn nøkkel' }).click()
  }
  await page.getByRole('button', { name: `Lim inn nøkkel for ${contact}` }).click()
  await paste((await keyPairOf('en@annen.example')).publicKey)
  await page.getByText('Nøkkelen kan ikke brukes for denne kontakten.').waitFor()
  await seen('member-key-refused')
  const { publicKey } = await keyPairOf(`vakt@${world.a.mark}.example`, { seconds: 10 * 365 * 86_400 })
  await paste(publicKey)
  await page.getByText(/utløper/).waitFor()
  expect(await page.getByRole('dialog').count()).toBe(0)
})

it('an address that does not work stands on the first page until somebody has seen to it', async () => {
  await page.goto(`${world.server.address}/now`)
  const tasks = page.getByRole('region', { name: 'Å ordne etter e-post' })
  await tasks.getByText(`550 ${world.a.mark}`).waitFor()
  await seen('mail-tasks')
  const mine = tasks.getByRole('listitem').filter({ hasText: world.a.mark })
  await mine.getByRole('button', { name: 'Ferdig' }).click()
  await mine.waitFor({ state: 'detached' })
  await tasks.getByText(`550 ${world.b.mark}`).waitFor()
})

it('a warning shows how its mails were kept', async () => {
  await page.goto(`${world.server.address}/warnings/${world.a.ids.warnings}`)
  await page.getByText('signert').first().waitFor()
  await seen('warning-mail')
})
