/** Who has what is exploited, in a real browser: the list, one of them, a word on exploitation, a decision, and an advisory of it. */
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { openWorld, type World } from '../server/test/support/world/index.ts'
import { openBrowser } from './support/browser.ts'
import { enter } from './support/person.ts'
import { seen, seenAtBothSizes, sizes } from './support/seen.ts'

let world: World
let browser: Browser
let page: Page
const quiet = 'CVE-2026-10002'

beforeAll(async () => {
  world = await openWorld()
  const { owner } = world.server.platform.postgres
  await owner.query(
    `insert into vulnerability (cve, state, title, description, cvss_score, epss, ssvc_automatable, created_at, updated_at)
    values ($1, 'published', 'Feil i en skriver', 'En fiktiv skriver lar alle skrive ut.', 7.5, 0.02, 'yes', now(), now())`,
    [quiet],
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

const said = (text: string) => page.locator('.toast').getByText(text).waitFor()

it('lists what matters here first, and shows those that somebody has by a key', async () => {
  await page.goto(`${world.server.address}/now`)
  await page.getByRole('link', { name: 'Sårbarheter', exact: true }).click()
  await page.getByRole('link', { name: world.common.vulnerability }).waitFor()
  expect(await page.locator('.list-table tbody tr').count()).toBe(2)
  await page.getByText('Vi vet hva 100 % av medlemmene kjører (2 av 2).').waitFor()
  await seenAtBothSizes(page, 'vulnerabilities')
  await page.keyboard.press('f')
  await page.waitForURL('**/vulnerabilities?affected=yes')
  await page.getByRole('link', { name: quiet }).waitFor({ state: 'detached' })
})

it('opens one beside the list by keyboard: who has it, by what, and who says so', async () => {
  await page.keyboard.press('j')
  // The row has the focus a frame later; until then Enter is the link's that was clicked last.
  await page.locator('tr[data-active] [data-row-link]:focus').waitFor()
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { name: '2 medlemmer har den eller kan ha den' }).waitFor()
  await page.getByText(`Fiktiv Journal ${world.a.mark} 1.0.0`).waitFor()
  await page.getByText('Vår vurdering').first().waitFor()
  await seenAtBothSizes(page, 'vulnerability')
})

it('keeps a list of its filters as a view, and opens the page with it', async () => {
  await page.goto(`${world.server.address}/vulnerabilities`)
  await page.getByLabel('Utnyttes nå').check()
  await page.waitForURL('**/vulnerabilities?exploitation=active')
  await page.getByRole('button', { name: 'Flere filtre' }).click()
  await page.getByLabel('Fylke').waitFor()
  await seenAtBothSizes(page, 'vulnerability filters')
  await page.getByRole('button', { name: 'Visninger' }).click()
  await page.getByRole('button', { name: 'Lagre det som vises nå' }).click()
  await page.getByRole('dialog').getByLabel('Navn').fill('Utnyttet')
  await page.getByRole('dialog').getByLabel('Åpne siden med denne').check()
  await page.getByRole('dialog').getByRole('button', { name: 'Lagre' }).click()
  await said('«Utnyttet» er lagret.')
  await page.goto(`${world.server.address}/now`)
  await page.getByRole('link', { name: 'Sårbarheter', exact: true }).click()
  await page.waitForURL('**/vulnerabilities?exploitation=active')
  await page.getByRole('button', { name: 'Fjern filteret Utnyttes nå' }).click()
  await page.getByRole('link', { name: quiet }).waitFor()
  await page.getByLabel('CVE, produkt eller ord').fill('skriv fiktiv')
  await page.getByRole('link', { name: world.common.vulnerability }).waitFor({ state: 'detached' })
  expect(await page.locator('.list-table tbody tr').count()).toBe(1)
})

it('has the rule of what is exploited tried as it is written, saved with a reason, and undone', async () => {
  const leader = await enter(browser, world.server, {
    email: 'leder@varde.example',
    roles: [{ role: 'duty_officer', member: null }],
  })
  await leader.goto(`${world.server.address}/policy?view=exploited`)
  await leader.getByText('Den ville ha varslet vakten om 1 av 1 som ble utnyttet.').waitFor()
  await leader.getByLabel('Minst så mange medlemmer').fill('3')
  await leader.getByText('Den ville ikke ha varslet vakten om noen av 1 som ble utnyttet.').waitFor()
  await leader.getByText('faller bort').waitFor()
  await seenAtBothSizes(leader, 'the rule of what is exploited')
  await leader.getByRole('button', { name: 'Lagre' }).click()
  await leader.getByRole('dialog').getByLabel('Hvorfor').fill('For mange i natt')
  await leader.getByRole('dialog').getByRole('button', { name: 'Lagre' }).click()
  await leader.locator('.toast').getByText('Regelen er lagret og gjelder fra nå av.').waitFor()
  await leader.getByText('For mange i natt (gjelder nå)').waitFor()
  await leader.keyboard.press('z')
  await leader.getByText('Den ville ha varslet vakten om 1 av 1 som ble utnyttet.').waitFor()
  await leader.getByRole('link', { name: 'Det vi sier utad' }).click()
  await leader.getByLabel('Bokmål').first().waitFor()
  await seenAtBothSizes(leader, 'what the public is told')
  await leader.context().close()
})

it('takes the team’s word on exploitation, and takes it back', async () => {
  await page.goto(`${world.server.address}/vulnerabilities/${quiet}`)
  await page.getByText('Ingen sier at den blir utnyttet.').waitFor()
  await page.getByRole('button', { name: 'Si om den utnyttes' }).click()
  await page.getByLabel('Hvorfor').fill('Sett i logger i natt')
  await seenAtBothSizes(page, 'saying whether it is exploited')
  await page.getByRole('dialog').getByRole('button', { name: 'Lagre' }).click()
  await said('Lagret.')
  await page.locator('.vulnerability-now').getByText('Utnyttes nå').waitFor()
  await page.keyboard.press('z')
  await page.locator('.vulnerability-now').getByText('Ikke kjent utnyttet').waitFor()
})

it('decides by SSVC with what is known filled in, and undoes it', async () => {
  await page.getByRole('button', { name: 'Beslutt' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByText('Svar på alle spørsmålene.').waitFor()
  await dialog.getByLabel('Hvor lett er den å nå?').selectOption('open')
  await dialog.getByLabel('Hvor ille er det for folk og drift?').selectOption('very_high')
  await dialog.getByText('Da blir det: Utenom vanlig oppdatering').waitFor()
  await seenAtBothSizes(page, 'a decision')
  await dialog.getByRole('button', { name: 'Lagre beslutningen' }).click()
  await said('Beslutningen er lagret.')
  await page.getByText('Det vi sier utad: Høy').waitFor()
  await page.keyboard.press('z')
  await page.getByText('Ingenting er besluttet.').waitFor()
})

it('has the other pages about vulnerabilities as tabs, and marks their entry of the rail on each', async () => {
  await page
    .getByRole('navigation', { name: 'Sårbarheter' })
    .getByRole('link', { name: 'Kilder for sårbarheter' })
    .click()
  await page.getByRole('heading', { name: 'Kilder for sårbarheter' }).waitFor()
  expect(await page.locator('.rail [aria-current="page"]').textContent()).toBe('Sårbarheter')
  await seenAtBothSizes(page, 'sources of vulnerabilities')
})

it('writes an advisory of it by a key, publishes it, and sends it to one member, who has it in the portal', async () => {
  await page.goto(`${world.server.address}/vulnerabilities/${quiet}`)
  await page.getByText('Det vi sier utad').or(page.getByText('Ingenting er besluttet.')).waitFor()
  await page.keyboard.press('p')
  await page.getByRole('button', { name: 'Begynn med én sårbarhet' }).click()
  const subject = 'Skrivere lar alle skrive ut'
  await page.getByLabel('Tittel').fill(subject)
  await page.getByLabel('Hva det gjelder').fill('En fiktiv skriver lar alle skrive ut.')
  await page.getByLabel('Dette bør mottakeren gjøre').fill('Slå den av.')
  await page.getByLabel('Hvem det er til').selectOption('members')
  await page.getByLabel('Medlemmer', { exact: true }).fill(world.a.orgnr)
  await page.getByRole('button', { name: 'Lagre', exact: true }).click()
  await said('Lagret.')
  await page.getByRole('button', { name: 'Forhåndsvis' }).first().click()
  await page.getByRole('button', { name: 'Publiser' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Publiser' }).click()
  await said('Publisert.')
  await page.getByText('Ett medlem ved navn').click()
  await page.getByRole('link', { name: `${world.a.mark} kommune` }).waitFor()
  await page.getByRole('button', { name: 'Send til medlemmer' }).click()
  await seenAtBothSizes(page, 'sending an advisory')
  await page.getByRole('dialog').getByRole('button', { name: 'Send til ett medlem' }).click()
  await page.getByText('1 har denne utgaven, eller den er på vei').waitFor()
  await page.getByRole('link', { name: 'Se hvem som har svart' }).waitFor()

  const roles = [{ role: 'member_admin', member: world.a.orgnr }] as const
  const member = await enter(browser, world.server, { email: 'kari@medlem.example', name: 'Kari', roles }, sizes.phone)
  await member.goto(`${world.server.address}/portal/warnings`)
  await member.getByText(subject).first().waitFor()
  await member.locator('.rail').getByRole('link', { name: 'Sårbarhetsvarsler' }).click()
  await member.getByRole('link', { name: subject }).click()
  await member.getByText('Slå den av.').waitFor()
  await seen(member, 'an advisory for a member')
  await member.goto(`${world.server.address}/public/advisories`)
  await seen(member, 'public advisories')
})
