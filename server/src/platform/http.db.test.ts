import { once } from 'node:events'
import { connect } from 'node:net'
import { expect, it } from 'vitest'
import { createApp } from './http.ts'
import { openLog } from './log.ts'

/** Far above what a stop takes, far below the minute that Node waits for the first bytes on a connection. */
const patience = 20_000

it('a stop answers what is under way, and does not wait for who has asked nothing', { timeout: patience }, async () => {
  const app = await createApp(openLog('silent'))
  const { promise: underWay, resolve: begin } = Promise.withResolvers<void>()
  const { promise: finished, resolve: finish } = Promise.withResolvers<void>()
  app.get('/slow', { config: { rule: 'public' } }, async () => {
    begin()
    await finished
    return 'answered'
  })
  const address = new URL(await app.listen({ host: '127.0.0.1', port: 0 }))
  // Browsers and HTTP clients open connections ahead of need.
  const silent = connect(Number(address.port), address.hostname)
  await once(silent, 'connect')
  const answer = fetch(new URL('/slow', address))
  await underWay
  const closed = app.close()
  finish()
  expect(await (await answer).text()).toBe('answered')
  await closed
})
