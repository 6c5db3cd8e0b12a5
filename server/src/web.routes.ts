/** The web application's files, and its start page for every address that it routes itself. */

import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import fastifyStatic from '@fastify/static'
import { type App, Problem, problems, sendProblem } from './platform/index.ts'

const folder = fileURLToPath(new URL('../../web/dist/', import.meta.url))

/** Addresses that belong to machines: a wrong one gets a problem, never the start page. */
const machinePaths = /^\/(_[^/]*|api|ingest|taxii2|misp|blocklist|feed|\.well-known|healthz|readyz|metrics)(\/|$)/

export async function addWeb(app: App): Promise<void> {
  const built = existsSync(`${folder}index.html`)
  if (built) {
    await app.register(fastifyStatic, { root: folder, serve: false, index: false, preCompressed: true })
    // Files under assets/ carry a hash of their content in the name.
    const kept = { immutable: true, maxAge: '365d' }
    const open = { config: { rule: 'public' as const, unlimited: true }, schema: { hide: true } }
    app.get<{ Params: { '*': string } }>('/assets/*', open, (request, reply) =>
      reply.sendFile(`assets/${request.params['*']}`, kept),
    )
    app.get('/favicon.svg', open, (_request, reply) => reply.sendFile('favicon.svg'))
  }
  const page = built ? readFileSync(`${folder}index.html`, 'utf8') : null
  app.setNotFoundHandler((request, reply) => {
    const wantsPage = request.method === 'GET' && !machinePaths.test(request.url.split('?')[0] ?? '')
    if (!wantsPage) return sendProblem(reply, new Problem(problems.notFound, `There is no ${request.method} here.`))
    if (page === null) {
      return sendProblem(
        reply,
        new Problem(problems.notFound, 'The web application is not built. Run `npm run build:web`.'),
      )
    }
    return reply.header('cache-control', 'no-cache').type('text/html; charset=utf-8').send(page)
  })
}
