/** A member's answer in a real browser: in the portal and by the link, at a desk and on a phone, with axe-core in both themes. */
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type NameServer, openNameServer } from '../server/test/support/name-server.ts'
import { openReceiver, type Receiver } from '../server/test/support/receiver.ts'
import { openWorld, type World } from '../server/test/support/world/index.ts'
import { openBrowser } from './support/browser.ts'
import { enter } from './support/person.ts'
import { seenAtBothSizes, sizes } from './support/seen.ts'

let world: World
let names: NameServer
let receiver: Receiver
let browser: Browser
let page: Page

beforeAll(async () => {
  names = await openNameServer()
  receiver = await openReceiver()
  world = await openWorld({
    VARDE_CSIRT_PHONE: '+47 22 00 00 99',
    VARDE_DNS_SERVERS: names.address,
    VARDE_SMS_URL: `${receiver.url}/sms`,
  })
  const { pool } = world.server.platform.postgres
  // What the world answered is not answered yet, and its deadline is near.
  await pool.query(
    `update warning set state = 'sent', answer = null, answered_at = null, acknowledged_at = null,
      due_at = now() + interval '3 hours' where id = any($1::uuid[])`,
    [[world.a.ids.warnings, world.b.ids.warnings]],
  )
  browser = await openBrowser()
  const member = { role: 'member_admin', member: world.a.orgnr } as const
  const both = { role: 'member_contact', member: world.b.orgnr } as const
  const who = { email: `vakt@${world.a.mark}.example`, name: 'Kari Vakt', roles: [member, both] }
  page = await enter(browser, world.server, who, sizes.phone)
})
afterAll(async () => {
  await browser?.close()
  await world?.close()
  await names?.close()
  await receiver?.close()
})

const seen = (name: string, on = page) => seenAtBothSizes(on, name)

it('a member lands on what must be done today, for one or all of its organisations', async () => {
  await page.goto(world.server.address)
  await page.waitForURL('**/portal')
  await page.getByRole('heading', { level: 1, name: 'I dag' }).waitFor()
  await page.getByText('+47 22 00 00 99').first().waitFor()
  expect(await page.getByText('bjorkheim kommune').count()).toBeGreaterThan(0)
  await page.getByLabel('Organisasjon').selectOption({ label: 'amboltvik kommune' })
  await page.waitForURL(`**/portal?member=*`)
  await page.locator('.portal-card').getByText('bjorkheim kommune').first().waitFor({ state: 'detached' })
  await seen('portal-today')
})

it('a warning is acknowledged, its measures ticked off, and answered in the portal', async () => {
  await page.goto(`${world.server.address}/portal/warnings/${world.a.ids.warnings}`)
  await page.getByRole('button', { name: 'Vi har lest varselet' }).click()
  await page.getByRole('region', { name: 'Melding' }).getByText('Vi vet at varselet er lest.').waitFor()
  await page.getByRole('checkbox').first().check()
  await page.getByText('Gjort av Kari Vakt').waitFor()
  await seen('portal-warning')
  await page.getByRole('button', { name: 'Send svaret' }).click()
  await page.getByText('Velg ett av svarene først.').waitFor()
  await page.getByRole('radio', { name: 'Berørt, og håndtert' }).check()
  await page.getByRole('textbox').fill('Maskinen er tatt av nettet.')
  await page.getByRole('button', { name: 'Send svaret' }).click()
  await page.getByRole('region', { name: 'Melding' }).getByText('Takk, svaret er lagret.').waitFor()
  await page.getByText('Maskinen er tatt av nettet.').waitFor()
  await page.goto(`${world.server.address}/portal/warnings`)
  await page.getByRole('heading', { level: 1, name: 'Våre varsler' }).waitFor()
  await seen('portal-warnings')
})

it('our sensors, what they saw lately, and how to enrol one', async () => {
  await page.goto(`${world.server.address}/portal/sensors`)
  await page.getByRole('heading', { level: 1, name: 'Våre sensorer' }).waitFor()
  await page
    .getByText(/det siste døgnet\..* de siste sju dagene\./)
    .first()
    .waitFor()
  await page.getByText(`${world.server.address}/ingest/v1/events`).waitFor()
  await seen('portal-sensors')
})

