/** A small name server on loopback, for what the resolver asks of it: TXT and MX over UDP (RFC 1035, section 4). */
import { createSocket } from 'node:dgram'

type Zone = { txt?: Record<string, string[]>; mx?: Record<string, string[]> }
export type NameServer = { address: string; zone: Zone; close(): Promise<void> }

const types = { 15: 'mx', 16: 'txt' } as const

export async function openNameServer(zone: Zone = {}): Promise<NameServer> {
  const socket = createSocket('udp4')
  const names: NameServer = {
    address: '',
    zone,
    close: () => new Promise((resolve) => socket.close(() => resolve())),
  }
  socket.on('message', (asked, from) => socket.send(answer(asked, names.zone), from.port, from.address))
  await new Promise<void>((resolve) => socket.bind(0, '127.0.0.1', () => resolve()))
  names.address = `127.0.0.1:${socket.address().port}`
  return names
}

function answer(asked: Buffer, zone: Zone): Buffer {
  const { name, end } = nameAt(asked, 12)
  const type = asked.readUInt16BE(end)
  const kind = types[type as keyof typeof types]
  const values = kind === undefined ? [] : (zone[kind]?.[name] ?? [])
  const known = Object.values(zone).some((records) => name in records)
  const head = Buffer.alloc(12)
  asked.copy(head, 0, 0, 2)
  // An answer, recursion desired and available; 3 where there is no such name.
  head.writeUInt16BE(0x8180 | (known ? 0 : 3), 2)
  head.writeUInt16BE(1, 4)
  head.writeUInt16BE(values.length, 6)
  const records = values.map((value) => {
    const data = kind === 'mx' ? Buffer.concat([Buffer.from([0, 10]), encoded(value)]) : text(value)
    // The name is that of the question, at byte 12; class IN, a lifetime of a second.
    const front = Buffer.from([0xc0, 12, 0, type, 0, 1, 0, 0, 0, 1, data.length >> 8, data.length & 255])
    return Buffer.concat([front, data])
  })
  return Buffer.concat([head, asked.subarray(12, end + 4), ...records])
}

function nameAt(bytes: Buffer, start: number): { name: string; end: number } {
  const labels: string[] = []
  let at = start
  for (let length = bytes[at] ?? 0; length > 0; length = bytes[at] ?? 0) {
    labels.push(bytes.toString('latin1', at + 1, at + 1 + length).toLowerCase())
    at += 1 + length
  }
  return { name: labels.join('.'), end: at + 1 }
}

function encoded(name: string): Buffer {
  const labels = name.split('.').map((label) => Buffer.concat([Buffer.from([label.length]), Buffer.from(label)]))
  return Buffer.concat([...labels, Buffer.from([0])])
}

function text(value: string): Buffer {
  const pieces = (value.match(/.{1,255}/g) ?? ['']).map((piece) => Buffer.from(piece))
  return Buffer.concat(pieces.flatMap((piece) => [Buffer.from([piece.length]), piece]))
}
