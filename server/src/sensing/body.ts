/** The bytes of a request's body, decompressed, within bounds; what could be read before a fault is handed out first. */
import { createGunzip, createZstdDecompress, type Gunzip, type ZstdDecompress } from 'node:zlib'

type Engine = Gunzip | ZstdDecompress

export const encodings = ['gzip', 'zstd', 'identity'] as const
export type Encoding = (typeof encodings)[number]

export class BodyCorrupt extends Error {
  override name = 'BodyCorrupt'
}
export class BodyTooLarge extends Error {
  override name = 'BodyTooLarge'
}

/** Compressed bytes given to the engine at a time: at the most that formats allow (about 1,000 to 1), 16 MiB come out. */
const step = 16 * 1024
/** Bytes that come out at a time: EVE packs about eight to one, so that a step gives one chunk and one write. */
const chunkSize = 256 * 1024

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

/** @throws BodyCorrupt, BodyTooLarge, or what the source throws */
export async function* bodyBytes(
  source: AsyncIterable<Buffer>,
  encoding: Encoding,
  limits: BodyLimits,
): AsyncGenerator<Buffer> {
  const sent = bounded(source, limits.sent)
  if (encoding === 'identity') yield* sent
  else
    yield* bounded(
      decompressed(
        sent,
        encoding === 'gzip' ? () => createGunzip({ chunkSize }) : () => createZstdDecompress({ chunkSize }),
      ),
      limits.decompressed,
    )
}

async function* bounded(source: AsyncIterable<Buffer>, limit: number): AsyncGenerator<Buffer> {
  let bytes = 0
  for await (const chunk of source) {
    bytes += chunk.length
    if (bytes > limit) throw new BodyTooLarge()
    yield chunk
  }
}

/** By hand rather than by `pipeline`, which drops what was decompressed but not yet read when an error comes. */
async function* decompressed(source: AsyncIterable<Buffer>, create: () => Engine): AsyncGenerator<Buffer> {
  let stage = openStage(create())
  try {
    for await (const chunk of source) {
      for (let at = 0; at < chunk.length; ) {
        const piece = chunk.subarray(at, at + step)
        const used = await stage.write(piece)
        yield* stage.take()
        if (stage.failed()) throw new BodyCorrupt()
        at += used
        // A frame ended within the piece; Node's zstd stops there, so another engine reads the next frame.
        if (used < piece.length) stage = openStage(create())
      }
    }
    await stage.finish()
    yield* stage.take()
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
