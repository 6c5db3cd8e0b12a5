/** Live updates for the web: what changed, by topic and id, over server-sent events (WHATWG HTML, section 9.2). */

import type { ServerResponse } from 'node:http'
import { type LiveMessage, LiveMessage as LiveMessageSchema, type LiveTopic } from '@varde/contract'
import { sql } from 'kysely'
import { Value } from 'typebox/value'
import type { Channels } from './channels.ts'
import type { Db } from './postgres.ts'

export const liveChannel = 'varde_live'

/** A NOTIFY payload ends at 8,000 bytes; past this many ids a message says only "something of this topic". */
const mostIds = 100
const heartbeatMilliseconds = 20_000
/** How many messages a browser that was away can catch up on. */
const remembered = 1000

/** Tells every process that objects changed; in a transaction, once that commits. */
export async function publish(db: Db, topic: LiveTopic, ids: readonly string[]): Promise<void> {
  const message: LiveMessage = { topic, ids: ids.length > mostIds ? [] : [...ids] }
  await sql`select pg_notify(${liveChannel}, ${JSON.stringify(message)})`.execute(db)
}

/** What a reader is told of a message; null for nothing. */
type Shows = (message: LiveMessage) => LiveMessage | null

export type Live = {
  /** Holds a response open as an event stream; `shows` says per message what of it this reader may hear, if anything. */
  stream(response: ServerResponse, lastEventId: string | undefined, shows: Shows): void
  close(): void
}

export function openLive(channels: Channels): Live {
  const streams = new Map<ServerResponse, Shows>()
  const past: { id: string; message: LiveMessage }[] = []
  // Ids start with when this process did, so that one from before a restart is not taken for one of ours.
  const start = Date.now().toString(36)
  let count = 0

  const stop = channels.on(liveChannel, (payload) => {
    const message = payload === null ? null : parse(payload)
    if (message === null) {
      for (const [response] of streams) response.write('event: resync\ndata: {}\n\n')
      return
    }
    const entry = { id: `${start}-${++count}`, message }
    past.push(entry)
    if (past.length > remembered) past.shift()
    for (const [response, shows] of streams) write(response, entry.id, shows(message))
  })
  const heartbeat = setInterval(() => {
    for (const [response] of streams) response.write(': still here\n\n')
  }, heartbeatMilliseconds).unref()

  return {
    stream(response, lastEventId, shows) {
      response.writeHead(200, {
        'content-type': 'text/event-stream; charset=utf-8',
        'cache-control': 'no-store',
        'x-accel-buffering': 'no',
        connection: 'keep-alive',
      })
      response.write('retry: 2000\n\n')
      if (lastEventId !== undefined) {
        const seen = past.findIndex(({ id }) => id === lastEventId)
        if (seen < 0) response.write('event: resync\ndata: {}\n\n')
        else for (const { id, message } of past.slice(seen + 1)) write(response, id, shows(message))
      }
      streams.set(response, shows)
      response.on('close', () => streams.delete(response))
    },
    close() {
      stop()
      clearInterval(heartbeat)
      for (const [response] of streams) response.end()
    },
  }
}

function write(response: ServerResponse, id: string, message: LiveMessage | null): void {
  if (message !== null) response.write(`id: ${id}\ndata: ${JSON.stringify(message)}\n\n`)
}

function parse(payload: string): LiveMessage | null {
  const value: unknown = JSON.parse(payload)
  return Value.Check(LiveMessageSchema, value) ? value : null
}
