/** A mail server that stalls, refuses, greylists and dies in the middle: each warning ends delivered once, or shown as failed. */
import type { Now, WarningDetail } from '@varde/contract'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { type FaultySmtp, openFaultySmtp, smtpFaults } from '../../../test/support/faulty-smtp.ts'
import { finding, openWarningBench, type WarningBench } from '../../../test/support/warning.ts'

let smtp: FaultySmtp
let bench: WarningBench
let n = 0

beforeAll(async () => {
  smtp = await openFaultySmtp()
  // So that a test need not wait for as long as a mail server may take.
  const patience = { connectionTimeout: 700, greetingTimeout: 700, socketTimeout: 700 }
  bench = await openWarningBench({ smtpUrl: smtp.url, patience })
  await bench.work()
})
afterAll(async () => {
  await bench.close()
  await smtp.close()
})

async function warn(): Promise<string> {
  const member = await bench.addMember(++n, [{ name: 'Vakt', email: `vakt${n}@medlem.example`, language: 'nb' }])
  const indicator = await bench.addIndicator({ value: `203.0.113.${n}`, category: 'c2', confidence: 90 })
  await bench.record([finding({ member, cause: { kind: 'indicator', indicator } })])
  const list = await bench.call<{ items: { id: string }[] }>('GET', `/api/v1/warnings?member=${member}`)
  return list.body.items[0]?.id ?? ''
}
const detail = async (id: string) => (await bench.call<WarningDetail>('GET', `/api/v1/warnings/${id}`)).body

/** Lets the job that waits for its next try begin now, on its last try where asked. */
async function hurry(id: string, last = false): Promise<void> {
  await bench.platform.postgres.owner.query(
    `update graphile_worker._private_jobs set run_at = now(), attempts = case when $1 then max_attempts - 1 else attempts end
    where locked_at is null and attempts < max_attempts
      and key in (select 'deliver:' || id from delivery where warning_id = $2)`,
    [last, id],
  )
}
async function until(id: string, states: readonly string[], last = false): Promise<void> {
  await vi.waitFor(
    async () => {
      await hurry(id, last)
      expect(states).toContain((await detail(id)).deliveries[0]?.state)
    },
    { timeout: 20_000, interval: 200 },
  )
}
const takenOf = (delivery: string | undefined) => smtp.taken.filter((id) => id.includes(delivery ?? '?'))

describe.each(smtpFaults)('a mail server with the fault %s', (fault) => {
  it('gets the mail once when it is well again', async () => {
    smtp.met = 0
    smtp.break(fault)
    const id = await warn()
    await vi.waitFor(() => expect(smtp.met).toBeGreaterThan(0), 20_000)
    smtp.break(null)
    await until(id, ['delivered'])
    const { deliveries, warning } = await detail(id)
    expect(warning.state).toBe('sent')
    expect(deliveries).toHaveLength(1)
    expect(takenOf(deliveries[0]?.id)).toHaveLength(1)
  })

  it.runIf(fault !== 'die_after_yes')('that lasts is shown, and nothing counts as delivered', async () => {
    smtp.break(fault)
    const id = await warn()
    await until(id, ['failed'], true)
    const { deliveries, warning } = await detail(id)
    expect(warning.state).toBe('failed')
    expect(takenOf(deliveries[0]?.id)).toEqual([])
    const { body } = await bench.call<Now>('GET', '/api/v1/now')
    expect(body.burning).toContainEqual(expect.objectContaining({ kind: 'undelivered', id }))
    expect(body.failures).toBeGreaterThan(0)
  })
})

describe.each(['stall_data', 'die_after_data', 'full', 'greylist'] as const)(
  'one mail with two warnings, and %s',
  (fault) => {
    it('is tried again as the same mail, and ends the same for both', async () => {
      smtp.break(null)
      const member = await bench.addMember(++n, [{ name: 'Vakt', email: `vakt${n}@medlem.example`, language: 'nb' }])
      const ids: string[] = []
      for (const host of ['10.20.0.4', '10.20.0.5', '10.20.0.6']) {
        const indicator = await bench.addIndicator({ value: `203.0.113.${++n}`, category: 'scanner', confidence: 90 })
        await bench.record([finding({ member, innerHost: host, cause: { kind: 'indicator', indicator } })])
        const list = await bench.call<{ items: { id: string }[] }>('GET', `/api/v1/warnings?member=${member}`)
        ids.push(list.body.items.find(({ id }) => !ids.includes(id))?.id ?? '')
        if (ids.length === 1) await until(ids[0] ?? '', ['delivered'])
      }
      const [, first = '', second = ''] = ids
      smtp.met = 0
      smtp.break(fault)
      await bench.platform.postgres.owner.query(
        "update delivery set waits_until = now() - interval '1 second' where warning_id = any($1) and waits_until is not null",
        [ids],
      )
      await vi.waitFor(
        async () => {
          await hurry(first)
          expect(smtp.met).toBeGreaterThan(0)
        },
        { timeout: 20_000, interval: 200 },
      )
      smtp.break(null)
      await until(first, ['delivered'])
      await until(second, ['delivered'])
      const [one, other] = [(await detail(first)).deliveries[0], (await detail(second)).deliveries[0]]
      expect(one?.together).toHaveLength(1)
      expect(other?.together).toHaveLength(1)
      expect([...takenOf(one?.id), ...takenOf(other?.id)]).toHaveLength(1)
    })
  },
)
