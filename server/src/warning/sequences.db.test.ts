/**
 * No sequence of findings, triage, mails, answers by link, telephone and portal, time and changed contacts ends in a lost warning, a mail sent twice, or a
 * mail to someone who is no contact of the affected member. A failure prints its seed and the shortest sequence.
 */
import fc from 'fast-check'
import { afterAll, beforeAll, it } from 'vitest'
import { type Mailbox, openMailbox } from '../../test/support/mailbox.ts'
import { sequences } from '../../test/support/sequence-acts.ts'
import { closeSequence, openSequence, settle } from '../../test/support/sequences.ts'
import { openWarningBench, type WarningBench } from '../../test/support/warning.ts'

let mailbox: Mailbox
let bench: WarningBench

beforeAll(async () => {
  mailbox = await openMailbox()
  bench = await openWarningBench({ smtpUrl: mailbox.url, now: '2026-11-24T08:00:00.000Z' })
})
afterAll(async () => {
  await bench.close()
  await mailbox.close()
})

it('neither loses a warning, nor sends one twice, nor tells a stranger', { timeout: 120_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(sequences, async (acts) => {
      const real = await openSequence(bench, mailbox)
      try {
        await fc.asyncModelRun(() => ({ model: {}, real }), acts)
        await settle(real)
      } finally {
        await closeSequence(real)
      }
    }),
    { numRuns: Number(process.env['SEQUENCES'] ?? 25) },
  )
})
