import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { importMembers } from '../server/src/constituency/index.ts'
import type { Postgres } from '../server/src/platform/index.ts'
import { importIndicators } from '../server/src/sensing/index.ts'
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
