/** Somebody's server that is called: it keeps what it is sent, and answers, or fails to, as a test tells it. */
import { createServer, type IncomingHttpHeaders } from 'node:http'
import type { AddressInfo } from 'node:net'

/** `stall`: never answers. `cut`: closes the connection when the call has come. `half`: says 200, and dies in the answer. */
export type Behaviour = number | 'stall' | 'cut' | 'half' | { redirect: string }
export type Received = { method: string; path: string; headers: IncomingHttpHeaders; body: string }
export type Receiver = {
  url: string
  received: Received[]
  /** In this order, the last for all that come after it. */
  behave(...behaviours: Behaviour[]): void
  close(): Promise<void>
}

export async function openReceiver(): Promise<Receiver> {
  const received: Received[] = []
  let behaviours: Behaviour[] = [204]
  const server = createServer((request, response) => {
    let body = ''
    request.setEncoding('utf8').on('data', (text: string) => {
      body += text
    })
    request.on('end', () => {
      received.push({ method: request.method ?? '', path: request.url ?? '', headers: request.headers, body })
      const [next = 204] = behaviours
      if (behaviours.length > 1) behaviours.shift()
      if (next === 'stall') return
      if (next === 'cut') return request.socket.destroy()
      if (next === 'half') {
        response.writeHead(200, { 'content-length': '500' }).write('so far')
        return setTimeout(() => request.socket.destroy(), 20)
      }
      if (typeof next === 'object') return response.writeHead(307, { location: next.redirect }).end()
      return response
        .writeHead(next, { 'content-type': 'text/plain' })
        .end(next >= 300 ? `no: ${'x'.repeat(5000)}` : '')
    })
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/varde`,
    received,
    behave(...next) {
      behaviours = next
    },
    close: () =>
      new Promise((done) => {
        server.close(() => done())
        server.closeAllConnections()
      }),
  }
}
