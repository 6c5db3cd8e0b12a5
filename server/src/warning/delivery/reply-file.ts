/** Files that come with an answer: which are kept, and under what name. They may hold malware, and are never opened. */
import { createHash } from 'node:crypto'

export type ReplyFile = { name: string; sha256: string; content: Buffer }

type Part = { filename?: string | undefined; contentType: string; related?: boolean; content: Buffer }

/** What mail programs add by themselves: it says nothing that is not shown elsewhere. */
const wrapping = /^application\/(?:pgp-|x-pgp-signature|(?:x-)?pkcs7-signature)/
/** Bytes. A picture within the text that is smaller is a signature's logo, and larger it is a picture of a screen. */
const logo = 20_000
export const mostFiles = 20
/** Bytes for all answers to one warning: the address is its contact's, and so is whoever gets hold of it. */
export const mostBytes = 50 * 1024 * 1024
const longestName = 120

/**
 * @param room bytes that are left for the warning
 * @returns what is kept, and how many files are not
 */
export function filesOf(parts: readonly Part[], room: number): { files: ReplyFile[]; left: number } {
  const wanted = parts.filter(
    ({ contentType, related, content }) => !wrapping.test(contentType) && !(related && content.length < logo),
  )
  const files: ReplyFile[] = []
  let free = room
  for (const { filename, content } of wanted) {
    if (files.length === mostFiles || content.length > free) continue
    free -= content.length
    files.push(fileOf(filename ?? '', content))
  }
  return { files, left: wanted.length - files.length }
}

export function fileOf(name: string, content: Buffer): ReplyFile {
  return { name: cleanName(name), sha256: createHash('sha256').update(content).digest('hex'), content }
}

/**
 * A name that can be shown and saved: no folders, nothing that Windows reads otherwise, and none of the characters that
 * turn the direction of writing, by which `gpj.exe` is made to look like `exe.jpg`.
 */
export function cleanName(name: string): string {
  const plain = (name.split(/[\\/]/).at(-1) ?? '')
    .normalize('NFC')
    .replace(/[\p{Cc}\p{Cf}\p{Co}\p{Cs}\u2028\u2029]/gu, '')
    .replace(/[<>:"|?*%;]/g, '_')
    .replace(/\s+/g, ' ')
    .replace(/^[. ]+|[. ]+$/g, '')
  if (plain === '') return 'uten-navn'
  if (plain.length <= longestName) return plain
  const ending = /\.[^.]{1,10}$/.exec(plain)?.[0] ?? ''
  return `${plain.slice(0, longestName - ending.length - 1)}…${ending}`
}
