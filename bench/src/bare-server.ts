/** What a request costs before Varde does anything: a route that reads the body and answers 202. Says its port when it is up. */
import { createRequire } from 'node:module'

const { default: fastify } = createRequire(new URL('../../server/package.json', import.meta.url))('fastify')
const app = fastify()
app.removeAllContentTypeParsers()
app.addContentTypeParser(
  '*',
  { parseAs: 'buffer' },
  (_request: unknown, body: Buffer, done: (e: null, b: Buffer) => void) => done(null, body),
)
app.post('/ingest/v1/events', (_request: unknown, reply: { code(status: number): unknown }) => {
  reply.code(202)
  return { received: 1, batch: '00000000-0000-0000-0000-000000000000' }
})
const address = await app.listen({ host: '127.0.0.1', port: 0 })
process.stdout.write(`${address}\n`)
