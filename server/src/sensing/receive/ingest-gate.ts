/**
 * What every way of sending has in common: who sends, what is too much, and the body on its way to the disk. Nothing of it
 * is parsed here.
 */
import type { IncomingMessage } from 'node:http'
import type { Readable } from 'node:stream'
import type { TLSSocket } from 'node:tls'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { type Audit, actorOf, keyOpening } from '../../access/index.ts'
import {
  type App,
  type BodyLimits,
  BodyTooLarge,
  bodyBytes,
  type Encoding,
  type Excess,
  encodingOf,
  encodings,
  keptSecret,
  type Platform,
  Problem,
} from '../../platform/index.ts'
import { liveSensor } from '../fleet/sensor.store.ts'
import { isOwnCertificate, refusedSensor, type Shown, tokenOf } from '../fleet/sensor-credential.ts'
import { sensingProblems } from '../sensing.problems.ts'
import type { TelemetryMetrics } from '../telemetry.metrics.ts'
import { importKeyName, isImportPass, readImportPass } from './import-pass.ts'
import { type Received, type Reframer, receiveBody } from './receive.ts'
import type { Spool } from './spool.ts'
import { type SpoolFault, SpoolUnwritable } from './spool-fault.ts'

export const bodyLimits: BodyLimits = { sent: 1024 ** 3, decompressed: 4 * 1024 ** 3 }

/**
 * A client that is refused while it still sends is read on and its bytes thrown away, so that it gets to see the reply;
 * but not for ever.
 */
const discardBytes = 4 * 1024 ** 3
const discardMilliseconds = 120_000
const retrySeconds = '30'

type Sender = { id: string; orgnr: string | null }
export type IngestParts = { spool: Spool; metrics: TelemetryMetrics; limits: BodyLimits }

export type Gate = {
  /** Before the body: who sends. @throws Problem */
  admit(request: FastifyRequest): Promise<void>
  /** The sensor of an admitted request. */
  sensorOf(request: FastifyRequest): string
  /** Whether that is a source of reports: nobody's sensor. */
  isSource(request: FastifyRequest): boolean
  /**
   * Takes the body of an admitted request: what it returns is on disk. `form`: what a body that ends in the middle is told.
   * @throws Problem
   */
  take(request: FastifyRequest, reply: FastifyReply, form: Form): Promise<Received>
}
export type Form = {
  unclosed: string
  reframer?: Reframer
  /** Makes lines of a body that cannot be cut into lines: unpacked bytes in, lines out. What it throws refuses the body. */
  rewrite?: (bytes: AsyncIterable<Buffer>) => AsyncIterable<Buffer>
}

