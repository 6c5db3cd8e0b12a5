import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type Clickhouse, openClickhouse, rows } from './clickhouse.ts'

let data: string
let clickhouse: Clickhouse
beforeAll(async () => {
  data = await mkdtemp(join(tmpdir(), 'varde-embedded-'))
  clickhouse = openClickhouse({ data, clickhouseUrl: null })
})
afterAll(async () => {
  await clickhouse.close()
  await rm(data, { recursive: true, force: true })
})

it('a parameter is what was given, whatever is in it', async () => {
  const text = "it's \\ \t \r\n {other:String} 'a'); drop table t; -- æ \0"
  const given = { text, list: [text, ''], number: 5, none: null, other: 'x' }
  expect(
    await rows(
      clickhouse,
      'select {text:String} as text, {list:Array(String)} as list, {number:UInt8} as number, {none:Nullable(String)} as none',
      given,
    ),
  ).toEqual([{ text, list: [text, ''], number: 5, none: null }])
})

it('a parameter may be a long list', async () => {
  const list = Array.from({ length: 100_000 }, (_, n) => `0000000000000000000000000000${n}`)
  expect(await rows(clickhouse, 'select toUInt32(length({list:Array(String)})) as n', { list })).toEqual([
    { n: list.length },
  ])
})

it('what one connection is asked does not wait for another, and parameters are of one statement', async () => {
  const other = clickhouse.another()
  let over = false
  const long = other.client
    .command({
      query:
        'select sum(cityHash64(number, {salt:String})) from numbers(400000000) settings max_threads = 1 format Null',
      query_params: { salt: 'a' },
    })
    .then(() => {
      over = true
    })
  for (const salt of ['b', 'c'])
    expect(await rows(clickhouse, 'select {salt:String} as salt', { salt })).toEqual([{ salt }])
  expect(over).toBe(false)
  await long
  await other.close()
})

it('searches beyond those that go at once wait their turn', async () => {
  const all = Array.from({ length: 20 }, (_, n) =>
    rows<{ n: number }>(clickhouse, 'select {n:UInt8} as n, sleep(0.05)', { n }),
  )
  expect((await Promise.all(all)).map(([row]) => row?.n)).toEqual(Array.from({ length: 20 }, (_, n) => n))
})
