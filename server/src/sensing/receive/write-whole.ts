import type { FileHandle } from 'node:fs/promises'

/** A vector of buffers may be written in part, as on a disk that is nearly full: what the rest meets is then told. */
export async function writeWhole(file: FileHandle, buffers: readonly Buffer[]): Promise<void> {
  let rest = [...buffers]
  while (rest.length > 0) {
    let { bytesWritten } = await file.writev(rest)
    rest = rest.flatMap((buffer) => {
      const done = Math.min(buffer.length, bytesWritten)
      bytesWritten -= done
      return done < buffer.length ? [buffer.subarray(done)] : []
    })
  }
}
