/** Requests of a command to the server of its own installation, over the port that the settings name. */
import { type ClientRequest, request as httpRequest, type IncomingMessage, type RequestOptions } from 'node:http'
import { request as httpsRequest } from 'node:https'
import { Readable } from 'node:stream'
import { text } from 'node:stream/consumers'
import { pipeline } from 'node:stream/promises'
import type { Config } from '../config.ts'
import { serve } from '../serve.ts'
import type { Context } from './command.ts'

export type Answered = { status: number; headers: IncomingMessage['headers']; body: unknown }
export type Body = Iterable<Buffer> | AsyncIterable<Buffer>
export type OwnServer = {
  /** @throws what `body` throws, or what befalls the connection */
  ask(
    method: 'GET' | 'POST',
    path: string,
    token: string,
    body?: Body,
    headers?: Record<string, string>,
  ): Promise<Answered>
  close(): Promise<void>
}

/** The running server, or one that receives and loads until it is closed, where none runs. */
export async function ownServer({ config, log }: Context): Promise<OwnServer> {
  if (await isUp(config)) return { ask: asking(config), close: async () => {} }
  const alone = { ...config, roles: new Set(['receive'] as const), host: '127.0.0.1', port: 0, tls: null }
  const running = await serve(alone, log)
  return { ask: asking({ ...alone, port: Number(new URL(running.address).port) }), close: () => running.close() }
}

type Reached = Pick<Config, 'host' | 'port' | 'tls'>

async function isUp(config: Reached): Promise<boolean> {
  try {
    const { status, body } = await asking(config)('GET', '/healthz', '')
    return status === 200 && (body as { status?: unknown }).status === 'ok'
  } catch {
    return false
  }
}

function asking({ host, port, tls }: Reached): OwnServer['ask'] {
  const here = host === '0.0.0.0' ? '127.0.0.1' : host === '::' ? '::1' : host
  return (method, path, token, body, headers) =>
    new Promise((resolve, reject) => {
      const sent = { ...headers, authorization: `Bearer ${token}` }
      const options: RequestOptions = { host: here, port, path, method, headers: sent }
      // It is our own certificate that must answer; the name in it is that of the public address.
      const request: ClientRequest =
        tls === null
          ? httpRequest(options)
          : httpsRequest({ ...options, ca: tls.cert, checkServerIdentity: () => undefined })
      request.on('error', reject)
      request.on('response', (response) => {
        text(response).then((said) => {
          const json = response.headers['content-type']?.includes('json') === true
          resolve({ status: response.statusCode ?? 0, headers: response.headers, body: json ? JSON.parse(said) : said })
        }, reject)
      })
      // An answer may come before all is sent; it has been taken by then, and the rest does not matter.
      pipeline(Readable.from(body ?? []), request).catch(reject)
    })
}
