/**
 * A form with files, as browsers send it (multipart/form-data, RFC 7578), read under the limits of what comes by e-mail.
 * The library passes bytes on as they come: nothing is kept on disk, and of what is too much nothing is kept at all.
 */
import type { FastifyRequest } from 'fastify'
import { Problem, problems } from '../../platform/index.ts'
import { fileOf, mostBytes, mostFiles, type ReplyFile } from '../delivery/reply-file.ts'

export type SentForm = {
  /** Sent once as itself, several times as a list. */
  fields: Record<string, string | string[]>
  files: ReplyFile[]
  /** There were more files than may be, or more bytes than there is room for; then none is here. */
  tooMuch: boolean
}

/** Bytes. So that whoever chose too much is told so by a page, and not by a connection that breaks; beyond that nobody waits. */
const mostRead = 4 * mostBytes
/** A field holds a comment of the longest kind at most; bytes. */
const limits = { fields: 1000, fieldSize: 64 * 1024, files: mostFiles + 1, parts: 1100 }

/** @param room bytes that are left for the warning @throws Problem too_large, invalid_input */
export async function readSentForm(request: FastifyRequest, room: number): Promise<SentForm> {
  const length = Number(request.headers['content-length'] ?? Number.NaN)
  if (Number.isNaN(length)) throw new Problem(problems.invalidInput, 'Say in Content-Length how long the form is.')
  if (length > mostRead) throw new Problem(problems.tooLarge, `At most ${mostBytes} bytes of files.`)
  const fields: SentForm['fields'] = {}
  const files: ReplyFile[] = []
  let free = room
  let tooMuch = false
  try {
    for await (const part of request.parts({ limits: { ...limits, fileSize: mostRead } })) {
      if (part.type === 'field') {
        const value = String(part.value)
        const before = fields[part.fieldname]
        fields[part.fieldname] = before === undefined ? value : [before, value].flat()
        continue
      }
      const chunks: Buffer[] = []
      let size = 0
      for await (const chunk of part.file) {
        size += chunk.length
        free -= chunk.length
        if (free >= 0) chunks.push(chunk)
      }
      // A browser sends a nameless file of nothing where none was chosen.
      if (size === 0 && (part.filename ?? '') === '') continue
      files.push(fileOf(part.filename ?? '', Buffer.concat(chunks)))
      if (free < 0 || files.length > mostFiles) tooMuch = true
    }
  } catch (fault) {
    if ((fault as { code?: string }).code !== 'FST_FILES_LIMIT') throw fault
    tooMuch = true
  }
  return { fields, files: tooMuch ? [] : files, tooMuch }
}
