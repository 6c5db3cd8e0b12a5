/** The search of events in a real browser: by keyboard and by mouse, from other pages, and as somebody at one member. */
import { readFile } from 'node:fs/promises'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { insertEvents } from '../server/test/support/event-rows.ts'
import { openWorld, type World } from '../server/test/support/world/index.ts'
import { expectAccessible } from './support/axe.ts'
import { openBrowser } from './support/browser.ts'
import { enter } from './support/person.ts'
import { sizes } from './support/seen.ts'

const minute = 60_000

let world: World
let browser: Browser
let page: Page
/** Some hours ago, at the start of a minute. */
const base = Math.floor(Date.now() / minute) * minute - 180 * minute

const at = (minutes: number) => new Date(base + minutes * minute).toISOString().replace('Z', '000Z')

beforeAll(async () => {
  world = await openWorld()
  const { a, b } = world
  const common = { sensor: a.ids.sensors, flow_id: '4711', proto: 'TCP' }
  await insertEvents(world.server.platform.clickhouse, [
    {
      ...common,
      id: 'tls',
      time: at(0),
      member: a.orgnr,
      event_type: 'tls',
      src_ip: '10.1.0.77',
      dest_ip: '198.51.100.7',
      dest_port: 443,
      tls_sni: 'www.nett.example',
      ja4: 't13d1516h2_8daaf6152771_e5627efa2ab1',
    },
    {
      ...common,
      id: 'file',
      time: at(1),
      member: a.orgnr,
      event_type: 'fileinfo',
      src_ip: '10.1.0.77',
      dest_ip: '198.51.100.7',
      dest_port: 443,
      file_name: 'faktura.pdf',
      details: { 'fileinfo.state': 'CLOSED' },
    },
    {
      time: at(60),
      id: 'dns',
      sensor: b.ids.sensors,
      member: b.orgnr,
      event_type: 'dns',
      proto: 'UDP',
      src_ip: '10.2.0.77',
      dest_ip: '10.2.0.53',
      dest_port: 53,
      dns_name: 'www.nett.example',
    },
  ])
  browser = await openBrowser()
  page = await enter(browser, world.server, {
    email: 'analytiker@csirt.example',
    roles: [{ role: 'analyst', member: null }],
  })
})
afterAll(async () => {
  await browser?.close()
  await world?.close()
})

const soon = <T>(seen: () => Promise<T>) => expect.poll(seen, { timeout: 15_000 })
const rows = (of: Page = page) => of.locator('.list-table tbody tr')
const search = () => new URL(page.url()).searchParams
const go = (path: string, of: Page = page) => of.goto(`${world.server.address}${path}`)

