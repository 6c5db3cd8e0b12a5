/**
 * What log shippers ask an Elasticsearch for before they send, as far as Filebeat, Vector, Fluent Bit and rsyslog do: is it
 * one, which version, is it well, are there templates. Nothing here depends on who asks, and nothing that is put is kept.
 */
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { App } from '../../platform/index.ts'

/** Elastic's own clients send nothing to a server without it. */
export const productHeader = { 'x-elastic-product': 'Elasticsearch' }

/**
 * The version whose bulk API is spoken. Of 8, shippers leave out what later ones have no more (an event's type); a newer
 * Filebeat is told to accept it, see `docs/guides/sensors.md`.
 */
const version = '8.19.0'
const identity = {
  name: 'varde',
  cluster_name: 'varde',
  cluster_uuid: 'varde',
  version: {
    number: version,
    build_flavor: 'default',
    minimum_wire_compatibility_version: '7.17.0',
    minimum_index_compatibility_version: '7.0.0',
  },
  tagline: 'You Know, for Search',
}
const license = { uid: 'varde', type: 'basic', mode: 'basic', status: 'active' }
const noLifeCycles = { features: { ilm: { available: false, enabled: false } }, license }
const health = { cluster_name: 'varde', status: 'green', timed_out: false }

/** What shippers set up in an Elasticsearch. All of it is said to be there, so that they go on to send. */
const setUp = ['/_index_template/*', '/_template/*', '/_ilm/policy/*', '/_data_stream/*'] as const

export function addGreetings(app: App): void {
  const open = { config: { rule: 'public' as const, unlimited: true }, schema: { hide: true } }
  const answer = (value: unknown) => (_request: FastifyRequest, reply: FastifyReply) =>
    reply.headers(productHeader).send(value)

  // Beside each GET its HEAD, as Fastify makes them.
  app.get('/', open, (request, reply) => {
    reply.header('vary', 'accept')
    if (request.headers.accept?.includes('text/html')) return reply.callNotFound()
    return reply.headers(productHeader).send(identity)
  })
  app.get('/_license', open, answer({ license }))
  app.get('/_xpack', open, answer(noLifeCycles))
  app.get('/_cluster/health', open, answer(health))
  app.get('/_cat/health', open, answer([{ cluster: 'varde', status: 'green' }]))
  for (const url of setUp) {
    app.get(url, open, answer({}))
    app.put(url, open, answer({ acknowledged: true }))
  }
}
