/**
 * PostgreSQL's LISTEN and NOTIFY, by which the processes of one installation tell one another what changed. A lost
 * connection is opened again, and every listener is called once then, since it may have missed something.
 */
import pg from 'pg'
import type { Logger } from './log.ts'

export type Channels = {
  /** `payload` is null after a reconnect: anything may have changed. */
  on(channel: string, listener: (payload: string | null) => void): () => void
  close(): Promise<void>
}

const retryMilliseconds = 1000

export async function openChannels(url: string, names: readonly string[], log: Logger): Promise<Channels> {
  const listeners = new Map<string, Set<(payload: string | null) => void>>(names.map((name) => [name, new Set()]))
  let closed = false
  let client = await open()

  async function open(): Promise<pg.Client> {
    const fresh = new pg.Client({ connectionString: url, application_name: 'varde channels', keepAlive: true })
    fresh.on('error', (fault) => {
      log.warn({ err: fault }, 'the notification connection was lost')
      void reopen()
    })
    fresh.on('notification', ({ channel, payload }) => {
      for (const listener of listeners.get(channel) ?? []) listener(payload ?? '')
    })
    await fresh.connect()
    for (const name of names) await fresh.query(`listen ${fresh.escapeIdentifier(name)}`)
    return fresh
  }

  async function reopen(): Promise<void> {
    while (!closed) {
      try {
        client = await open()
        for (const group of listeners.values()) for (const listener of group) listener(null)
        return
      } catch {
        await new Promise((resolve) => setTimeout(resolve, retryMilliseconds).unref())
      }
    }
  }

  return {
    on(channel, listener) {
      const group = listeners.get(channel)
      if (!group) throw new Error(`nobody listens on ${channel}`)
      group.add(listener)
      return () => group.delete(listener)
    },
    async close() {
      closed = true
      await client.end().catch(() => undefined)
    },
  }
}
