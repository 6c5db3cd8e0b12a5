import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { ConfigError, readConfig } from '../server/src/config.ts'

const guide = readFileSync(new URL('./operations/settings.md', import.meta.url), 'utf8')
const told = [...guide.matchAll(/^\| `(VARDE_\w+)`\s*\|/gm)].map(([, name]) => name as string)

/** The program's own list, as it says it to whoever misspells a setting. */
function known(): string[] {
  try {
    readConfig({ VARDE_NO_SUCH_SETTING_AT_ALL: '1' })
  } catch (fault) {
    if (fault instanceof ConfigError) return [...fault.message.matchAll(/VARDE_\w+/g)].map(([name]) => name).slice(1)
  }
  throw new Error('an unknown setting was accepted')
}

it('the guide names every setting, and none that is not there', () => {
  expect(told.sort()).toEqual(known().sort())
})
