/** A zip as a test wants it, with what it says of itself said otherwise (PKWARE APPNOTE, 4.3). */
import { crc32, deflateRawSync } from 'node:zlib'

export type ZipEntry = {
  name: string
  body: string | Buffer
  /** Bytes that it says to hold unpacked, where that is not true. */
  says?: number
  /** Times that it is listed, one over the other. */
  times?: number
}

export function zipOf(entries: readonly ZipEntry[]): Buffer {
  const local: Buffer[] = []
  const listed: Buffer[] = []
  let at = 0
  for (const { name, body, says, times = 1 } of entries) {
    const packed = deflateRawSync(body)
    const rest = Buffer.alloc(26)
    rest.writeUInt16LE(20, 0)
    rest.writeUInt16LE(8, 4)
    rest.writeUInt32LE(crc32(body), 10)
    rest.writeUInt32LE(packed.length, 14)
    rest.writeUInt32LE(says ?? Buffer.byteLength(body), 18)
    rest.writeUInt16LE(Buffer.byteLength(name), 22)
    const place = Buffer.alloc(14)
    place.writeUInt32LE(at, 10)
    const one = [Buffer.from('PK\x03\x04', 'latin1'), rest, Buffer.from(name), packed]
    for (let time = 0; time < times; time++) {
      listed.push(Buffer.from('PK\x01\x02\x14\0', 'latin1'), rest, place, Buffer.from(name))
    }
    local.push(...one)
    at += one.reduce((sum, part) => sum + part.length, 0)
  }
  const count = entries.reduce((sum, { times = 1 }) => sum + times, 0)
  const directory = Buffer.concat(listed)
  const end = Buffer.alloc(18)
  end.writeUInt16LE(count, 4)
  end.writeUInt16LE(count, 6)
  end.writeUInt32LE(directory.length, 8)
  end.writeUInt32LE(at, 12)
  return Buffer.concat([...local, directory, Buffer.from('PK\x05\x06', 'latin1'), end])
}
