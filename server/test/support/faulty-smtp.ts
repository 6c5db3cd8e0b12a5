/** A mail server on a bare socket that goes wrong as it is told (RFC 5321), and counts what it took on itself to deliver. */
import { type AddressInfo, createServer, type Socket } from 'node:net'

/**
 * `stall_*`: says nothing more, and keeps the connection. `die_*`: breaks it. `greylist`: 450 to the recipient. `busy`: 421
 * instead of a greeting. `die_after_data`: took every byte, and says neither yes nor no. `die_after_yes`: says 250 and breaks.
 */
export const smtpFaults = [
  'stall_greeting',
  'stall_recipient',
  'stall_data',
  'die_greeting',
  'die_recipient',
  'die_in_data',
  'die_after_data',
  'die_after_yes',
  'greylist',
  'busy',
  'full',
  'garbage',
] as const
export type SmtpFault = (typeof smtpFaults)[number]

export type FaultySmtp = {
  url: string
  fault: SmtpFault | null
  /** Lets this go wrong from now on, and null nothing; connections that are open end. */
  break(fault: SmtpFault | null): void
  /** Message-IDs of the mails that it answered 250 for. */
  taken: string[]
  /** Connections that met the fault. */
  met: number
  close(): Promise<void>
}

export async function openFaultySmtp(): Promise<FaultySmtp> {
  const sockets = new Set<Socket>()
  const server = createServer((socket) => {
    sockets.add(socket)
    socket.on('error', () => {})
    socket.on('close', () => sockets.delete(socket))
    talk(socket, smtp)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()))
  const smtp: FaultySmtp = {
    url: `smtp://127.0.0.1:${(server.address() as AddressInfo).port}`,
    fault: null,
    break: (fault) => {
      smtp.fault = fault
      for (const socket of sockets) socket.destroy()
    },
    taken: [],
    met: 0,
    close: () => {
      for (const socket of sockets) socket.destroy()
      return new Promise((resolve) => server.close(() => resolve()))
    },
  }
  return smtp
}

function talk(socket: Socket, smtp: FaultySmtp): void {
  let data: string | null = null
  let rest = ''
  const say = (line: string) => socket.write(`${line}\r\n`)
  /** @returns whether it happened */
  const meet = (fault: SmtpFault, what: () => void) => {
    if (smtp.fault !== fault) return false
    smtp.met++
    what()
    return true
  }
  const die = () => socket.destroy()
  const stall = () => {}
  if (meet('stall_greeting', stall) || meet('die_greeting', die)) return
  if (meet('busy', () => socket.end('421 4.3.2 busy\r\n')) || meet('garbage', () => socket.end('hei hei\r\n'))) return
  say('220 faulty.example ESMTP')
  socket.on('data', (chunk) => {
    rest += chunk.toString('latin1')
    for (let end = rest.indexOf('\r\n'); end >= 0; end = rest.indexOf('\r\n')) {
      const line = rest.slice(0, end)
      rest = rest.slice(end + 2)
      if (data === null) command(line)
      else if (line === '.') finish(data)
      else {
        data += `${line}\r\n`
        if (data.length > 1000 && meet('die_in_data', die)) return
      }
    }
  })

  function command(line: string): void {
    const word = line.slice(0, 4).toUpperCase()
    if (word === 'EHLO' || word === 'HELO') say('250 faulty.example')
    else if (word === 'RCPT') {
      if (meet('stall_recipient', stall) || meet('die_recipient', die)) return
      if (!meet('greylist', () => say('450 4.7.1 greylisted, try again later'))) say('250 2.1.5 ok')
    } else if (word === 'DATA') {
      if (meet('stall_data', stall)) return
      data = ''
      say('354 go on')
    } else if (word === 'QUIT') socket.end('221 bye\r\n')
    else say('250 2.0.0 ok')
  }

  function finish(whole: string): void {
    data = null
    if (meet('die_after_data', die) || meet('full', () => say('452 4.3.1 no room'))) return
    smtp.taken.push(/^Message-ID: (.*)$/im.exec(whole)?.[1] ?? '')
    if (!meet('die_after_yes', () => socket.end('250 2.0.0 ok: queued\r\n'))) say('250 2.0.0 ok: queued')
  }
}