/** The routes that `add` makes get their bodies as streams, and their callers get to read why one was refused. */
export function openGate(
  app: App,
  { config, postgres, clock, log }: Pick<Platform, 'config' | 'postgres' | 'clock' | 'log'>,
  audit: Audit,
  { spool, metrics, limits }: IngestParts,
  add: (routes: App, gate: Gate) => void,
): void {
  const waiting = answerBeforeBody(app)
  const sensors = new WeakMap<FastifyRequest, Sender>()
  const openKey = keyOpening(postgres.db, audit, 'sensor')
  const asksForCertificates = (config.tls?.sensorCa ?? null) !== null

  app.register(async (routes: App) => {
    routes.removeAllContentTypeParsers()
    routes.addContentTypeParser('*', (_request, payload, done) => done(null, payload))
    routes.addHook('onError', async (request, reply) => {
      if (waiting.has(request.raw)) reply.header('connection', 'close')
      else discardRest(request.raw)
    })
    const senderOf = (request: FastifyRequest) => sensors.get(request) as Sender
    add(routes, {
      admit,
      take,
      sensorOf: (request) => senderOf(request).id,
      isSource: (request) => senderOf(request).orgnr === null,
    })
  })

  async function admit(request: FastifyRequest): Promise<void> {
    sensors.set(request, await senderOf(request))
  }

  async function take(request: FastifyRequest, reply: FastifyReply, form: Form) {
    const sensor = sensors.get(request) as Sender
    const encoding = encodingOf(request.headers['content-encoding'])
    if (encoding === null) {
      throw new Problem(
        sensingProblems.contentEncodingUnknown,
        `Content-Encoding: ${shown(request.headers['content-encoding'])} is not read. Send gzip, zstd or identity.`,
        { headers: { 'accept-encoding': encodings.join(', ') } },
      )
    }
    if (Number(request.headers['content-length'] ?? 0) > limits.sent) throw await tooLarge(request, sensor, 'sent')
    if (spool.isBusy()) {
      throw new Problem(
        sensingProblems.spoolBusy,
        `More than the spool may hold waits to be loaded. Keep the batch and send it again in ${retrySeconds} seconds.`,
        { headers: { 'retry-after': retrySeconds } },
      )
    }
    const fault = await spool.fault()
    if (fault !== null) throw unwritable(fault)
    if (waiting.delete(request.raw)) reply.raw.writeContinue()
    const received = await receive(request, sensor, encoding, form)
    const { batch, lines, bytes, damage } = received
    metrics.received.inc(lines)
    metrics.bytes.inc(bytes)
    if (damage !== null) {
      const what = damage === 'unclosed' ? form.unclosed : `The ${encoding} data is cut short or damaged`
      throw new Problem(
        sensingProblems.bodyCorrupt,
        `${what}. ${lines} whole lines before that were kept as batch ${batch}. Send the batch again: lines that were kept count once.`,
      )
    }
    return received
  }

  async function senderOf(request: FastifyRequest): Promise<Sender> {
    const token = tokenOf(request.headers.authorization)
    if (token === null) throw refusedSensor('unknown')
    if (isImportPass(token)) return importer(request, token)
    const opening = await openKey(token, {
      from: request.ip,
      now: clock(),
      refuse: ({ sensor_id, name }) => {
        if (!asksForCertificates) return null
        return isOwnCertificate(certificateOf(request), { id: sensor_id ?? '', name }) ? null : 'certificate'
      },
    })
    if (opening.refusal !== null) throw refusedSensor(opening.refusal)
    return { id: opening.key.sensor_id as string, orgnr: opening.key.orgnr }
  }

  /** The command line, for a sensor, or the heartbeat: no certificate and no network of the sensor's is asked of it. */
  async function importer(request: FastifyRequest, pass: string): Promise<Sender> {
    const id = readImportPass(await keptSecret(config.secrets, importKeyName), pass, clock())
    const sensor = id === null ? null : await liveSensor(postgres.db, id)
    if (sensor === null) {
      const entry = { act: 'sensor.refused', outcome: 'refused', details: { reason: 'import' } } as const
      await audit.recordOnce(postgres.db, actorOf(request), entry)
      throw refusedSensor('unknown')
    }
    return sensor
  }

  async function receive(request: FastifyRequest, sensor: Sender, encoding: Encoding, { reframer, rewrite }: Form) {
    const given = { encoding, limits, sensor: sensor.id, now: clock, ...(reframer === undefined ? {} : { reframer }) }
    const bytes = bytesOf(request)
    try {
      if (rewrite === undefined) return await receiveBody(spool, bytes, given)
      const lines = rewrite(bodyBytes(bytes, encoding, limits))
      return await receiveBody(spool, lines, { ...given, encoding: 'identity' })
    } catch (fault) {
      if (fault instanceof BodyTooLarge) throw await tooLarge(request, sensor, fault.excess)
      // A rewriting that refuses may have read to the end, whereupon the request is destroyed as well.
      if (fault instanceof Problem) throw fault
      if (fault instanceof SpoolUnwritable) {
        log.error({ err: fault }, 'a batch could not be written to the spool')
        throw unwritable(fault.fault)
      }
      // Nobody is there to read this; it only keeps a lost connection from being logged as a fault of ours.
      if (request.raw.destroyed && !request.raw.complete)
        throw new Problem(sensingProblems.bodyCorrupt, 'The connection was closed.')
      throw fault
    }
  }

  async function tooLarge(request: FastifyRequest, { id, orgnr }: Sender, reason: Excess): Promise<Problem> {
    const entry = { act: 'upload.refused', outcome: 'refused', member: orgnr, details: { reason } } as const
    const by = { kind: 'sensor', id, address: request.ip } as const
    await audit.recordOnce(postgres.db, by, { ...entry, object: { kind: 'sensor', id } })
    const bounds = `At most ${limits.sent} bytes as sent and ${limits.decompressed} bytes once decompressed.`
    return new Problem(
      sensingProblems.bodyTooLarge,
      reason === 'bomb'
        ? 'The body unpacks to far more than any log does. Nothing of it was kept: send only what was logged.'
        : `${bounds} Nothing of this body was kept: send it in smaller batches.`,
    )
  }
}

/** `kind` and `code` say to who runs the sensor whom to tell what. */
function unwritable({ kind, code }: SpoolFault): Problem {
  const why = {
    full: 'The disk that batches are kept on is full',
    read_only: `The disk that batches are kept on takes no writes (${code})`,
    failing: `The disk that batches are kept on fails (${code})`,
  }[kind]
  return new Problem(
    kind === 'full' ? sensingProblems.spoolFull : sensingProblems.spoolUnwritable,
    `${why}, and those who run this server are told. Nothing of this batch was kept: keep it and send it again in ${retrySeconds} seconds.`,
    { headers: { 'retry-after': retrySeconds } },
  )
}

function certificateOf(request: FastifyRequest): Shown {
  const socket = request.raw.socket as TLSSocket
  const shown = socket.getPeerCertificate()
  const names: unknown = Object.keys(shown).length === 0 ? [] : shown.subject.CN
  return { authorized: socket.authorized, names: (Array.isArray(names) ? names : [names]).map(String) }
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
  const end = setTimeout(() => message.destroy(), discardMilliseconds).unref()
  message.on('data', (chunk: Buffer) => {
    bytes += chunk.length
    if (bytes > discardBytes) message.destroy()
  })
  message.on('close', () => clearTimeout(end))
  message.on('error', () => {})
  message.resume()
}

/** The addresses of this gate's routes. */
const takesBodies = /^\/(ingest\/|api\/1\/submit|([^/?]+\/)?_bulk)/

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
    if (takesBodies.test(message.url ?? '')) waiting.add(message)
    else response.writeContinue()
    app.server.emit('request', message, response)
  })
  return waiting
}

/** A header of a stranger's, safe to repeat. */
function shown(header: string | undefined): string {
  return JSON.stringify((header ?? '').slice(0, 40))
}
