import { afterAll, beforeAll, expect, it } from 'vitest'
import { freshDatabase } from '../../test/support/database.ts'
import { freePort, runVardeHere, temporaryFolder } from '../../test/support/varde.ts'

let folder: Awaited<ReturnType<typeof temporaryFolder>>
let environment: Record<string, string>
const run = (...args: string[]) => runVardeHere(['sources', ...args], environment)

beforeAll(async () => {
  folder = await temporaryFolder()
  environment = {
    VARDE_DATA: folder.path,
    VARDE_PORT: String(await freePort()),
    VARDE_POSTGRES_URL: await freshDatabase(),
    VARDE_LOG_LEVEL: 'warn',
  }
})
afterAll(() => folder.remove())

it('sources are enrolled, listed, given new tokens and revoked', async () => {
  expect((await run('enrol', '--name', 'feed')).stdout).toMatch(/^varde_sensor_\S+\n$/)
  expect(await run('enrol', '--name', 'feed')).toMatchObject({ code: 2, stderr: expect.stringContaining('in use') })
  expect((await run('rotate', 'feed')).stdout).toMatch(/^varde_sensor_\S+\n$/)
  expect((await runVardeHere(['sensors', 'revoke', 'feed'], environment)).stderr).toContain(
    'No live sensor has the name "feed"',
  )
  expect(JSON.parse((await run('list', '--json')).stdout)).toMatchObject([{ name: 'feed', revoked_at: null }])
  expect(await run('load-again', 'other')).toMatchObject({ code: 2, stderr: expect.stringContaining('No live source') })
  expect(await run('load-again', 'feed', '--reason', 'too_long')).toMatchObject({ code: 2 })
  expect(await run('load-again', 'feed')).toMatchObject({ code: 0, stdout: expect.stringContaining('Written down') })
  expect((await run('revoke', 'feed')).stdout).toBe('feed sends nothing any more.\n')
  expect(await run('revoke', 'feed')).toMatchObject({ code: 2, stderr: expect.stringContaining('varde sources enrol') })
  expect((await run('list')).stdout).toMatch(/feed +revoked +never reported/)
})
