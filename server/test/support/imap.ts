/** A real IMAP server on a free port, which keeps its mail in memory and can be stopped and started again. */
import type { AddressInfo, Server } from 'node:net'
// @ts-expect-error It has no types.
import hoodiecrow from 'hoodiecrow-imap'

type Hoodiecrow = {
  server: Server
  listen: Server['listen']
  appendMessage(folder: string, flags: string[], date: null, raw: string): void
  getMailbox(path: string): { messages: { raw: string }[] } | undefined
}
export type ImapServer = {
  url: string
  /** What lies in a folder, as it came. */
  in(folder: string): string[]
  deliver(raw: string): void
  /** Cuts every connection and takes no new one, until it is started again at the same port. */
  stop(): Promise<void>
  start(): Promise<void>
}

export async function openImap(): Promise<ImapServer> {
  const imap: Hoodiecrow = hoodiecrow({ plugins: ['MOVE', 'UIDPLUS', 'ENABLE'] })
  await new Promise<void>((resolve) => imap.listen(0, '127.0.0.1', () => resolve()))
  const { port } = imap.server.address() as AddressInfo
  const sockets = new Set<{ destroy(): void }>()
  imap.server.on('connection', (socket) => sockets.add(socket))
  return {
    url: `imap://testuser:testpass@127.0.0.1:${port}`,
    in: (folder) => (imap.getMailbox(folder)?.messages ?? []).map(({ raw }) => raw),
    // It keeps a byte in a character.
    deliver: (raw) => imap.appendMessage('INBOX', [], null, Buffer.from(raw).toString('latin1')),
    async stop() {
      for (const socket of sockets) socket.destroy()
      await new Promise<void>((resolve) => imap.server.close(() => resolve()))
    },
    start: () => new Promise((resolve) => imap.server.listen(port, '127.0.0.1', () => resolve())),
  }
}
