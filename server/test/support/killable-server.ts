/** The whole program as a process of its own that can be killed without warning. */
import { type ChildProcess, spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'

// The command itself, which keeps what it compiled: a test starts it again and again.
const program = fileURLToPath(new URL('../../bin/varde.js', import.meta.url))

export type KillableServer = {
  /** Starts it, again after a kill. @returns its address, once it says that it is up */
  start(): Promise<string>
  kill(): Promise<void>
}

/** @param url the database owner's, as an operator sets it: the server steps down by itself */
export function killableServer({ data, port, url }: { data: string; port: number; url: string }): KillableServer {
  let running: ChildProcess | null = null
  return {
    async start() {
      const child = spawn(process.execPath, [program, 'serve'], {
        env: {
          PATH: process.env['PATH'],
          VARDE_DATA: data,
          VARDE_PORT: String(port),
          VARDE_POSTGRES_URL: url,
          VARDE_LOG_LEVEL: 'error',
        },
        stdio: ['ignore', 'pipe', 'inherit'],
      })
      running = child
      await new Promise<void>((resolve, reject) => {
        child.stdout.on('data', (said) => String(said).includes('is up') && resolve())
        child.on('exit', (code) => reject(new Error(`the server ended with ${code}`)))
      })
      return `http://127.0.0.1:${port}`
    },
    async kill() {
      const child = running
      running = null
      if (!child) return
      await new Promise((resolve) => {
        child.on('exit', resolve)
        child.kill('SIGKILL')
      })
    },
  }
}
