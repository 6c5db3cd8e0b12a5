/** The real program as an operator runs it: the `varde` command, in a data folder of its own, with embedded stores. */
import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const command = fileURLToPath(new URL('../../server/bin/varde.js', import.meta.url))

export type Ran = { code: number; stdout: string; stderr: string; json: never }
export type Varde = {
  address: string
  data: string
  /** What `serve` has printed on standard output so far. */
  said(): string
  run(...args: string[]): Promise<Ran>
  start(): Promise<void>
  /** A clean stop with SIGTERM, or `kill -9`. */
  stop(signal?: 'SIGTERM' | 'SIGKILL'): Promise<number | null>
  /** Stops what runs and removes the folder. */
  close(): Promise<void>
}

export async function installVarde(settings: Record<string, string> = {}): Promise<Varde> {
  const data = await mkdtemp(join(tmpdir(), 'varde-e2e-'))
  await chmod(data, 0o755)
  const port = await freePort()
  const address = `http://localhost:${port}`
  const env = {
    PATH: process.env['PATH'],
    VARDE_DATA: join(data, 'var'),
    VARDE_PORT: String(port),
    VARDE_LOG_LEVEL: 'warn',
    ...settings,
  }
  let server: ChildProcess | null = null
  let said = ''

  const varde: Varde = {
    address,
    data,
    said: () => said,
    run: (...args) =>
      new Promise((resolve) => {
        execFile(
          process.execPath,
          [command, ...args],
          { env, cwd: data, maxBuffer: 1 << 26 },
          (fault, stdout, stderr) => {
            const code = fault === null ? 0 : typeof fault.code === 'number' ? fault.code : 1
            const json = args.includes('--json') && stdout.trim() !== '' ? JSON.parse(stdout) : undefined
            resolve({ code, stdout, stderr, json: json as never })
          },
        )
      }),
    async start() {
      said = ''
      const child = spawn(process.execPath, [command, 'serve'], { env, cwd: data, stdio: ['ignore', 'pipe', 'pipe'] })
      server = child
      let wrong = ''
      child.stderr.on('data', (chunk: Buffer) => {
        wrong += chunk
      })
      await new Promise<void>((resolve, reject) => {
        child.stdout.on('data', (chunk: Buffer) => {
          said += chunk
          if (said.includes('Varde is up')) resolve()
        })
        child.on('exit', (code) => reject(new Error(`varde serve ended with ${code}: ${wrong}`)))
      })
    },
    async stop(signal = 'SIGTERM') {
      const child = server
      if (child === null || child.exitCode !== null) return child?.exitCode ?? null
      const ended = new Promise<number | null>((resolve) => child.on('exit', (code) => resolve(code)))
      child.kill(signal)
      server = null
      return ended
    },
    async close() {
      await varde.stop()
      // A database that outlived a `kill -9` is stopped by the next command, which owns it for its while.
      await varde.run('members', 'import', '/dev/null')
      await rm(data, { recursive: true, force: true })
    },
  }
  return varde
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.on('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() =>
        address && typeof address === 'object' ? resolve(address.port) : reject(new Error('no free port')),
      )
    })
  })
}
