/** Requests to the server of this very installation, over the port that it listens on. */
import { type ClientRequest, request as httpRequest, type IncomingMessage, type RequestOptions } from 'node:http'
import { request as httpsRequest } from 'node:https'
import { Readable } from 'node:stream'
import { text } from 'node:stream/consumers'
import { pipeline } from 'node:stream/promises'
import type { Config } from '../config.ts'

type Answered = { status: number; headers: IncomingMessage['headers']; body: unknown }
export type AskOwnPort = (
  method: 'GET' | 'POST',
  path: string,
  token: string,
  body?: Iterable<Buffer> | AsyncIterable<Buffer>,
  headers?: Record<string, string>,
) => Promise<Answered>

/** @throws what `body` throws, and where nothing answers, or not within `patience` milliseconds */
export function askOwnPort({ host, port, tls }: Pick<Config, 'host' | 'port' | 'tls'>, patience?: number): AskOwnPort {
  const here = host === '0.0.0.0' ? '127.0.0.1' : host === '::' ? '::1' : host
  return (method, path, token, body, headers) =>
    new Promise((resolve, reject) => {
      const sent = { ...headers, authorization: `Bearer ${token}` }
      const options: RequestOptions = { host: here, port, path, method, headers: sent }
      if (patience !== undefined) options.signal = AbortSignal.timeout(patience)
      // It is our own certificate that must answer, whoever signed it; the name in it is that of the public address.
      const request: ClientRequest =
        tls === null
          ? httpRequest(options)
          : httpsRequest({
              ...options,
              ca: tls.cert,
              allowPartialTrustChain: true,
              checkServerIdentity: () => undefined,
            })
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
