/** A real browser with nothing installed: Chromium from an npm package, driven by Playwright. */
import chromium from '@sparticuz/chromium'
import { type Browser, chromium as playwright } from 'playwright-core'

/**
 * The package's own list of arguments is for a cloud function: one process, and no web security, which is just what a
 * test of ours must not switch off.
 */
const quiet = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
]

export async function openBrowser(): Promise<Browser> {
  return playwright.launch({ executablePath: await chromium.executablePath(), args: quiet, headless: true })
}
