/** What the machine gives: the data folder, room on its disk, and the port. */
import { access, constants, stat, statfs } from 'node:fs/promises'
import { createServer } from 'node:net'
import { dirname, join } from 'node:path'
import type { Config } from '../config.ts'
import { DataFolderError, type Holder, lockDataFolder, openDataFolder } from '../platform/index.ts'
import { behindMilliseconds, fewBytes, lookAtSpool, spoolLimits } from '../sensing/index.ts'
import { type Check, fault, ok, saidBy, unchecked, warn, within } from './check.ts'

const gigabyte = 1024 ** 3
/** Below this the stores may stop in the middle of a write. */
const leastBytes = spoolLimits.reserve

export type Folder = { check: Check; usable: boolean; heldBy: Holder | null }

/** Makes the folder where it is missing, as a start would. */
export async function checkFolder({ data }: Config): Promise<Folder> {
  const name = 'data folder'
  try {
    await openDataFolder(data)
    // What ran as another user before may have left parts that this one cannot write to.
    for (const part of ['spool', 'clickhouse']) {
      const path = join(data, part)
      const there = await stat(path).catch(() => null)
      if (there === null) continue
      const writable = await access(path, constants.W_OK).then(
        () => true,
        () => false,
      )
      if (!writable) {
        const mend = 'Give the user that runs Varde leave to write there, e.g. with chown.'
        return { check: fault(name, `${path} cannot be written`, mend), usable: false, heldBy: null }
      }
    }
    const lock = await lockDataFolder(data, 'command')
    if ('release' in lock) await lock.release()
    const heldBy = 'release' in lock ? null : lock.heldBy
    const use = heldBy === 'serve' ? ', in use by a running server' : ''
    return { check: ok(name, `${data} can be written${use}`), usable: true, heldBy }
  } catch (error) {
    const [, what = saidBy(error), mend] =
      error instanceof DataFolderError ? (/^VARDE_DATA: (.+?)\. (.+)$/.exec(error.message) ?? []) : []
    const check = fault(name, what, mend ?? 'Name another folder with VARDE_DATA.')
    return { check, usable: false, heldBy: null }
  }
}

export async function checkDisk({ data }: Config): Promise<Check> {
  const name = 'disk'
  try {
    const { bavail, bsize } = await statfs(await nearest(data))
    const free = bavail * bsize
    const what = `${(free / gigabyte).toFixed(1)} GB free`
    const mend = 'Make room, or name a folder on a larger disk with VARDE_DATA.'
    if (free < leastBytes) return fault(name, what, mend)
    return free < fewBytes ? warn(name, what, mend) : ok(name, what)
  } catch (error) {
    return warn(name, `free room is not known: ${saidBy(error)}`, 'Look with df.')
  }
}

async function nearest(path: string): Promise<string> {
  const there = await stat(path).catch(() => null)
  return there?.isDirectory() || dirname(path) === path ? path : nearest(dirname(path))
}

/** What was received and waits, and what could not be loaded. A disk that is full or fails is told of with the folder and the disk. */
export async function checkSpool({ data }: Config, usable: boolean): Promise<Check> {
  const name = 'spool'
  const path = join(data, 'spool')
  if (!usable) return unchecked(name, 'the data folder cannot be used')
  if ((await stat(path).catch(() => null)) === null) return ok(name, 'nothing was received yet')
  const { fault: broken, setAside, oldest } = await lookAtSpool(path, spoolLimits.reserve)
  if (broken !== null) {
    const room = 'Make room on its disk: nothing is received until then.'
    const mend = broken.kind === 'full' ? room : 'Mend its disk, or give the user that runs Varde leave to write there.'
    return fault(name, `${path} takes no segments (${broken.code})`, mend)
  }
  if (setAside > 0) {
    const mend = 'The log says why. Mend the cause, then move the files to spool/ready.'
    return warn(name, `${setAside} segments could not be loaded and lie in ${join(path, 'failed')}`, mend)
  }
  const minutes = oldest === null ? 0 : Math.floor((Date.now() - oldest.getTime()) / 60_000)
  const mend = 'Start Varde, or see in its log what holds up loading.'
  if (minutes * 60_000 > behindMilliseconds)
    return warn(name, `the oldest that waits came ${minutes} minutes ago`, mend)
  return ok(name, 'segments can be written, none lies aside')
}

/** A Varde that answers at the configured address; its own view of its stores, where it gives one. */
export type Server = { ready: Record<string, string> } | null
export type Port = { check: Check; server: Server }

const answerMilliseconds = 5000

async function checkPort({ host, port, postgresUrl }: Config, heldBy: Holder | null): Promise<Port> {
  const name = 'port'
  if (port === 0) return { check: ok(name, 'any free one'), server: null }
  const code = await listenFault(host, port)
  if (code === null) return { check: ok(name, `${port} on ${host} is free`), server: null }
  if (code === 'EADDRINUSE') {
    const server = await askServer(host, port)
    if (server === null) {
      const mend = 'Stop that one, or name another port with VARDE_PORT.'
      return { check: fault(name, `${port} on ${host} is used by another program`, mend), server }
    }
    // A server with the embedded database holds its folder; this one must be another installation's.
    if (postgresUrl === null && heldBy !== 'serve') {
      const mend = 'Stop that one, name its folder with VARDE_DATA, or name another port with VARDE_PORT.'
      return {
        check: fault(name, `${port} on ${host} is used by a Varde with another data folder`, mend),
        server: null,
      }
    }
    return { check: ok(name, `${port} on ${host} is held by the running server`), server }
  }
  if (code === 'EACCES') {
    const mend = 'Name a port from 1024 up with VARDE_PORT, or let a proxy listen there.'
    return { check: fault(name, `${port} may not be opened by this user`, mend), server: null }
  }
  const mend = 'Write an address of this machine in VARDE_HOST, e.g. 127.0.0.1.'
  return { check: fault(name, `${host} cannot be listened on (${code})`, mend), server: null }
}

function listenFault(host: string, port: number): Promise<string | null> {
  return new Promise((resolve) => {
    const probe = createServer()
    probe.once('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? 'unknown'))
    probe.listen({ host, port, exclusive: true }, () => probe.close(() => resolve(null)))
  })
}

async function askServer(host: string, port: number): Promise<Server> {
  const here = host === '0.0.0.0' ? '127.0.0.1' : host === '::' ? '[::1]' : host.includes(':') ? `[${host}]` : host
  const ask = async (path: string): Promise<{ status?: unknown; checks?: Record<string, string> } | null> => {
    const response = await fetch(`http://${here}:${port}${path}`, { signal: AbortSignal.timeout(answerMilliseconds) })
    return JSON.parse(await response.text())
  }
  try {
    const [alive, ready] = await within(answerMilliseconds, Promise.all([ask('/healthz'), ask('/readyz')]))
    return alive?.status === 'ok' && typeof ready?.checks === 'object' ? { ready: ready.checks } : null
  } catch {
    return null
  }
}

export function checkPortUnlessBad(config: Config, bad: ReadonlySet<string>, heldBy: Holder | null): Promise<Port> {
  const wrong = ['VARDE_PORT', 'VARDE_HOST'].find((setting) => bad.has(setting))
  if (wrong === undefined) return checkPort(config, heldBy)
  return Promise.resolve({ check: unchecked('port', `${wrong} is not valid`), server: null })
}
