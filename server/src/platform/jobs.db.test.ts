import { expect, it, vi } from 'vitest'
import { openTestPostgres } from '../../test/support/database.ts'
import { openLog, startJobs } from './index.ts'

it('a daily task is made up for once, where nothing worked when it was due', async () => {
  const postgres = await openTestPostgres()
  let runs = 0
  const tasks = {
    sweep: async () => {
      runs++
    },
  }
  const log = openLog('silent')
  const daily = [{ task: 'sweep', at: '02:20' }]
  const first = await startJobs(postgres.owner, tasks, log, daily)
  await vi.waitFor(
    async () => {
      const { rows } = await postgres.owner.query('select identifier from graphile_worker._private_known_crontabs')
      expect(rows).toEqual([{ identifier: 'sweep' }])
    },
    { timeout: 20_000 },
  )
  await first.stop()
  expect(runs).toBe(0)
  // As if the queue had known of it for two days, and nothing had worked since.
  await postgres.owner.query(
    "update graphile_worker._private_known_crontabs set known_since = now() - interval '2 days', last_execution = null",
  )
  const second = await startJobs(postgres.owner, tasks, log, daily)
  await vi.waitFor(() => expect(runs).toBe(1), { timeout: 20_000 })
  await second.stop()
  await postgres.close()
})
