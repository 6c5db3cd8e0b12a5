/** The bytes that somebody sent, decompressed, within bounds; what could be read before a fault is handed out first. */
import { createGunzip, createZstdDecompress, type Gunzip, type ZstdDecompress } from 'node:zlib'

type Engine = Gunzip | ZstdDecompress

export const encodings = ['gzip', 'zstd', 'identity'] as const
export type Encoding = (typeof encodings)[number]

export class BodyCorrupt extends Error {
  override name = 'BodyCorrupt'
}
/** `sent`: too many bytes as they came; `unpacked`: too many came out of them; `bomb`: far more than any text packs to. */
export type Excess = 'sent' | 'unpacked' | 'bomb'
export class BodyTooLarge extends Error {
  override name = 'BodyTooLarge'
  readonly excess: Excess
  constructor(excess: Excess) {
    super(`the body is too large: ${excess}`)
    this.excess = excess
  }
}

/** Compressed bytes given to the engine at a time: at the most that formats allow (about 1,000 to 1), 16 MiB come out. */
const step = 16 * 1024
/** Bytes that come out at a time: EVE packs about eight to one, so that a step gives one chunk and one write. */
const chunkSize = 256 * 1024

/**
 * What unpacks to more than this many times its size is no text of anybody's but made to fill a disk: logs pack about ten
 * to one, the most repetitive some fifty, a bomb a thousand to one. Small bodies are let be, since little can repeat much.
 */
const ratio = 200
const ratioFrom = 16 * 1024 * 1024

export type BodyLimits = {
  /** Bytes as sent. */
  sent: number
  /** Bytes once decompressed. */
  decompressed: number
}

/** @returns the encoding that a Content-Encoding header names, or null where it is none of ours */
export function encodingOf(header: string | undefined): Encoding | null {
  const named = (header ?? '').trim().toLowerCase()
  if (named === '' || named === 'identity') return 'identity'
  if (named === 'x-gzip') return 'gzip'
  return (encodings as readonly string[]).includes(named) ? (named as Encoding) : null
}

/** By a file's first bytes and not by its name: gzip (RFC 1952, section 2.3.1), zstd (RFC 8878, section 3.1.1). */
export function encodingByBytes(first: Buffer): Encoding {
  if (first[0] === 0x1f && first[1] === 0x8b) return 'gzip'
  return first.length >= 4 && first.readUInt32LE(0) === 0xfd2fb528 ? 'zstd' : 'identity'
}

/** @throws BodyCorrupt, BodyTooLarge, or what the source throws */
export async function* bodyBytes(
  source: AsyncIterable<Buffer>,
  encoding: Encoding,
  limits: BodyLimits,
): AsyncGenerator<Buffer> {
  const sent = bounded(source, limits.sent, 'sent')
  if (encoding === 'identity') yield* sent
  else
    yield* bounded(
      decompressed(
        sent,
        encoding === 'gzip' ? () => createGunzip({ chunkSize }) : () => createZstdDecompress({ chunkSize }),
      ),
      limits.decompressed,
      'unpacked',
    )
}

async function* bounded(source: AsyncIterable<Buffer>, limit: number, excess: Excess): AsyncGenerator<Buffer> {
  let bytes = 0
  for await (const chunk of source) {
    bytes += chunk.length
    if (bytes > limit) throw new BodyTooLarge(excess)
    yield chunk
  }
}

/** @param sent bytes as they came @param out bytes that come out of them */
export function isBomb(sent: number, out: number): boolean {
  return out > ratioFrom && out > sent * ratio
}

/** By hand rather than by `pipeline`, which drops what was decompressed but not yet read when an error comes. */
async function* decompressed(source: AsyncIterable<Buffer>, create: () => Engine): AsyncGenerator<Buffer> {
  let stage = openStage(create())
  let sent = 0
  let out = 0
  const take = () => {
    const chunks = stage.take()
    out += chunks.reduce((total, chunk) => total + chunk.length, 0)
    if (isBomb(sent, out)) throw new BodyTooLarge('bomb')
    return chunks
  }
  try {
    for await (const chunk of source) {
      for (let at = 0; at < chunk.length; ) {
        const piece = chunk.subarray(at, at + step)
        sent += piece.length
        const used = await stage.write(piece)
        yield* take()
        if (stage.failed()) throw new BodyCorrupt()
        at += used
        sent -= piece.length - used
        // A frame ended within the piece; Node's zstd stops there, so another engine reads the next frame.
        if (used < piece.length) stage = openStage(create())
      }
    }
    await stage.finish()
    yield* take()
    if (stage.failed()) throw new BodyCorrupt()
  } finally {
    stage.close()
  }
}

function openStage(engine: Engine) {
  const ready: Buffer[] = []
  let fault = false
  const over = new Promise<void>((resolve) => {
    engine.once('end', resolve)
    engine.once('close', resolve)
  })
  engine.on('data', (chunk: Buffer) => ready.push(chunk))
  engine.on('error', () => {
    fault = true
  })
  return {
    failed: () => fault,
    take: () => ready.splice(0),
    close: () => engine.destroy(),
    /** @returns how many of these bytes the engine took */
    async write(piece: Buffer): Promise<number> {
      const before = engine.bytesWritten
      await Promise.race([over, new Promise<void>((resolve) => engine.write(piece, () => resolve()))])
      return engine.readableEnded ? engine.bytesWritten - before : piece.length
    },
    async finish(): Promise<void> {
      if (!engine.readableEnded) engine.end()
      await over
    },
  }
}
