/** What is asked of a page from within it. As text, since it is the browser that runs it. */
import type { Page } from 'playwright-core'

export type Frames = { seconds: number; perSecond: number; slow: number; longest: number }

/** Longer than this a frame was missed: one and a half of a sixtieth of a second. */
const slowMilliseconds = 25

export async function watchFrames(page: Page): Promise<void> {
  await page.evaluate(`
    window.frames_drawn = []
    const next = (at) => { window.frames_drawn.push(at); requestAnimationFrame(next) }
    requestAnimationFrame(next)`)
}

export async function framesOf(page: Page): Promise<Frames> {
  const at = await page.evaluate<number[]>('window.frames_drawn')
  const took = at.slice(1).map((time, i) => time - (at[i] as number))
  const seconds = ((at.at(-1) ?? 0) - (at[0] ?? 0)) / 1000
  return {
    seconds,
    perSecond: took.length / seconds,
    slow: took.filter((one) => one > slowMilliseconds).length,
    longest: Math.max(0, ...took) / 1000,
  }
}

/** Seconds from asking for the page until its first row has taken the focus that a key gives it. */
export async function usableAfter(page: Page, url: string): Promise<number> {
  await page.addInitScript(`
    const look = () => {
      if (document.activeElement?.matches('[data-row-link]')) {
        document.documentElement.dataset.usable = performance.now()
        return
      }
      if (document.querySelector('[data-row-link]')) {
        document.dispatchEvent(new KeyboardEvent('keydown', { key: 'j', bubbles: true }))
      }
      requestAnimationFrame(look)
    }
    requestAnimationFrame(look)`)
  await page.goto(url, { waitUntil: 'commit' })
  await page.waitForSelector('html[data-usable]', { state: 'attached' })
  return Number(await page.getAttribute('html', 'data-usable')) / 1000
}

/** Down a list until so many rows are in it, and back to where it begins. */
export async function fillList(page: Page, rows: number): Promise<void> {
  const inIt =
    'Math.max(document.querySelectorAll("tr[data-id]").length, document.querySelector("table")?.ariaRowCount ?? 0)'
  while (Number(await page.evaluate(inIt)) < rows) {
    await page.evaluate(
      'window.scrollTo(0, document.body.scrollHeight); document.querySelector(".more button")?.click()',
    )
    await page.waitForTimeout(100)
  }
  await page.evaluate('window.scrollTo(0, 0)')
}