describe('an analyst', () => {
  it('searches by keyboard, and all of it is in the address', async () => {
    await go('/events')
    await rows().first().waitFor()
    await expectAccessible(page, 'events')
    await page.keyboard.press('/')
    await page.keyboard.type('198.51.100.7')
    await page.keyboard.press('Enter')
    await page.waitForURL('**/events?q=198.51.100.7')
    await page.getByText('2 hendelser, 0 med treff eller alarm').first().waitFor()
    await soon(() => rows().count()).toBe(2)
    expect(await rows().first().textContent()).toContain('fileinfo')
  })

  it('filters by the values of a field, and the browser’s back undoes it', async () => {
    const fields = page.getByRole('complementary', { name: 'Felter' })
    await fields.getByTitle('Bare tls').click()
    await soon(() => rows().count()).toBe(1)
    expect(search().get('is')).toBe('["event_type:tls"]')
    await page.goBack()
    await soon(() => rows().count()).toBe(2)
    await fields.getByRole('link', { name: 'Uten tls' }).click()
    await soon(() => rows().count()).toBe(1)
    expect(await rows().first().textContent()).toContain('fileinfo')
    await page.getByRole('button', { name: 'Fjern filteret Uten Type: tls' }).click()
    await soon(() => rows().count()).toBe(2)
  })

  it('draws over the bars, or writes the times, to look closer', async () => {
    await go('/events?q=www.nett.example')
    await soon(() => rows().count()).toBe(2)
    const plot = page.locator('.plot .u-over')
    const box = await plot.boundingBox()
    if (!box) throw new Error('there are no bars')
    // The last 24 hours: from four hours ago to two and a half, where the first of the two is.
    const x = (hoursAgo: number) => box.x + box.width * (1 - hoursAgo / 24)
    await page.mouse.move(x(4), box.y + 40)
    await page.mouse.down()
    await page.mouse.move(x(3.2), box.y + 50, { steps: 4 })
    await page.mouse.move(x(2.5), box.y + 50, { steps: 4 })
    await page.mouse.up()
    await page.waitForURL('**/events?*from=*')
    await soon(() => rows().count()).toBe(1)
    expect(await rows().first().textContent()).toContain('tls')

    await page.getByText('Velg tid selv').click()
    const local = (minutes: number) =>
      new Date(base + minutes * minute + 60 * minute).toISOString().slice(0, 19).replace('Z', '')
    await page.getByLabel('Fra og med').fill(local(59))
    await page.getByLabel('Fram til').fill(local(50))
    await page.getByText('Slutten må være senere enn starten.').waitFor()
    await page.getByLabel('Fram til').fill(local(61))
    await page.getByRole('button', { name: 'Bruk' }).click()
    await soon(async () => (await rows().first().textContent())?.includes('dns')).toBe(true)
    expect(await rows().count()).toBe(1)
    await page.getByText('Vis som tabell').click()
    await page.locator('.twin-table button').first().waitFor()
    await expectAccessible(page, 'events-times')
  })

  it('opens an event beside the list, whole, and goes on to the rest of its flow', async () => {
    await go('/events?q=faktura')
    await page.getByText('Ingen hendelser passer').waitFor()
    await expectAccessible(page, 'events-none')
    await go('/events?is=%5B%22file_name%3Afaktura.pdf%22%5D')
    await rows().first().waitFor()
    await page.keyboard.press('j')
    await page.keyboard.press('Enter')
    await page.waitForURL('**/events?*open=*')
    const panel = page.locator('.beside-object')
    await panel.getByText('faktura.pdf').waitFor()
    await panel.getByText('fileinfo.state').waitFor()
    await panel.getByText('amboltvik kommune').waitFor()
    await panel.getByText('Linjen er ikke tatt vare på', { exact: false }).waitFor()
    await expectAccessible(page, 'event')
    const address = page.url()
    await page.getByRole('link', { name: 'Alt i samme strøm' }).click()
    await soon(() => rows().count()).toBe(2)
    // The same event where the list does not have it.
    const link = new URL(address)
    link.searchParams.set('q', 'something-else.example')
    await page.goto(link.href)
    await panel.getByText('faktura.pdf').waitFor()
    await page.keyboard.press('Escape')
    await panel.waitFor({ state: 'detached' })
  })

  it('takes what is shown away as a file', async () => {
    await go('/events?q=www.nett.example')
    await rows().first().waitFor()
    const coming = page.waitForEvent('download')
    await page.getByRole('link', { name: 'Last ned CSV' }).click()
    const file = await coming
    expect(file.suggestedFilename()).toMatch(/^varde-events-.*\.csv$/)
    const lines = (await readFile(await file.path(), 'utf8')).trimEnd().split('\r\n')
    expect(lines.map((line) => /,(tls|dns|event_type),/.exec(line)?.[1])).toEqual(['event_type', 'dns', 'tls'])
  })

  it('is told of what has come since, and lets it in', async () => {
    const later = await page.context().newPage()
    later.setDefaultTimeout(15_000)
    await later.clock.install()
    await go('/events?name=ny.example', later)
    await later.getByText('Ingen hendelser passer').waitFor()
    await insertEvents(world.server.platform.clickhouse, [
      { id: 'new', time: new Date(Date.now() + minute).toISOString(), event_type: 'dns', dns_name: 'ny.example' },
    ])
    await later.clock.runFor(2 * minute)
    await later.getByRole('button', { name: 'Én ny' }).click()
    await soon(() => rows(later).count()).toBe(1)
    await later.close()
  })

  it('comes from a detection and from a member to the events behind', async () => {
    await go(`/triage?open=${world.a.ids.detections}`)
    await page.getByRole('link', { name: 'Se dem i søket' }).click()
    await rows().first().waitFor()
    expect(search().get('member')).toContain(world.a.orgnr)
    expect(await rows().count()).toBeGreaterThan(0)
    await page.goBack()
    await page.getByRole('link', { name: 'Åpne i søket' }).first().click()
    await page.locator('.beside-object').getByText('Hendelsens id').waitFor()
    expect(search().get('open')).toMatch(/^[0-9a-f]{32}$/)
    await go(`/members/${world.b.orgnr}`)
    await page.getByRole('link', { name: 'Hendelsene hos medlemmet' }).click()
    await rows().first().waitFor()
    expect(await page.locator('.list-table').textContent()).toContain('10.2.0.77')
    expect(await page.locator('.list-table').textContent()).not.toContain('10.1.0.77')
  })

  it('has all of it on a phone', async () => {
    await page.setViewportSize(sizes.phone)
    await go('/events?q=www.nett.example')
    await rows().first().waitFor()
    await page.locator('.fields-fold > summary').click()
    await page.getByTitle('Bare tls').waitFor()
    await expectAccessible(page, 'events-phone')
    await rows().last().getByRole('link').first().click()
    await page.locator('.beside-object').getByText('t13d1516h2_8daaf6152771_e5627efa2ab1').waitFor()
    await expectAccessible(page, 'event-phone')
    expect(await page.evaluate('document.documentElement.scrollWidth <= window.innerWidth')).toBe(true)
    await page.setViewportSize(sizes.desk)
  })
})

it('a contact at one member finds that member’s events and no other’s', async () => {
  const { mark, orgnr } = world.b
  const own = await enter(browser, world.server, {
    email: `sok@${mark}.example`,
    roles: [{ role: 'member_contact', member: orgnr }],
  })
  await go('/events?q=www.nett.example', own)
  await soon(() => rows(own).count()).toBe(1)
  expect(await rows(own).first().textContent()).toContain('10.2.0.77')
  await own.getByText('Én hendelse', { exact: false }).first().waitFor()
  await own.context().close()
})
