/** Where sensors send: in Varde's own form, by Elasticsearch's bulk API as log shippers speak it, and as EveBox's agent does. */
import { Readable } from 'node:stream'
import { IngestReply } from '@varde/contract'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { Type } from 'typebox'
import type { Audit } from '../../access/index.ts'
import { type App, encodings, type Platform, Problem, replies } from '../../platform/index.ts'
import { sensingProblems } from '../sensing.problems.ts'
import { ActionUnreadable, bulkReply, createBulkReframer } from './bulk-reframer.ts'
import { type Gate, type IngestParts, openGate } from './ingest-gate.ts'
import { addGreetings, productHeader } from './shipper-greeting.routes.ts'

const unclosedArray = 'The JSON array ends before its closing bracket'
const encodingWords = `\`Content-Encoding\`: ${encodings.join(', ')}.`

export function addIngest(
  app: App,
  platform: Pick<Platform, 'config' | 'postgres' | 'clock' | 'log'>,
  audit: Audit,
  parts: IngestParts,
  addFurther: (routes: App, gate: Gate) => void = () => {},
): void {
  openGate(app, platform, audit, parts, (routes, gate) => {
    addOwn(routes, gate)
    addBulk(routes, gate)
    addEveBox(routes, gate)
    addFurther(routes, gate)
    addGreetings(routes)
  })
}

function addOwn(app: App, { admit, take }: Gate): void {
  app.post(
    '/ingest/v1/events',
    {
      config: { rule: 'sensor' },
      onRequest: admit,
      schema: {
        summary: 'Send events: one JSON object a line, or a JSON array',
        description: `The reply comes once the lines are on disk. ${encodingWords}`,
        tags: ['ingest'],
        response: replies({ 202: IngestReply }, Object.values(sensingProblems)),
      },
    },
    async (request, reply) => {
      const { lines, batch } = await take(request, reply, { unclosed: unclosedArray })
      return reply.code(202).send({ received: lines, batch })
    },
  )
}

/** https://www.elastic.co/docs/api/doc/elasticsearch/operation/operation-bulk */
function addBulk(app: App, { admit, take }: Gate): void {
  const options = {
    config: { rule: 'sensor' as const },
    onRequest: admit,
    errorHandler: hangUp,
    schema: {
      summary: 'Send events as to Elasticsearch’s bulk API',
      description: `The index is not looked at. The reply comes once the lines are on disk. ${encodingWords}`,
      tags: ['ingest'],
      response: replies({}, Object.values(sensingProblems)),
    },
  }
  const handle = async (request: FastifyRequest, reply: FastifyReply) => {
    const reframer = createBulkReframer()
    try {
      await take(request, reply, { reframer, unclosed: 'The last action has no source line' })
    } catch (fault) {
      if (!(fault instanceof ActionUnreadable)) throw fault
      throw new Problem(
        sensingProblems.bulkActionUnreadable,
        `Line ${fault.line} is no action such as {"create":{}}. Nothing of this body was kept: mend the shipper’s form.`,
      )
    }
    const pieces = Readable.from(bulkReply(Math.round(reply.elapsedTime), reframer.runs()))
    return reply.headers(productHeader).type('application/json').send(pieces)
  }
  app.post('/_bulk', options, handle)
  app.post('/:index/_bulk', options, handle)
}

/**
 * rsyslog's omelasticsearch (8.2302, Debian 12) does not look at the status: a JSON reply without items means to it that the
 * batch was refused for good, and it drops the batch. What it does keep and send again is a batch whose connection ended
 * without a reply. So it gets none where waiting helps. It is known by sending no User-Agent, as no other shipper does.
 */
function hangUp(fault: unknown, request: FastifyRequest, reply: FastifyReply): void {
  const status = fault instanceof Problem ? fault.kind.status : 500
  if (request.headers['user-agent'] !== undefined || (status !== 429 && status < 500)) throw fault
  request.log.warn({ err: fault }, 'a shipper that reads no refusals was hung up on, so that it sends again')
  reply.hijack()
  request.raw.socket.destroy()
}

/** `src/server/api/submit.rs` of EveBox: the agent takes any 200 for stored. `Count` has its capital there too. */
function addEveBox(app: App, { admit, take }: Gate): void {
  app.post(
    '/api/1/submit',
    {
      config: { rule: 'sensor' },
      onRequest: admit,
      schema: {
        summary: 'Send events as EveBox’s agent does',
        description: `The reply comes once the lines are on disk. ${encodingWords}`,
        tags: ['ingest'],
        response: replies({ 200: Type.Object({ Count: Type.Integer() }) }, Object.values(sensingProblems)),
      },
    },
    async (request, reply) => {
      const { lines } = await take(request, reply, { unclosed: unclosedArray })
      return { Count: lines }
    },
  )
}
