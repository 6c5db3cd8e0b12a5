/** A contact's OpenPGP key and what mails lead to, in a real browser, at a desk and on a phone, with axe-core in both themes. */
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { keptSecret } from '../server/src/platform/index.ts'
import { mailAddresses } from '../server/src/warning/delivery/mail-address.ts'
import { handOver } from '../server/test/support/mailbox.ts'
import { keyPairOf } from '../server/test/support/openpgp.ts'
import { openWorld, type World } from '../server/test/support/world/index.ts'
import { openBrowser } from './support/browser.ts'
import { enter } from './support/person.ts'
import { seenAtBothSizes } from './support/seen.ts'

let world: World
let browser: Browser
let page: Page

beforeAll(async () => {
  world = await openWorld({ VARDE_MAIL_IN_PORT: '0' })
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
  await page.getByRole('dialog').waitFor({ state: 'detached' })
})

it('an address that does not work stands on the first page until somebody has seen to it', async () => {
  await page.goto(`${world.server.address}/now`)
  const tasks = page.getByRole('region', { name: 'Å ordne etter e-post' })
  await tasks.getByText(`550 ${world.a.mark}`).waitFor()
  await seen('mail-tasks')
  const mine = tasks.getByRole('listitem').filter({ hasText: world.a.mark })
  await mine.getByRole('button', { name: 'Ferdig' }).click()
  await mine.waitFor({ state: 'detached' })
  // Too early: it is taken back, and then done after all.
  await page.keyboard.press('z')
  await page.getByRole('region', { name: 'Melding' }).getByText('Åpnet igjen.').waitFor()
  await mine.getByRole('button', { name: 'Ferdig' }).click()
  await mine.waitFor({ state: 'detached' })
  await tasks.getByText('Én er ferdig siste uke').click()
  await tasks.getByText('Ferdig av Vakt').waitFor()
  await seen('mail-tasks-done')
  await tasks.getByText(`550 ${world.b.mark}`).waitFor()
})

it('a warning shows how its mails were kept', async () => {
  await page.goto(`${world.server.address}/warnings/${world.a.ids.warnings}`)
  await page.getByText('signert').first().waitFor()
  await seen('warning-mail')
})

it('an answer by e-mail stands on the warning, and on the first page until somebody has read it', async () => {
  const { server, b } = world
  const { rows } = await server.platform.postgres.pool.query<{ id: string; email: string }>(
    'select d.id, d.email from delivery d join warning w on w.id = d.warning_id where w.orgnr = $1 limit 1',
    [b.orgnr],
  )
  const [mail] = rows
  await page.goto(`${server.address}/now`)
  await answer(mail?.id ?? '', mail?.email ?? '', 'Vi har tatt maskinen av nettet.')
  const task = page.getByRole('listitem').filter({ hasText: 'Svarte på e-post.' })
  await task.getByText('Vi har tatt maskinen av nettet.').waitFor()
  await seen('mail-reply-task')
  await task.getByRole('link', { name: /^Varsel V-/ }).click()
  await page.getByText('Kontakt bjorkheim · på e-post · ikke signert').waitFor()
  expect(await page.locator('.responses').getByText('Vi har tatt maskinen av nettet.').count()).toBe(1)
  await seen('warning-reply')
  // What came along is fetched by who has read what it may be, and is a file to the browser.
  await page.getByRole('button', { name: 'Last ned skjermbilde.png' }).click()
  await page.getByText('Filen kan være skadelig.').waitFor()
  await seen('warning-file')
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('dialog').getByRole('button', { name: 'Last ned' }).click(),
  ])
  expect(download.suggestedFilename()).toBe('skjermbilde.png')
})

/** What a mail program sends to where the contact was asked to answer. */
async function answer(delivery: string, from: string, text: string): Promise<void> {
  const { platform, mailInPort } = world.server
  const key = await keptSecret(platform.config.secrets, 'mail-address')
  const to = mailAddresses('varde@localhost', key).replyTo(delivery)
  const attachments = [{ filename: 'skjermbilde.png', content: Buffer.alloc(38_000) }]
  const reply = await handOver(mailInPort ?? 0, { from, to, subject: 'SV: Kritisk', text, attachments })
  expect(reply).toMatch(/^250/)
}