it('the team sees the portal as the member does, and answers nothing there', async () => {
  const analyst = {
    email: 'analytiker@varde.example',
    name: 'Anna Lytiker',
    roles: [{ role: 'analyst', member: null }],
  } as const
  const team = await enter(browser, world.server, analyst, sizes.desk)
  await team.goto(`${world.server.address}/members/${world.b.orgnr}`)
  await team.getByRole('link', { name: 'Se portalen som medlemmet' }).click()
  await team.getByText('Du ser portalen slik bjorkheim kommune ser den.').waitFor()
  await team.locator('.portal-card a').first().click()
  await team.getByRole('heading', { name: 'Hva bør dere gjøre?' }).waitFor()
  expect(await team.getByRole('button', { name: 'Vi har lest varselet' }).count()).toBe(0)
  expect(await team.getByRole('radio').count()).toBe(0)
  await seen('portal-as', team)
  await team.context().close()
})

it('the same answers by the link, without signing in', async () => {
  const phone = await browser.newContext({ locale: 'nb-NO', timezoneId: 'Europe/Oslo', viewport: sizes.phone })
  const form = await phone.newPage()
  await form.goto(`${world.server.address}${world.a.answerLink}`)
  await form.getByText('Kari Vakt: Berørt, og håndtert').waitFor()
  expect(await form.getByRole('checkbox').first().isChecked()).toBe(true)
  await form.getByRole('radio', { name: 'Falsk alarm' }).check()
  await form.getByRole('checkbox').nth(1).check()
  await form.getByRole('button', { name: 'Send nytt svar' }).click()
  await form.getByText('Takk, svaret er lagret').waitFor()
  await seen('answer-page', form)
  await phone.close()
  await page.goto(`${world.server.address}/portal/warnings/${world.a.ids.warnings}`)
  await page.getByText('Falsk alarm').first().waitFor()
})

it('what comes by mail is chosen by kind, and the choice is undone', async () => {
  await page.goto(`${world.server.address}/portal/choices`)
  const phishing = page.getByLabel('Nettfiske').first()
  await phishing.selectOption({ label: 'Bare kritiske' })
  await page.getByRole('region', { name: 'Melding' }).getByText('Valget er lagret.').waitFor()
  await page.getByText('Du er ikke kontakt hos bjorkheim kommune').waitFor()
  await page.reload()
  await expect.poll(() => phishing.inputValue()).toBe('critical')
  await page.getByLabel('SMS', { exact: true }).selectOption({ label: 'Høye og kritiske' })
  await page.getByRole('region', { name: 'Melding' }).getByText('Valget er lagret.').waitFor()
  await page.reload()
  await expect.poll(() => page.getByLabel('SMS', { exact: true }).inputValue()).toBe('high')
  await seen('portal-choices')
})

it('a contact takes away its own key and puts it back, and nobody else’s', async () => {
  await page.goto(`${world.server.address}/portal/details?member=${world.a.orgnr}`)
  await page.getByText('E-post krypteres (Curve25519)').waitFor()
  await page.getByRole('button', { name: 'Fjern nøkkel for Kontakt amboltvik' }).click()
  await page.getByText('E-post går ukryptert: ingen OpenPGP-nøkkel').waitFor()
  await page.keyboard.press('z')
  await page.getByText('E-post krypteres (Curve25519)').waitFor()
  await page.goto(`${world.server.address}/portal/details?member=${world.b.orgnr}`)
  await page.getByText('E-post krypteres (Curve25519)').waitFor()
  expect(await page.getByRole('button', { name: /nøkkel for/ }).count()).toBe(0)
})

