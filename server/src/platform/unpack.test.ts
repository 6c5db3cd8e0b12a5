import { gzipSync, zstdCompressSync } from 'node:zlib'
import { expect, it } from 'vitest'
import { BodyCorrupt, BodyTooLarge, bodyBytes, type Encoding, encodingOf } from './unpack.ts'

const limits = { sent: 1e9, decompressed: 1e9 }
const text = Array.from({ length: 20_000 }, (_, i) => `{"line":${i},"noise":"${(i * 7919) % 10007}"}\n`).join('')

async function* chunks(bytes: Buffer, size = 5000): AsyncGenerator<Buffer> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size)
}

async function read(bytes: Buffer, encoding: Encoding, given = limits, size = 5000) {
  const got: Buffer[] = []
  let fault: unknown = null
  try {
    for await (const chunk of bodyBytes(chunks(bytes, size), encoding, given)) got.push(Buffer.from(chunk))
  } catch (thrown) {
    fault = thrown
  }
  return { text: Buffer.concat(got).toString(), fault }
}

const compress = { gzip: gzipSync, zstd: zstdCompressSync, identity: (bytes: Buffer) => bytes }

it.each(['gzip', 'zstd', 'identity'] as const)('reads %s', async (encoding) => {
  expect(await read(compress[encoding](Buffer.from(text)), encoding)).toEqual({ text, fault: null })
})

it.each(['gzip', 'zstd'] as const)('reads several %s members as one', async (encoding) => {
  const half = text.length / 2
  const members = [text.slice(0, half), '', text.slice(half)].map((part) => compress[encoding](Buffer.from(part)))
  // Also cut where a member ends, so that the next one begins with a chunk of its own.
  for (const size of [5000, (members[0] as Buffer).length, 1_000_000]) {
    expect(await read(Buffer.concat(members), encoding, limits, size)).toEqual({ text, fault: null })
  }
})

it.each(['gzip', 'zstd'] as const)('hands out what it could read of %s that is cut short', async (encoding) => {
  const bytes = compress[encoding](Buffer.from(text))
  const got = await read(bytes.subarray(0, bytes.length - 5), encoding)
  expect(got.fault).toBeInstanceOf(BodyCorrupt)
  expect(text.startsWith(got.text)).toBe(true)
  expect(got.text.length).toBeGreaterThan(text.length / 2)
})

it.each(['gzip', 'zstd'] as const)('finds what is no %s, also when there is nothing', async (encoding) => {
  expect((await read(Buffer.from('{"plain":true}\n'.repeat(10)), encoding)).fault).toBeInstanceOf(BodyCorrupt)
})

it('finds damage in the middle', async () => {
  const bytes = gzipSync(Buffer.from(text))
  bytes.fill(0xff, 20_000, 20_050)
  const got = await read(bytes, 'gzip')
  expect(got.fault).toBeInstanceOf(BodyCorrupt)
  expect(got.text.length).toBeGreaterThan(0)
})

it('stops at the limits, of what is sent and of what comes out of it', async () => {
  expect((await read(Buffer.from(text), 'identity', { ...limits, sent: 9_000 })).fault).toBeInstanceOf(BodyTooLarge)
  const packed = gzipSync(Buffer.alloc(5_000_000))
  expect((await read(packed, 'gzip', { ...limits, decompressed: 1_000_000 })).fault).toBeInstanceOf(BodyTooLarge)
})

it.each(['gzip', 'zstd'] as const)('ends a %s bomb soon after it shows, long before any limit', async (encoding) => {
  const part = compress[encoding](Buffer.alloc(64 * 1024 * 1024, '{}\n'))
  const bomb = Buffer.concat(Array.from({ length: 20 }, () => part))
  let out = 0
  const reading = async () => {
    for await (const chunk of bodyBytes(chunks(bomb), encoding, { sent: 1e12, decompressed: 1e12 })) out += chunk.length
  }
  await expect(reading()).rejects.toMatchObject({ name: 'BodyTooLarge', excess: 'bomb' })
  expect(out).toBeLessThan(64 * 1024 * 1024)
})

it('reads a large text that repeats itself as logs do', async () => {
  const line = (i: number) =>
    `{"timestamp":"2026-11-24T03:00:00.${String(i % 1000).padStart(3, '0')}Z","event_type":"flow","flow_id":${i}}\n`
  const large = Array.from({ length: 400_000 }, (_, i) => line(i)).join('')
  const got = await read(gzipSync(Buffer.from(large)), 'gzip')
  expect(got.fault).toBeNull()
  expect(got.text.length).toBe(large.length)
})

it('knows the encodings by name', () => {
  expect([undefined, '', 'GZIP', 'x-gzip', 'zstd', 'identity', 'br', 'gzip, gzip'].map(encodingOf)).toEqual([
    'identity',
    'identity',
    'gzip',
    'gzip',
    'zstd',
    'identity',
    null,
    null,
  ])
})
