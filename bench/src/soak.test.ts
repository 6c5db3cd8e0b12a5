/** The soak, shortened: what an hour shows of memory it cannot, but that nothing is lost at a steady rate it can. */
import { expect, it } from 'vitest'
import { soakFor } from './soak.ts'

it('events at a steady rate are all stored, each once', { timeout: 180_000 }, async () => {
  // Longer than one round of what is sent, so that later rounds must differ from the first.
  const figures = await soakFor({ seconds: 7, offered: 1000, networks: 250, indicators: 1000 }, () => {})
  expect(figures).toMatchObject({ acknowledged: 7000, stored: 7000, counted: 7000, lost: 0 })
  expect(figures['memory_end_bytes']).toBeGreaterThan(0)
})
