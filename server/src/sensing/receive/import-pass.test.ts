import { expect, it } from 'vitest'
import { isImportPass, makeImportPass, readImportPass } from './import-pass.ts'

const key = Buffer.alloc(32, 7)
const sensor = '019363a0-0000-7000-8000-000000000001'
const until = new Date('2026-11-24T12:00:00Z')
const before = new Date('2026-11-24T11:59:59Z')

it('a pass names its sensor until it ends, under its key alone', () => {
  const pass = makeImportPass(key, sensor, until)
  expect(isImportPass(pass)).toBe(true)
  expect(readImportPass(key, pass, before)).toBe(sensor)
  expect(readImportPass(key, pass, until)).toBeNull()
  expect(readImportPass(Buffer.alloc(32, 8), pass, before)).toBeNull()
})

it('nothing in it can be changed', () => {
  const pass = makeImportPass(key, sensor, until)
  for (const changed of [
    pass.replace('0001.', '0002.'),
    pass.replace(String(until.getTime()), String(until.getTime() + 1)),
    `${pass.slice(0, -43)}${'A'.repeat(43)}`,
    `${pass.slice(0, -43)}`,
    'varde_import_',
  ]) {
    expect(readImportPass(key, changed, before)).toBeNull()
  }
})
