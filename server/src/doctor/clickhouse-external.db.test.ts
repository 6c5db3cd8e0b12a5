/** What the doctor says of a ClickHouse server elsewhere. */
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type ClickhouseServer, startClickhouseServer } from '../../test/support/clickhouse-server.ts'
import { freshDatabase } from '../../test/support/database.ts'
import { freePort, runVarde, temporaryFolder } from '../../test/support/varde.ts'
import { migrateClickhouse, openClickhouse } from '../platform/index.ts'

let server: ClickhouseServer
let folder: Awaited<ReturnType<typeof temporaryFolder>>
let usual: Record<string, string>
beforeAll(async () => {
  server = await startClickhouseServer()
  folder = await temporaryFolder()
  usual = {
    VARDE_DATA: join(folder.path, 'data'),
    VARDE_PORT: String(await freePort()),
    VARDE_POSTGRES_URL: await freshDatabase(),
  }
})
afterAll(async () => {
  await server.close()
  await folder.remove()
})

/** The lines on ClickHouse, and the exit code. The password is nowhere. */
async function doctor(url: string, more: Record<string, string> = {}) {
  const { stdout, stderr, code } = await runVarde(['doctor'], { ...usual, VARDE_CLICKHOUSE_URL: url, ...more })
  for (const secret of [server.password, encodeURIComponent(server.password)])
    expect(stdout + stderr).not.toContain(secret)
  return { code, said: stdout.split('\n').filter((line) => /^\w+ +ClickHouse/.test(line)) }
}

it('tells a wrong password, a missing database and a wrong address apart', async () => {
  const wrong = new URL(server.url('varde'))
  wrong.password = 'wrong-and-long'
  expect(await doctor(wrong.href)).toMatchObject({
    code: 1,
    said: [expect.stringMatching(/^FAULT.*refuses the user or the password\. Correct them in VARDE_CLICKHOUSE_URL\./)],
  })
  expect(await doctor(server.url('varde'))).toMatchObject({
    code: 0,
    said: [expect.stringMatching(/^warn.*database that VARDE_CLICKHOUSE_URL names is not there yet\. The first start/)],
  })
  const nobody = new URL(server.url('varde'))
  nobody.port = String(await freePort())
  expect(await doctor(nobody.href)).toMatchObject({
    code: 1,
    said: [expect.stringMatching(/^FAULT.*nothing listens at 127\.0\.0\.1.*correct VARDE_CLICKHOUSE_URL\./)],
  })
})

it('finds nothing to mend once a start has made what is needed', async () => {
  const clickhouse = openClickhouse({ clickhouseUrl: server.url('varde'), data: folder.path })
  await migrateClickhouse(clickhouse)
  expect(await doctor(server.url('varde'))).toMatchObject({
    code: 0,
    said: [expect.stringMatching(/^ok.*version \d+.*external 127\.0\.0\.1/), expect.stringMatching(/^ok.*migrations/)],
  })
  await clickhouse.close()
  expect(await doctor(server.url('varde'), { VARDE_CLICKHOUSE_CLUSTER: 'nowhere' })).toMatchObject({
    code: 1,
    said: [expect.stringMatching(/^FAULT.*cluster nowhere: the server knows no cluster.*VARDE_CLICKHOUSE_CLUSTER/)],
  })
})
