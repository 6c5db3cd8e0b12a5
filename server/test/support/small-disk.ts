/**
 * A real server whose spool lies on a disk that can be filled and made read-only. Where this user may mount, that is a small
 * tmpfs in a mount namespace of the server's own; it goes with the server. Everywhere, a limit on the size of files does as
 * a full disk does: a write is refused in the middle of a body.
 */
import { execFileSync, spawn } from 'node:child_process'
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const program = fileURLToPath(new URL('./small-disk-program.ts', import.meta.url))
const diskMegabytes = 24
const limitBytes = 1024 * 1024

export type SmallDisk = {
  fill(): void
  makeRoom(): void
  readOnly(on: boolean): void
  stop(): Promise<void>
}
export type Means = 'tmpfs' | 'limit'

const isRoot = process.getuid?.() === 0
const namespace = [...(isRoot ? [] : ['--user', '--map-root-user']), '--mount']

/** What can be had here: the limit always. */
export function diskMeans(): Means[] {
  try {
    execFileSync('unshare', [...namespace, 'mount', '-t', 'tmpfs', 'tmpfs', '/mnt'], { stdio: 'ignore' })
    return ['tmpfs', 'limit']
  } catch {
    return ['limit']
  }
}

/** @param environment of the server, with `VARDE_DATA` */
export async function serveOnSmallDisk(means: Means, environment: Record<string, string>): Promise<SmallDisk> {
  const spool = join(environment['VARDE_DATA'] ?? '', 'spool')
  await mkdir(spool, { recursive: true })
  const node = [process.execPath, program]
  const mount = `mount -t tmpfs -o size=${diskMegabytes}m tmpfs "$0" && exec "$@"`
  const command = means === 'tmpfs' ? ['unshare', ...namespace, 'sh', '-c', mount, spool, ...node] : node
  const [first = '', ...rest] = command
  const env = { PATH: process.env['PATH'], ...environment }
  const child = spawn(first, rest, { env, stdio: ['ignore', 'pipe', 'inherit'] })
  await new Promise<void>((resolve, reject) => {
    child.stdout.on('data', (said) => String(said).includes('is up') && resolve())
    child.on('exit', (code) => reject(new Error(`the server ended with ${code}`)))
  })
  const inside = (...args: string[]) => {
    const enter = ['--target', String(child.pid), '--mount', ...(isRoot ? [] : ['--user', '--preserve-credentials'])]
    execFileSync('nsenter', [...enter, ...args], { stdio: 'ignore' })
  }
  const limit = (bytes: number | 'unlimited') =>
    execFileSync('prlimit', ['--pid', String(child.pid), `--fsize=${bytes}:unlimited`])
  const mountOnly = (): never => {
    throw new Error('only a mount can be made read-only')
  }
  return {
    fill: () => (means === 'limit' ? limit(limitBytes) : inside('sh', '-c', `cat /dev/zero > ${spool}/filler || true`)),
    makeRoom: () => (means === 'limit' ? limit('unlimited') : inside('rm', join(spool, 'filler'))),
    readOnly: (on) => (means === 'limit' ? mountOnly() : inside('mount', '-o', `remount,${on ? 'ro' : 'rw'}`, spool)),
    stop: () =>
      new Promise((resolve) => {
        child.on('exit', () => resolve())
        child.kill('SIGTERM')
      }),
  }
}
