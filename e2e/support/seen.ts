/** A page as people meet it: without faults for axe-core, and kept as a picture for whoever asks to look. */
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { expectAccessible } from './axe.ts'

export const sizes = { desk: { width: 1366, height: 850 }, phone: { width: 390, height: 844 } }
/** Where a walk leaves what it saw; unset, it leaves nothing. */
const pictures = process.env['E2E_PICTURES']

/** As it stands, in both themes. */
export async function seen(page: Page, name: string): Promise<void> {
  if (pictures !== undefined) {
    await mkdir(pictures, { recursive: true })
    await page.screenshot({ path: join(pictures, `${name}.png`), fullPage: true })
  }
  await expectAccessible(page, name)
}

/** At a desk and on a phone, in both themes; it is left as large as it was. */
export async function seenAtBothSizes(page: Page, name: string): Promise<void> {
  const before = page.viewportSize()
  for (const [size, viewport] of Object.entries(sizes)) {
    await page.setViewportSize(viewport)
    await seen(page, `${name}-${size}`)
  }
  if (before !== null) await page.setViewportSize(before)
}
