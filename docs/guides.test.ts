/** What a guide calls a button is what the button is called; the walk itself is `e2e/exploited.test.ts`. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'

const root = fileURLToPath(new URL('../', import.meta.url))
const read = (name: string) => readFileSync(join(root, name), 'utf8')
const screens = readdirSync(join(root, 'web/src'), { recursive: true })
  .map(String)
  .filter((name) => name.endsWith('.nb.ts'))
  .map((name) => read(join('web/src', name)))
  .join('\n')
const mail = read('server/src/vulnerability/exploitation/page-exploited-mail.ts')
const named = [...read('docs/guides/exploited.md').matchAll(/(?<!\w)_([^_\n]+)_(?!\w)/g)].map(
  ([, words]) => words as string,
)

it('the guide names what is on the screen', () => expect(named.length).toBeGreaterThan(10))

it.each(named.filter((words) => words !== 'Vakt:'))('“%s” is on the screen', (words) => {
  expect(screens).toContain(words)
})

it('the subject of the mail begins as the guide says', () => {
  expect(named).toContain('Vakt:')
  expect(mail).toContain("duty: 'Vakt'")
})
