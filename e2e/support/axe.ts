import axe from 'axe-core'
import type { Page } from 'playwright-core'
import { expect, vi } from 'vitest'

const schemes = ['light', 'dark'] as const
const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'best-practice']

/** The little of the DOM that is used here; the rest of this package runs on Node. */
type Browser = {
  document: { getAnimations(): { finished: Promise<unknown> }[]; documentElement: { scrollWidth: number } }
  innerWidth: number
  axe: typeof axe
}

/**
 * No violation of WCAG 2.1 A or AA, nor of axe's best practices, on the page as it stands, in both themes; and it is no
 * wider than its screen (WCAG 1.4.10), which axe does not look at.
 */
export async function expectAccessible(page: Page, name: string): Promise<void> {
  const overBy = () =>
    page.evaluate(() => {
      const { document, innerWidth } = globalThis as unknown as Browser
      return Math.max(0, document.documentElement.scrollWidth - innerWidth)
    })
  // A plot is drawn anew once it has seen that its room became another.
  await vi.waitFor(async () => expect({ page: name, over: await overBy() }).toEqual({ page: name, over: 0 }), 5_000)
  for (const colorScheme of schemes) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    // Colours that are on their way from one theme to the other are nobody's.
    await page.evaluate(async () => {
      const { document } = globalThis as unknown as Browser
      await Promise.allSettled(document.getAnimations().map(({ finished }) => finished))
    })
    await page.evaluate(axe.source)
    const violations = await page.evaluate(async (values) => {
      const found = await (globalThis as unknown as Browser).axe.run({ runOnly: { type: 'tag', values } })
      return found.violations.map(
        ({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 200)).join(' | ')}`,
      )
    }, rules)
    expect({ page: name, colorScheme, violations }).toEqual({ page: name, colorScheme, violations: [] })
  }
}
