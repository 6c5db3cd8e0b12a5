import { createReadStream, readFileSync } from 'node:fs'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { importMembers } from '../server/src/constituency/index.ts'
import type { Postgres } from '../server/src/platform/index.ts'
import { importIndicators } from '../server/src/sensing/index.ts'
import { nothingRead, reportLines } from '../server/src/sensing/reports/shadowserver-csv.ts'
import { testNote } from '../server/test/support/audit.ts'
import { openTestPostgres } from '../server/test/support/database.ts'

let postgres: Postgres
beforeAll(async () => {
  postgres = await openTestPostgres()
})
afterAll(() => postgres.close())

const example = (name: string) => readFileSync(new URL(`./examples/${name}`, import.meta.url), 'utf8')

it('the example of members is one that can be imported', async () => {
  const report = await importMembers(postgres.db, example('members.csv'), {
    dryRun: false,
    note: testNote(postgres.db),
  })
  expect(report).toMatchObject({ applied: true, created: 2, errors: [] })
})

it('the example of indicators is one that can be imported', async () => {
  const report = await importIndicators(postgres, example('indicators.csv'), {
    dryRun: false,
    note: testNote(postgres.db),
  })
  expect(report).toMatchObject({ applied: true, created: 3, errors: [] })
})

it('the example of a report is of a kind that is known, with all its columns', async () => {
  const read = nothingRead()
  const file = createReadStream(new URL('./examples/2026-11-20-scan_rdp-example-asn.csv', import.meta.url))
  let lines = ''
  for await (const piece of reportLines(file as AsyncIterable<Buffer>, '', read)) lines += piece
  expect(read).toEqual({ kind: 'scan_rdp', title: 'Accessible RDP', known: true, rows: 2, broken: 0 })
  expect(lines.match(/"src_ip":"[^"]+"/g)).toEqual(['"src_ip":"198.51.100.7"', '"src_ip":"203.0.113.19"'])
})
