/**
 * Sends small batches over connections that are kept open, as many sensors do: each connection waits for its answer before it
 * sends its next. By hand over sockets, since an HTTP client would cost the machine more than the server that is measured.
 */
import { connect, type Socket } from 'node:net'

export type Request = { head: string; body: Buffer }

/** @returns seconds until the last answer @throws where an answer is not 202 */
export async function sendBatches(
  address: string,
  {
    connections,
    total,
    request,
  }: { connections: number; total: number; request: (n: number, connection: number) => Request },
): Promise<number> {
  const { hostname, port } = new URL(address)
  const sockets = await Promise.all(
    Array.from(
      { length: connections },
      () =>
        new Promise<Socket>((resolve, reject) => {
          const socket = connect({ host: hostname, port: Number(port), noDelay: true }, () => resolve(socket))
          socket.once('error', reject)
        }),
    ),
  )
  const start = performance.now()
  let next = 0
  await Promise.all(
    sockets.map(
      (socket, connection) =>
        new Promise<void>((resolve, reject) => {
          const send = () => {
            if (next >= total) return resolve()
            const { head, body } = request(next++, connection)
            socket.cork()
            socket.write(`${head}content-length: ${body.length}\r\n\r\n`)
            socket.write(body)
            socket.uncork()
          }
          let answer = ''
          socket.on('data', (bytes: Buffer) => {
            answer += bytes.toString('latin1')
            const end = answer.indexOf('\r\n\r\n')
            if (end < 0 || answer.length < end + 4 + Number(/content-length: (\d+)/i.exec(answer)?.[1] ?? 0)) return
            if (!answer.startsWith('HTTP/1.1 202')) return reject(new Error(answer.slice(0, 500)))
            answer = ''
            send()
          })
          socket.once('close', () => reject(new Error('the server closed a connection')))
          send()
        }),
    ),
  )
  const seconds = (performance.now() - start) / 1000
  for (const socket of sockets) socket.removeAllListeners('close').destroy()
  return seconds
}
