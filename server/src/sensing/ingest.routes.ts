/** Where sensors send. The body goes to disk as it comes; nothing of it is parsed here. */
import type { IncomingMessage } from 'node:http'
import type { Readable } from 'node:stream'
import { IngestReply } from '@varde/contract'
import type { FastifyRequest } from 'fastify'
import { type App, hashSecret, type Platform, Problem, replies } from '../platform/index.ts'
import { type BodyLimits, BodyTooLarge, encodingOf, encodings } from './body.ts'
import { receiveBody } from './receive.ts'
import { sensingProblems } from './sensing.problems.ts'
import { findSensorByToken } from './sensor.store.ts'
import type { Spool } from './spool.ts'
import type { TelemetryMetrics } from './telemetry.metrics.ts'

export const bodyLimits: BodyLimits = { sent: 1024 ** 3, decompressed: 4 * 1024 ** 3 }

/**
 * A client that is refused while it still sends is read on and its bytes thrown away, so that it gets to see the reply;
 * but not for ever.
 */
const discardBytes = 4 * 1024 ** 3
const discardMilliseconds = 120_000
const retrySeconds = '30'

type Sensor = { id: string; orgnr: string; name: string }
export type IngestParts = { spool: Spool; metrics: TelemetryMetrics; limits: BodyLimits }

export function addIngest(
  app: App,
  { postgres, clock, log }: Pick<Platform, 'postgres' | 'clock' | 'log'>,
  { spool, metrics, limits }: IngestParts,
): void {
  const waiting = answerBeforeBody(app)
  const sensors = new WeakMap<FastifyRequest, Sensor>()

  app.register(async (ingest: App) => {
    ingest.removeAllContentTypeParsers()
    ingest.addContentTypeParser('*', (_request, payload, done) => done(null, payload))
    ingest.addHook('onError', async (request, reply) => {
      if (waiting.has(request.raw)) reply.header('connection', 'close')
      else discardRest(request.raw)
    })

    ingest.post(
      '/ingest/v1/events',
      {
        config: { rule: 'sensor' },
        onRequest: async (request) => {
          sensors.set(request, await sensorOf(request))
        },
        schema: {
          summary: 'Send events: one JSON object a line, or a JSON array',
          description: `The reply comes once the lines are on disk. \`Content-Encoding\`: ${encodings.join(', ')}.`,
          tags: ['ingest'],
          response: replies({ 202: IngestReply }, Object.values(sensingProblems)),
        },
      },
      async (request, reply) => {
        const sensor = sensors.get(request) as Sensor
        const encoding = encodingOf(request.headers['content-encoding'])
        if (encoding === null) {
          throw new Problem(
            sensingProblems.contentEncodingUnknown,
            `Content-Encoding: ${shown(request.headers['content-encoding'])} is not read. Send gzip, zstd or identity.`,
            { headers: { 'accept-encoding': encodings.join(', ') } },
          )
        }
        if (Number(request.headers['content-length'] ?? 0) > limits.sent) throw tooLarge()
        if (spool.isBusy()) {
          throw new Problem(
            sensingProblems.spoolBusy,
            `More than the spool may hold waits to be loaded. Keep the batch and send it again in ${retrySeconds} seconds.`,
            { headers: { 'retry-after': retrySeconds } },
          )
        }
        if (waiting.delete(request.raw)) reply.raw.writeContinue()
        const { batch, lines, bytes, damage } = await receive(request, sensor, encoding)
        metrics.received.inc(lines)
        metrics.bytes.inc(bytes)
        if (damage !== null) {
          const what =
            damage === 'array'
              ? 'The JSON array ends before its closing bracket'
              : `The ${encoding} data is cut short or damaged`
          throw new Problem(
            sensingProblems.bodyCorrupt,
            `${what}. ${lines} whole lines before that were kept as batch ${batch}. Send the batch again: lines that were kept count once.`,
          )
        }
        return reply.code(202).send({ received: lines, batch })
      },
    )
  })

  async function sensorOf(request: FastifyRequest): Promise<Sensor> {
    const [scheme, token] = (request.headers.authorization ?? '').split(' ')
    const known =
      scheme?.toLowerCase() === 'bearer' && token ? await findSensorByToken(postgres.db, hashSecret(token)) : null
    if (known) return known
    throw new Problem(
      sensingProblems.sensorTokenUnknown,
      'Send `Authorization: Bearer TOKEN` with the token that `varde sensors enrol` printed.',
      { headers: { 'www-authenticate': 'Bearer realm="varde sensors"' } },
    )
  }

  async function receive(request: FastifyRequest, { id }: Sensor, encoding: 'gzip' | 'zstd' | 'identity') {
    try {
      return await receiveBody(spool, bytesOf(request), { encoding, limits, sensor: id, now: clock })
    } catch (fault) {
      if (fault instanceof BodyTooLarge) throw tooLarge()
      // Nobody is there to read this; it only keeps a lost connection from being logged as a fault of ours.
      if (request.raw.destroyed) throw new Problem(sensingProblems.bodyCorrupt, 'The connection was closed.')
      if ((fault as NodeJS.ErrnoException).code === 'ENOSPC') {
        log.error({ err: fault }, 'the disk that holds the spool is full')
        throw new Problem(
          sensingProblems.spoolFull,
          `Nothing of this batch was kept. Keep it and send it again in ${retrySeconds} seconds.`,
          { headers: { 'retry-after': retrySeconds } },
        )
      }
      throw fault
    }
  }

  function tooLarge(): Problem {
    return new Problem(
      sensingProblems.bodyTooLarge,
      `At most ${limits.sent} bytes as sent and ${limits.decompressed} bytes once decompressed. Nothing of this body was kept: send it in smaller batches.`,
    )
  }
}

/** The body as chunks. Leaving off in the middle must not close the connection: the reply goes over it. */
function bytesOf(request: FastifyRequest): AsyncIterable<Buffer> {
  if (request.body === undefined || request.body === null) return nothing()
  return (request.body as Readable).iterator({ destroyOnReturn: false })
}

async function* nothing(): AsyncGenerator<Buffer> {}

function discardRest(message: IncomingMessage): void {
  if (message.readableEnded || message.destroyed) return
  let bytes = 0
  const end = setTimeout(() => message.socket.destroy(), discardMilliseconds).unref()
  message.on('data', (chunk: Buffer) => {
    bytes += chunk.length
    if (bytes > discardBytes) message.socket.destroy()
  })
  message.on('close', () => clearTimeout(end))
  message.on('error', () => {})
  message.resume()
}

/**
 * A client that asks with `Expect: 100-continue` (RFC 9110, section 10.1.1) is answered before it sends: these requests
 * reach the route without the go-ahead, which the route gives. Elsewhere it is given at once, as Node does by itself.
 * @returns the requests that wait for the go-ahead
 */
function answerBeforeBody(app: App): {
  has(message: IncomingMessage): boolean
  delete(message: IncomingMessage): boolean
} {
  const waiting = new WeakSet<IncomingMessage>()
  app.server.on('checkContinue', (message, response) => {
    if (message.url?.startsWith('/ingest/')) waiting.add(message)
    else response.writeContinue()
    app.server.emit('request', message, response)
  })
  return waiting
}

/** A header of a stranger's, safe to repeat. */
function shown(header: string | undefined): string {
  return JSON.stringify((header ?? '').slice(0, 40))
}
