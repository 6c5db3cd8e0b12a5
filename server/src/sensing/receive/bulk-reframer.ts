/**
 * The body of Elasticsearch's bulk API as lines: each action line is dropped and the source line behind it passes, byte
 * by byte, so that a body of any size goes through in chunks. Of an action line only the first key is looked at; an event
 * is never parsed here. Refused actions are answered one by one, as that API does.
 */
import { BodyTooLarge } from '../../platform/index.ts'

const lineFeed = 0x0a
const space = 0x20
/** Of an action line; its first key comes well before. */
const headBytes = 64
/** An ordinary body has one run of like results. One made to have millions would be held in memory as they are. */
const mostRuns = 100_000

export type BulkAction = 'create' | 'index' | 'update' | 'delete'
const actionLine = /^\s*\{\s*"(create|index|update|delete)"\s*:/

/** So many actions in a row with the same result. */
export type BulkRun = { action: BulkAction; result: 'taken' | 'empty' | 'unsupported'; count: number }

/** A line that should name an action and does not; `line` counts from 1. Nothing behind it can be told apart. */
export class ActionUnreadable extends Error {
  override name = 'ActionUnreadable'
  readonly line: number
  constructor(line: number) {
    super(`line ${line} names no action`)
    this.line = line
  }
}

export type BulkReframer = {
  /** The source lines among the next bytes. They are moved together in `chunk` itself. @throws ActionUnreadable */
  push(chunk: Buffer): Buffer[]
  /** Ends the body. @returns false where an action's source is missing */
  finish(): boolean
  /** One for each action, in order. */
  runs(): readonly BulkRun[]
}

export function createBulkReframer(): BulkReframer {
  const runs: BulkRun[] = []
  let line = 1
  let head = ''
  /** The action whose source line is read now. */
  let action: BulkAction | null = null
  let blank = true
  let begun = false

  const add = (action: BulkAction, result: BulkRun['result']) => {
    const last = runs.at(-1)
    if (last?.action === action && last.result === result) last.count++
    else if (runs.length >= mostRuns) throw new BodyTooLarge('unpacked')
    else runs.push({ action, result, count: 1 })
  }
  const endAction = () => {
    if (head.trim() !== '') {
      const named = actionLine.exec(head)?.[1] as BulkAction | undefined
      if (named === undefined) throw new ActionUnreadable(line)
      if (named === 'delete') add(named, 'unsupported')
      else action = named
    }
    head = ''
  }
  const endSource = (ended: BulkAction) => {
    add(ended, ended === 'update' ? 'unsupported' : blank ? 'empty' : 'taken')
    action = null
    blank = true
    begun = false
  }

  return {
    runs: () => runs,
    push(chunk) {
      let kept = 0
      for (let start = 0; start < chunk.length; ) {
        const found = chunk.indexOf(lineFeed, start)
        const end = found < 0 ? chunk.length : found + 1
        if (action === null) {
          const room = headBytes - head.length
          if (room > 0) head += chunk.toString('latin1', start, Math.min(end, start + room))
          if (found >= 0) endAction()
        } else {
          begun = true
          if (action !== 'update') {
            if (blank) blank = isBlank(chunk, start, end)
            if (kept !== start) chunk.copyWithin(kept, start, end)
            kept += end - start
          }
          if (found >= 0) endSource(action)
        }
        if (found >= 0) line++
        start = end
      }
      return kept === 0 ? [] : [chunk.subarray(0, kept)]
    },
    finish() {
      if (action === null) endAction()
      if (action !== null && begun) endSource(action)
      return action === null
    },
  }
}

function isBlank(bytes: Buffer, start: number, end: number): boolean {
  for (let i = start; i < end; i++) if ((bytes[i] as number) > space) return false
  return true
}

const refusal = {
  empty: { type: 'mapper_parsing_exception', reason: 'The source line is empty.' },
  unsupported: {
    type: 'illegal_argument_exception',
    reason: 'Events are added and never changed: only create and index are taken.',
  },
}

/** The reply, an item for each action, in pieces: a body of millions of lines has one of tens of megabytes. */
export function* bulkReply(took: number, runs: readonly BulkRun[]): Generator<string> {
  const errors = runs.some(({ result }) => result !== 'taken')
  yield `{"took":${took},"errors":${errors},"items":[`
  let separator = ''
  for (const { action, result, count } of runs) {
    const said = result === 'taken' ? { status: 201 } : { status: 400, error: refusal[result] }
    const item = JSON.stringify({ [action]: said })
    for (let left = count; left > 0; left -= itemsAtOnce) {
      yield separator + Array<string>(Math.min(left, itemsAtOnce)).fill(item).join(',')
      separator = ','
    }
  }
  yield ']}'
}

const itemsAtOnce = 1000
