/** Each `npx varde …` line in the documents names a command that exists, with options that it has. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { program } from '../server/src/cli/program.ts'

const root = fileURLToPath(new URL('../', import.meta.url))
const documents = [
  'README.md',
  ...readdirSync(join(root, 'docs'), { recursive: true }).map((name) => join('docs', String(name))),
]
const lines = documents
  .filter((name) => name.endsWith('.md'))
  .flatMap((name) =>
    [...readFileSync(join(root, name), 'utf8').matchAll(/npx varde ([^\n`]+)/g)].map(([, line]) => ({
      name,
      line: line as string,
    })),
  )

type Command = Awaited<ReturnType<typeof program>>

/** Walks down to the command that the words name. */
function find(command: Command, words: string[]): { command: Command; rest: string[] } {
  const next = command.commands.find((child) => child.name() === words[0])
  return next ? find(next, words.slice(1)) : { command, rest: words }
}

describe('the documents', () => {
  it('show commands at all', () => {
    expect(lines.length).toBeGreaterThan(4)
  })

  it.each(lines)('$name: npx varde $line', async ({ line }) => {
    const { command, rest } = find(await program(), line.trim().split(/\s+/))
    expect(command.commands, `"${line}" names no command`).toEqual([])
    const known = command.options.map(({ long }) => long)
    const used = rest.filter((word) => word.startsWith('--'))
    expect(known).toEqual(expect.arrayContaining(used))
    for (const option of command.options.filter(({ mandatory }) => mandatory)) expect(used).toContain(option.long)
  })
})
