/** A sensor's unreadable lines in a real browser: how many and why, loaded again, and what came of it. */
import { readFile } from 'node:fs/promises'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { eve } from '../server/test/support/eve.ts'
import { openWorld, type World } from '../server/test/support/world/index.ts'
import { expectAccessible } from './support/axe.ts'
import { openBrowser } from './support/browser.ts'
import { enter } from './support/person.ts'

let world: World
let browser: Browser
let page: Page
let sensor: string

beforeAll(async () => {
  world = await openWorld()
  const { server, a } = world
  const enrolled = await server.call('POST', '/api/v1/sensors', {
    body: { member: a.orgnr, name: 'kjelleren' },
  })
  const { id, token } = enrolled.body as { id: string; token: string }
  sensor = id
  await fetch(`${server.address}/ingest/v1/events`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}` },
    body: `en\nto\n{"event_type":"flow"}\n{"pad":"${'x'.repeat(1024 * 1024)}"}\n`,
  })
  await server.sensing.loaded()
  // As if this version had learnt to read the first of them.
  await server.platform.clickhouse.change(
    `alter table rejected_line update line = '${JSON.stringify(eve.flow())}' where line = 'en' settings mutations_sync = 2`,
  )
  browser = await openBrowser()
  page = await enter(browser, server, {
    email: 'analytiker@csirt.example',
    name: 'Kari Testesen',
    roles: [{ role: 'analyst', member: null }],
  })
})
afterAll(async () => {
  await browser?.close()
  await world?.close()
})

describe('an analyst', () => {
  it('sees how many lines could not be read, and why', async () => {
    await page.goto(`${world.server.address}/sensors/${sensor}`)
    const section = page.getByRole('region', { name: 'Linjer som ikke kunne leses' })
    await section.getByText('Ikke JSON 2').waitFor()
    await section.getByText('Mangler tid 1').waitFor()
    await section.getByText('1 linje er for lang').waitFor()
    await expectAccessible(page, 'rejected')
  })

  it('downloads them as they were sent', async () => {
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: 'Last ned linjene' }).click(),
    ])
    const lines = (await readFile(await download.path(), 'utf8')).split('\n')
    expect(lines).toHaveLength(4)
    expect(lines).toEqual(expect.arrayContaining(['to', '{"event_type":"flow"}']))
  })

  it('loads them again, and is told what came of it', async () => {
    await page.getByRole('button', { name: 'Last 3 linjer på nytt' }).click()
    await page
      .getByText('Lastet på nytt: 1 linje lest, 2 kan fortsatt ikke leses.')
      .first()
      .waitFor({ timeout: 60_000 })
    await page.getByRole('button', { name: 'Last 2 linjer på nytt' }).waitFor()
    await expectAccessible(page, 'rejected-loaded')
  })
})
