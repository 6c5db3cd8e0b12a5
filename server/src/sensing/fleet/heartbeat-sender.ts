/**
 * Sends the heartbeat and looks for it. Each receiving process does so for itself, over HTTP on its own port: an event that
 * took a shorter way would come back although no sensor gets through. Of the sensor's token alone it has none: it shows a
 * pass, as the command line does.
 */
import { randomInt } from 'node:crypto'
import { hostname } from 'node:os'
import { setTimeout as sleep } from 'node:timers/promises'
import { Gauge, type Registry } from 'prom-client'
import { type AskOwnPort, askOwnPort, keptSecret, type Platform } from '../../platform/index.ts'
import { importKeyName, makeImportPass } from '../receive/import-pass.ts'
import { beginHeartbeat, endHeartbeat, noteBack, noteSent, storedBeats } from './heartbeat.store.ts'
import { type Beat, beatLine, heartbeatSensor } from './heartbeat.ts'

/** Milliseconds. `first`: after the start. `whileOut`: once one is out for longer, so that the end of a trouble is soon told. */
export type Rhythm = { first: number; every: number; whileOut: number }

const minute = 60_000
/** A program that starts only to import lines is over before then. */
const firstMilliseconds = 10_000
const answerMilliseconds = 30_000
/** Between two searches: a part of the time that it has been out already. */
const shortestLook = 100
const longestLook = 5_000
/** More that are out at once are no longer looked for; the newest are what counts. */
const mostOut = 60

type Out = Beat & { begun: number }

export type HeartbeatSender = {
  register(registry: Registry): void
  /** Begins, once the port is open; to be closed while it still is. */
  start(port: number): { close(): Promise<void> }
}

export function openHeartbeatSender(
  { config, postgres: { db }, clickhouse, clock, log }: Platform,
  rhythm: Rhythm = {
    first: firstMilliseconds,
    every: config.heartbeatMinutes * minute,
    whileOut: Math.min(config.heartbeatMinutes, 1) * minute,
  },
): HeartbeatSender {
  let out: Out[] = []
  let last = Number.NEGATIVE_INFINITY
  let back: { begun: number; seconds: number } | null = null
  let receiver = ''
  const stop = new AbortController()

  async function run(port: number): Promise<void> {
    const ask = askOwnPort({ ...config, port }, answerMilliseconds)
    await attempt(begin)
    await pause(rhythm.first)
    while (!stop.signal.aborted) {
      const rest = last + (out.length > 0 ? rhythm.whileOut : rhythm.every) - performance.now()
      if (rest <= 0) await attempt(() => send(ask))
      else if (out.length === 0) await pause(rest)
      if (out.length > 0) {
        await attempt(look)
        const oldest = performance.now() - (out.at(-1)?.begun ?? performance.now())
        await pause(Math.min(Math.max(oldest / 4, shortestLook), longestLook))
      }
    }
    await attempt(() => endHeartbeat(db, receiver))
  }

  const begin = () => beginHeartbeat(db, receiver, Math.ceil(rhythm.every / 1000), clock())

  async function send(ask: AskOwnPort): Promise<void> {
    last = performance.now()
    await begin()
    const beat: Out = { mark: randomInt(1, 2 ** 47), sentAt: clock(), begun: last }
    out = [...out, beat].slice(-mostOut)
    const key = await keptSecret(config.secrets, importKeyName)
    const pass = makeImportPass(key, heartbeatSensor, new Date(beat.sentAt.getTime() + minute))
    const fault = await ask('POST', '/ingest/v1/events', pass, [Buffer.from(beatLine(beat))]).then(
      ({ status, body }) => (status === 202 ? null : ((body as { code?: string }).code ?? `status ${status}`)),
      ({ code, name }: NodeJS.ErrnoException) => code ?? name,
    )
    if (fault !== null) log.warn({ fault }, 'the heartbeat was not taken')
    await noteSent(db, receiver, beat.sentAt, fault)
  }

  async function look(): Promise<void> {
    const stored = await storedBeats(clickhouse, out)
    const newest = out.findLast(({ mark }) => stored.has(mark))
    if (newest === undefined) return
    const seconds = (performance.now() - newest.begun) / 1000
    const rest = out.filter(({ begun }) => begun > newest.begun)
    await noteBack(db, receiver, { sentAt: newest.sentAt, seconds, waitingSince: rest[0]?.sentAt ?? null })
    out = rest
    back = { begun: newest.begun, seconds }
  }

  /** What fails is tried again in its time; the alarm is the watch's. */
  async function attempt(work: () => Promise<void>): Promise<void> {
    await work().catch((fault) => log.warn({ err: fault }, 'the heartbeat failed'))
  }

  /** Cut short by the end. */
  const pause = (milliseconds: number) => sleep(milliseconds, undefined, { signal: stop.signal }).catch(() => {})

  return {
    register(registry) {
      const begun = performance.now()
      new Gauge({
        name: 'varde_heartbeat_seconds',
        help: 'From sending the last heartbeat that came back to finding it stored',
        registers: [registry],
        collect() {
          this.set(back?.seconds ?? Number.NaN)
        },
      })
      new Gauge({
        name: 'varde_heartbeat_age_seconds',
        help: 'Since the last heartbeat was sent that came back; since the start where none has',
        registers: [registry],
        collect() {
          this.set((performance.now() - (back?.begun ?? begun)) / 1000)
        },
      })
    },
    start(port) {
      receiver = `${hostname()}:${port}`
      const running = run(port)
      return {
        async close() {
          stop.abort()
          await running
        },
      }
    },
  }
}
