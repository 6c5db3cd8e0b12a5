import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'

const root = new URL('../', import.meta.url)
const model = readFileSync(new URL('docs/threat-model.md', root), 'utf8')
const rows = model.split('\n').filter((line) => line.startsWith('|') && !/^\| *(tries|-)/.test(line))
const shown = rows.map((row) => ({ row, named: /`([\w./-]+\.test\.ts)`: "(.+)" *\|$/.exec(row) }))

describe('the threat model', () => {
  it('names a test for every row', () => {
    expect(shown.length).toBeGreaterThan(25)
    expect(shown.filter(({ named }) => named === null).map(({ row }) => row)).toEqual([])
  })

  it('names tests that are there, by their titles', () => {
    const gone = shown.filter(({ named }) => {
      const [, file = '', title = ''] = named ?? []
      const at = new URL(file, root)
      return !existsSync(at) || !readFileSync(at, 'utf8').includes(title)
    })
    expect(gone.map(({ named }) => named?.slice(1))).toEqual([])
  })

  it('says what is not stopped', () => {
    expect(model).toMatch(/## What is not stopped\n\n- \*\*/)
  })
})