it('a claimed domain is proven by a record in the DNS, which the team sees', async () => {
  await page.goto(`${world.server.address}/portal/details?member=${world.a.orgnr}`)
  const claim = page.locator('.claims > li').filter({ hasText: '_varde.ny.amboltvik.example' })
  const look = claim.getByRole('button', { name: 'Se etter nå: posten for ny.amboltvik.example' })
  await look.click()
  await claim.getByText('Fant ingen TXT-post på _varde.ny.amboltvik.example.').waitFor()
  await seen('portal-claim-proof')
  const value = (await claim.getByText(/^varde-proof=/).textContent()) ?? ''
  names.zone.txt = { '_varde.ny.amboltvik.example': [value] }
  await look.click()
  await page.locator('.claims > li').filter({ hasText: 'Bevist i DNS:' }).waitFor()

  const claims = await enter(browser, world.server, {
    email: 'leder@csirt.example',
    name: 'Leder',
    roles: [{ role: 'team_leader', member: null } as const],
  })
  await claims.goto(`${world.server.address}/claims`)
  await claims.getByText('Bevist i DNS:').waitFor()
  await claims.getByText('Ikke bevist i DNS.').first().waitFor()
  await seen('claims', claims)
  await claims.getByLabel('Hvilke krav').selectOption({ label: 'Avslått' })
  await claims.getByText('Ingen krav her').waitFor()
  expect(claims.url()).toContain('state=refused')
  await claims.context().close()
})

it('contacts are changed at once, and a network waits for the team to say yes', async () => {
  await page.goto(`${world.server.address}/portal/details?member=${world.a.orgnr}`)
  await page.getByRole('button', { name: 'Legg til kontakt' }).click()
  await page.getByLabel('Navn').fill('Per Natt')
  await page.getByLabel('E-post').fill('per@amboltvik.example')
  await page.getByRole('button', { name: 'Lagre' }).click()
  await page.getByText('per@amboltvik.example').waitFor()
  await page.getByRole('textbox', { name: 'Nett' }).fill('198.51.100.0/25')
  await page.getByRole('button', { name: 'Send til godkjenning' }).click()
  await page.getByText('Sendt. Det gjelder når vi har godkjent det.').first().waitFor()
  await page.getByText('venter på CSIRT').first().waitFor()
  await seen('portal-details')

  const now = await enter(browser, world.server, {
    email: 'vakt@csirt.example',
    roles: [{ role: 'duty_officer', member: null }],
  })
  await now.goto(`${world.server.address}/now`)
  await now.getByText('198.51.100.0/25').waitFor()
  await seen('now-claims', now)
  await now.goto(`${world.server.address}/members/${world.a.orgnr}`)
  await now.getByRole('button', { name: 'Godkjenn 198.51.100.0/25' }).click()
  await now.getByRole('region', { name: 'Melding' }).getByText('198.51.100.0/25 er godkjent.').waitFor()
  await seen('member-claims', now)
  await now.context().close()
  await page.reload()
  await page.getByText('godkjent', { exact: true }).waitFor()
})

it('a webhook is made, its secret shown once, tried, and its calls are read', async () => {
  await page.goto(`${world.server.address}/portal/details?member=${world.a.orgnr}`)
  await page.getByRole('button', { name: 'Ny webhook' }).click()
  await page.getByLabel('Navn').fill('Sakssystem')
  await page.getByLabel('Adresse').fill(receiver.url)
  await page.getByRole('checkbox', { name: 'Purring' }).uncheck()
  await page.getByRole('button', { name: 'Lag webhooken' }).click()
  await page.getByText(/^whsec_/).waitFor()
  await page.getByRole('checkbox').check()
  await page.getByRole('button', { name: 'Ferdig' }).click()
  await page.getByRole('button', { name: 'Send prøve til Sakssystem' }).click()
  await expect.poll(() => receiver.received.filter(({ path }) => path === '/varde').length).toBe(1)
  const mine = page.getByRole('listitem').filter({ hasText: receiver.url })
  await mine.getByRole('button', { name: 'Siste kall og svar' }).click()
  await page.waitForURL('**webhook=*')
  await mine.getByText('mottatt', { exact: true }).waitFor()
  await mine.getByText('Siste kall').first().waitFor()
  await seen('portal-webhook')
})

it('a false alarm that a member tells of is shown at the indicator', async () => {
  const panel = await enter(browser, world.server, {
    email: 'analytiker@csirt.example',
    name: 'Analytiker',
    roles: [{ role: 'analyst', member: null }],
  })
  await panel.goto(`${world.server.address}/indicators/${world.common.indicator}`)
  await panel.getByText('1 av 2 varslede medlemmer kaller det falsk alarm.').waitFor()
  await seen('indicator-false-alarm', panel)
  await panel.context().close()
})
