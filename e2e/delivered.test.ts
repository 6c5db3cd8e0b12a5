/** How the application reaches a real browser: under a strict content policy, compressed, and anew after an upgrade. */
import type { Browser, BrowserContext } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { signIn } from '../server/test/support/session.ts'
import { openWorld, type World } from '../server/test/support/world/index.ts'
import { openBrowser } from './support/browser.ts'

const pages = [
  '/now',
  '/correlation',
  '/policy',
  '/indicators',
  '/hunt',
  '/vulnerabilities',
  '/vulnerabilities/follow-up',
  '/advisories',
  '/measures',
  '/products',
  '/csaf',
  '/feeds',
  '/triage',
  '/warnings',
  '/members',
  '/sensors',
  '/events',
  '/people',
  '/keys',
  '/roles',
  '/audit',
  '/protection',
].concat(['/account', '/sign-in', '/welcome'])

let world: World
let browser: Browser
let context: BrowserContext
const complaints: string[] = []

beforeAll(async () => {
  world = await openWorld()
  browser = await openBrowser()
  context = await browser.newContext()
  const { cookie } = await signIn(world.server, {
    email: 'leder@csirt.example',
    name: 'Leder',
    roles: [{ role: 'admin', member: null }],
  })
  const [name = '', value = ''] = cookie.split('=')
  await context.addCookies([{ name, value, url: world.server.address }])
})
afterAll(async () => {
  await browser?.close()
  await world?.close()
})

async function visit(path: string, more?: (page: Awaited<ReturnType<BrowserContext['newPage']>>) => Promise<unknown>) {
  const page = await context.newPage()
  page.on('console', (message) => {
    if (message.text().includes('Content Security Policy')) complaints.push(`${path}: ${message.text()}`)
  })
  const answer = await page.goto(`${world.server.address}${path}`, { waitUntil: 'load' })
  expect([path, answer?.status()]).toEqual([path, 200])
  expect(answer?.headers()['content-security-policy']).toMatch(
    /^default-src 'none'; script-src 'self'; style-src 'self';/,
  )
  await page.locator('h1, h2').first().waitFor()
  await more?.(page)
  await page.close()
}

it('no page asks for what the policy forbids', async () => {
  for (const path of pages) await visit(path)
  await visit(`/members/${world.a.orgnr}`)
  await visit(world.a.answerLink)
  await visit('/now', async (page) => {
    await page.keyboard.press('Control+k')
    await page.locator('.palette').waitFor()
  })
  expect(complaints).toEqual([])
})

it('files come compressed to whoever takes them so', async () => {
  const { address } = world.server
  const [script = ''] = /\/assets\/[^"]+\.js/.exec(await (await fetch(`${address}/sign-in`)).text()) ?? []
  for (const [asked, encoding] of [
    ['br, gzip', 'br'],
    ['gzip', 'gzip'],
    ['identity', null],
  ] as const) {
    const answer = await fetch(`${address}${script}`, { headers: { 'accept-encoding': asked } })
    const { headers } = answer
    expect([asked, answer.status, headers.get('content-encoding')]).toEqual([asked, 200, encoding])
    expect(headers.get('content-type')).toMatch(/javascript/)
    expect(headers.get('vary')?.toLowerCase()).toContain('accept-encoding')
    expect(headers.get('cache-control')).toContain('immutable')
    expect(await answer.text()).toContain('vite:preloadError')
  }
})

it('a page that was opened before an upgrade is fetched anew, to where its reader was going', async () => {
  const page = await context.newPage()
  await page.goto(`${world.server.address}/now`)
  await page.locator('h1').first().waitFor()
  let gone = 0
  await page.route(/\/assets\/sensing\.pages-/, (route) =>
    gone++ === 0 ? route.fulfill({ status: 404 }) : route.continue(),
  )
  await page.locator('a[href="/sensors"]').first().click()
  await page.getByRole('heading', { level: 1, name: 'Sensorer' }).waitFor()
  expect(gone).toBe(2)
  expect(new URL(page.url()).pathname).toBe('/sensors')
  await page.close()
})
