/** What the commands that import events share: the server that takes them, and when it has loaded them. */
import { setTimeout as sleep } from 'node:timers/promises'
import type { OwnServer } from './own-server.ts'

/** A pass is made for each request, and lives as long as a slow one may take. */
export const passMilliseconds = 3_600_000
const pollMilliseconds = 250
/** Without any line loaded for so long, the command ends and says so: what it sent is on disk. */
const patienceMilliseconds = 60_000

export type Loaded = { new: number; rejected: number; unattributed: number; waiting: number }

export function refusal(status: number, body: unknown): string {
  if (status === 401) return 'The server on this port is of another installation: check VARDE_DATA and VARDE_PORT.'
  if (status === 404) return 'The server on this port does not receive: VARDE_ROLES leaves that out.'
  return (body as { detail?: string }).detail ?? `The server answered ${status}.`
}

/** Waits until `lines` that were sent since `begun` are loaded, or nothing goes on any more. */
export async function untilLoaded(server: OwnServer, pass: () => string, begun: Date, lines: number): Promise<Loaded> {
  const path = `/ingest/v1/imported?since=${begun.getTime()}&lines=${lines}`
  let before = -1
  let changed = Date.now()
  for (;;) {
    const { status, body } = await server.ask('GET', path, pass())
    if (status !== 200) throw new Error(refusal(status, body))
    const { lines: loaded, ...found } = body as { lines: number; rejected: number; new: number; unattributed: number }
    if (loaded >= lines) return { ...found, waiting: 0 }
    if (loaded !== before) changed = Date.now()
    if (Date.now() - changed > patienceMilliseconds) return { ...found, new: 0, waiting: lines - loaded }
    before = loaded
    await sleep(pollMilliseconds)
  }
}
