import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { gzipSync, zstdCompressSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { orgnr } from '../../test/support/builders.ts'
import { eve } from '../../test/support/eve.ts'
import { freePort, runVarde, runVardeHere, serveVarde, temporaryFolder } from '../../test/support/varde.ts'
import { openBookmark } from './bookmark.ts'
import { piecesOf } from './event-pieces.ts'

let folder: Awaited<ReturnType<typeof temporaryFolder>>
let environment: Record<string, string>
const run = (...args: string[]) => runVarde(args, environment)
const here = (...args: string[]) => runVardeHere(args, environment)
const file = async (name: string, bytes: string | Buffer) => {
  const path = join(folder.path, name)
  await writeFile(path, bytes)
  return path
}
const lines = (n: number) => eve.ndjson(Array.from({ length: n }, () => eve.flow()))
const imported = async (...args: string[]) => {
  const ran = await run('events', 'import', ...args, '--sensor', 'granvag-1', '--json')
  expect([ran.code, ran.stderr]).toEqual([0, ''])
  return JSON.parse(ran.stdout)
}

beforeAll(async () => {
  folder = await temporaryFolder()
  environment = { VARDE_DATA: join(folder.path, 'data'), VARDE_PORT: String(await freePort()), VARDE_LOG_LEVEL: 'warn' }
  const columns =
    'orgnr,name,kind,municipality_number,networks,domains,contact_name,contact_email,contact_phone,language'
  const members = await file('members.csv', `${columns}\n${orgnr(1)},Granvåg kommune,municipality,,,,,,,\n`)
  expect((await here('members', 'import', members)).code).toBe(0)
  expect((await here('sensors', 'enrol', '--member', orgnr(1), '--name', 'granvag-1')).code).toBe(0)
})
afterAll(() => folder.remove())

describe('varde events import', () => {
  it('loads by itself where no server runs, and counts what is sent again once', async () => {
    const text = `${lines(30)}not json\n`
    const plain = await file('eve.json', text)
    const packed = await file('eve.json.gz', gzipSync(text + lines(5)))
    expect(await imported(plain)).toMatchObject({ files: 1, lines: 31, new: 30, rejected: 1, waiting: 0, resumed: 0 })
    const ran = await run('events', 'import', packed, '--sensor', 'granvag-1')
    expect([ran.code, ran.stderr]).toEqual([0, ''])
    expect(ran.stdout).toMatch(/^36 lines received, \d+ a second; 5 new, 30 known before, 1 unreadable\.\n$/)
  })

  it('sends to the server where one runs, and the log says so', async () => {
    const server = await serveVarde(environment)
    try {
      const packed = await file('more.json', zstdCompressSync(Buffer.from(lines(12))))
      expect(await imported(packed, await file('last.json', lines(3).trimEnd()))).toMatchObject({
        files: 2,
        lines: 15,
        new: 15,
      })
      const log = join(folder.path, 'log.csv')
      expect((await here('audit', 'export', log)).code).toBe(0)
      expect(await readFile(log, 'utf8')).toContain('events.imported')
    } finally {
      await server.stop()
    }
  })

  it('goes on where it stopped', async () => {
    const first = lines(40)
    const path = await file('interrupted.json', first + lines(10))
    const imports = join(environment['VARDE_DATA'] as string, 'imports')
    await mkdir(imports, { recursive: true })
    const sensors = JSON.parse((await here('sensors', 'list', '--json')).stdout) as { id: string }[]
    const bookmark = await openBookmark(imports, path, sensors[0]?.id as string)
    expect(bookmark.at).toBe(0)
    await bookmark.keep(Buffer.byteLength(first))
    expect(await imported(path)).toMatchObject({ resumed: 1, lines: 10, new: 10 })
    expect(await imported(path)).toMatchObject({ resumed: 0, lines: 50, new: 40 })
    expect(await readdir(imports)).toEqual([])
  })

  it('takes a JSON array, laid out in any way and packed, and goes on where it stopped', async () => {
    const events = Array.from({ length: 25 }, () => eve.flow())
    const array = `\ufeff\n${JSON.stringify(events, null, 2)}\n`
    const path = await file('array.json', array)
    expect(await imported(path)).toMatchObject({ lines: 25, new: 25, rejected: 0 })
    expect(await imported(await file('array.json.gz', gzipSync(array)))).toMatchObject({ lines: 25, new: 0 })
    expect(await imported(await file('array.zst', zstdCompressSync(Buffer.from(array))))).toMatchObject({
      lines: 25,
      new: 0,
    })

    const pieces: { bytes: Buffer[]; end: number }[] = []
    for await (const piece of piecesOf(path, 0)) pieces.push(piece)
    const made = Buffer.concat(pieces.flatMap(({ bytes }) => bytes))
    const tenth = made.toString('latin1').split('\n', 10).join('\n').length + 1
    const sensors = JSON.parse((await here('sensors', 'list', '--json')).stdout) as { id: string }[]
    const bookmark = await openBookmark(
      join(environment['VARDE_DATA'] as string, 'imports'),
      path,
      sensors[0]?.id as string,
    )
    await bookmark.keep(tenth)
    expect(await imported(path)).toMatchObject({ resumed: 1, lines: 15, new: 0, rejected: 0 })
  })

  it('ends with 2 and the mend on what it cannot import', async () => {
    const name = ['--sensor', 'granvag-1']
    const cases = [
      [[join(folder.path, 'none.json'), ...name], /is not there\. Name a file of EVE lines\.\n$/],
      [[folder.path, ...name], /is a folder/],
      [[await file('a.json', lines(1)), '--sensor', 'x'], /No live sensor has the name "x"/],
      [[await file('cut.gz', gzipSync(lines(900)).subarray(0, 2000)), ...name], /cut\.gz is cut short or damaged/],
      [[await file('cut.json', '[{"a":1},{"b":'), ...name], /cut\.json is cut short or damaged after 8 unpacked bytes/],
    ] as const
    for (const [args, told] of cases) {
      const ran = await run('events', 'import', ...args)
      expect([ran.code, ran.stdout]).toEqual([2, ''])
      expect(ran.stderr).toMatch(told)
    }
  })
})
