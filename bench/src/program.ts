/** The program as a process of its own, with embedded stores in a folder that goes when it does. */
import { spawn } from 'node:child_process'
import { chmod, mkdtemp, readFile, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { readConfig } from '../../server/src/config.ts'
import { openLog, openPostgres, type Postgres } from '../../server/src/platform/index.ts'

export type Program = {
  address: string
  data: string
  postgres: Postgres
  /** The number of its process. */
  pid(): number
  /** The most memory it has held, in bytes. */
  peakMemory(): Promise<number>
  /** The memory it holds now, in bytes. */
  memory(): Promise<number>
  /** Ends it without warning; its database goes on, as it would on a machine that stays up. */
  kill(): Promise<void>
  /** Starts it again after `kill`, in its folder and on its port. */
  startAgain(): Promise<void>
  /** Ends it, and leaves its folder until `remove`. */
  end(): Promise<void>
  remove(): Promise<void>
  stop(): Promise<void>
}

/** @param settings beside those that keep it apart from others */
export async function startProgram(settings: Record<string, string> = {}): Promise<Program> {
  const data = await mkdtemp(join(tmpdir(), 'varde-bench-'))
  // As root the database runs as another user, who must be able to enter.
  await chmod(data, 0o755)
  const port = await freePort()
  const environment = {
    VARDE_DATA: data,
    VARDE_PORT: String(port),
    VARDE_LOG_LEVEL: 'warn',
    VARDE_HEARTBEAT_MINUTES: '0',
    ...settings,
  }
  let child = await startChild(environment)
  const postgres = await openPostgres(readConfig(environment), 'command', openLog('silent'))
  const kilobytes = async (figure: string) => {
    const status = await readFile(`/proc/${child.pid}/status`, 'utf8').catch(() => '')
    return Number(new RegExp(`${figure}:\\s+(\\d+) kB`).exec(status)?.[1] ?? 0) * 1024
  }
  const signal = (name: 'SIGTERM' | 'SIGKILL') =>
    new Promise<void>((resolve) => {
      child.on('exit', () => resolve())
      child.kill(name)
    })
  const end = async () => {
    await postgres.close()
    await signal('SIGTERM')
  }
  const remove = () => rm(data, { recursive: true, force: true })
  return {
    address: `http://127.0.0.1:${port}`,
    data,
    postgres,
    pid: () => child.pid as number,
    peakMemory: () => kilobytes('VmHWM'),
    memory: () => kilobytes('VmRSS'),
    kill: () => signal('SIGKILL'),
    async startAgain() {
      child = await startChild(environment)
    },
    end,
    remove,
    async stop() {
      await end()
      await remove()
    },
  }
}

/** What Linux counts processor time in: hundredths of a second. */
const ticksPerSecond = 100

/** Processor time that a process has used so far, its own and the kernel's for it. */
export async function processorSeconds(pid: number): Promise<number> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8')
  // Behind the name, which may hold anything: the 12th and 13th.
  const [user, system] = stat
    .slice(stat.lastIndexOf(')') + 2)
    .split(' ')
    .slice(11, 13)
  return (Number(user) + Number(system)) / ticksPerSecond
}

/** @returns the process once the server is up */
async function startChild(environment: Record<string, string>) {
  const main = fileURLToPath(new URL('../../server/src/main.ts', import.meta.url))
  const child = spawn(process.execPath, [main, 'serve'], {
    env: { PATH: process.env['PATH'], HOME: process.env['HOME'], ...environment },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  await new Promise<void>((resolve, reject) => {
    child.stdout.on('data', (said) => String(said).includes('is up') && resolve())
    child.on('exit', (code) => reject(new Error(`the server ended with ${code}`)))
  })
  return child
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { port: number }
      server.close(() => resolve(port))
    })
  })
}
