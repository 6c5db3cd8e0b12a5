/** The real command, as somebody at a terminal or a service manager runs it. */
import { type ChildProcess, spawn } from 'node:child_process'
import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { program } from '../../src/cli/program.ts'

const command = fileURLToPath(new URL('../../bin/varde.js', import.meta.url))

export type Ran = { code: number | null; stdout: string; stderr: string }
type Environment = Record<string, string>

/** What this process was started with, but for settings of Varde. */
const withoutSettings = () =>
  Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('VARDE_')))

function start(args: readonly string[], environment: Environment): ChildProcess {
  return spawn(process.execPath, [command, ...args], {
    env: { ...withoutSettings(), ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
}

/** Runs a command to its end. */
export function runVarde(args: readonly string[], environment: Environment): Promise<Ran> {
  return new Promise((resolve, reject) => {
    const child = start(args, environment)
    const ran: Ran = { code: null, stdout: '', stderr: '' }
    child.stdout?.on('data', (bytes) => {
      ran.stdout += bytes
    })
    child.stderr?.on('data', (bytes) => {
      ran.stderr += bytes
    })
    child.on('error', reject)
    child.on('close', (code) => resolve({ ...ran, code }))
  })
}

class Ended extends Error {
  readonly code: number
  constructor(code: number) {
    super(`ended with ${code}`)
    this.code = code
  }
}

/**
 * Runs a command to its end in this process, one at a time: what it does and says, without the second or two that a process
 * takes to start.
 */
export async function runVardeHere(args: readonly string[], environment: Environment): Promise<Ran> {
  const ran: Ran = { code: null, stdout: '', stderr: '' }
  const { env, exitCode, exit } = process
  const kept = { out: process.stdout.write, err: process.stderr.write }
  const into =
    (stream: 'stdout' | 'stderr') =>
    (text: string | Uint8Array): boolean => {
      ran[stream] += String(text)
      return true
    }
  process.env = { ...withoutSettings(), ...environment }
  process.exitCode = 0
  // As it ends where the command line itself refuses a call.
  process.exit = (code) => {
    throw new Ended(Number(code))
  }
  process.stdout.write = into('stdout')
  process.stderr.write = into('stderr')
  try {
    await (await program(args[0])).parseAsync(args, { from: 'user' })
    return { ...ran, code: Number(process.exitCode) }
  } catch (thrown) {
    if (thrown instanceof Ended) return { ...ran, code: thrown.code }
    throw thrown
  } finally {
    Object.assign(process, { env, exitCode, exit })
    process.stdout.write = kept.out
    process.stderr.write = kept.err
  }
}

export type Served = {
  /** What it has printed on standard output so far. */
  said(): string
  /** What it has logged so far: JSON lines on standard error. */
  logged(): string
  /** As a service manager stops it, or as nobody should. */
  stop(signal?: 'SIGTERM' | 'SIGKILL'): Promise<number | null>
}

/** Starts `varde serve`; resolves once it is up. */
export function serveVarde(environment: Environment): Promise<Served> {
  return new Promise((resolve, reject) => {
    const child = start(['serve'], environment)
    const ended = new Promise<number | null>((done) => child.on('close', done))
    let said = ''
    let logged = ''
    child.stderr?.on('data', (bytes) => {
      logged += bytes
    })
    child.stdout?.on('data', (bytes) => {
      said += bytes
      if (!said.includes('Varde is up')) return
      resolve({
        said: () => said,
        logged: () => logged,
        stop: (signal = 'SIGTERM') => {
          child.kill(signal)
          return ended
        },
      })
    })
    void ended.then((code) => reject(new Error(`varde serve ended with ${code}: ${logged}`)))
  })
}

/** A folder that the embedded database can reach also where the tests run as root. */
export async function temporaryFolder(): Promise<{ path: string; remove(): Promise<void> }> {
  const path = await mkdtemp(join(tmpdir(), 'varde-command-'))
  await chmod(path, 0o755)
  return { path, remove: () => rm(path, { recursive: true, force: true }) }
}

/** A listener that accepts and never says a word; with its port. */
export function openSilentPort(): Promise<{ port: number; close(): Promise<void> }> {
  const server = createServer((socket) => socket.on('error', () => socket.destroy()).resume())
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      const port = address !== null && typeof address === 'object' ? address.port : 0
      resolve({ port, close: () => new Promise((done) => server.close(() => done())) })
    })
  })
}

/** A port that was free a moment ago. */
export async function freePort(): Promise<number> {
  const { port, close } = await openSilentPort()
  await close()
  return port
}
