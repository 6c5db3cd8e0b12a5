/**
 * The folder that everything embedded lives in, and the lock that lets one program at a time own it.
 *
 * The lock is a listening socket: the system drops it with the process, however that ends, so there is no stale lock to
 * mend after a crash. It greets with one word that says who holds it.
 */
import { createHash, randomBytes } from 'node:crypto'
import { mkdirSync, rmSync } from 'node:fs'
import { access, constants, mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { createConnection, createServer, type Server } from 'node:net'
import { tmpdir, userInfo } from 'node:os'
import { join } from 'node:path'

export class DataFolderError extends Error {
  override name = 'DataFolderError'
}

/**
 * Makes the folder where it is missing and proves that it can be written.
 * @throws DataFolderError with the fault and the mend
 */
export async function openDataFolder(path: string): Promise<void> {
  try {
    await mkdir(path, { recursive: true })
    await access(path, constants.W_OK | constants.X_OK)
    const probe = join(path, `.probe-${process.pid}`)
    await writeFile(probe, '')
    await rm(probe)
  } catch (fault) {
    const code = (fault as NodeJS.ErrnoException).code ?? 'unknown'
    throw new DataFolderError(`VARDE_DATA: the folder ${path} ${folderFault(code)}`)
  }
}

/** What is wrong with the folder and the mend, by the system's code. */
function folderFault(code: string): string {
  const another = 'Name another folder with VARDE_DATA.'
  switch (code) {
    case 'EACCES':
    case 'EPERM':
      return `cannot be written. Give the user ${userInfo().username} leave to write there, or name another folder.`
    case 'ENOTDIR':
    case 'EEXIST':
      return `is, or lies under, a file. ${another}`
    // Node says ENOENT of a folder to be made on a read-only disk.
    case 'EROFS':
    case 'ENOENT':
      return `cannot be made: the disk is read-only or takes no folders. ${another}`
    case 'ENOSPC':
      return `cannot be written: the disk is full. Make room, or name another folder.`
    default:
      return `cannot be used (${code}). ${another}`
  }
}

export type Holder = 'serve' | 'command'
export type Lock = { release(): Promise<void> }

/** Takes the folder for this process, or says who holds it. */
export async function lockDataFolder(path: string, holder: Holder): Promise<Lock | { heldBy: Holder }> {
  const address = lockAddress(path)
  for (;;) {
    const server = createServer((socket) => {
      socket.on('error', () => socket.destroy())
      socket.end(holder)
    })
    if (await listens(server, address)) {
      server.unref()
      return { release: () => new Promise((resolve) => server.close(() => resolve())) }
    }
    const heldBy = await greeting(address)
    if (heldBy !== null) return { heldBy }
    rmSync(address, { force: true })
  }
}

/** Socket paths are cut at about 100 bytes, so a long folder gets a short name for its lock. */
function lockAddress(path: string): string {
  const inside = join(path, 'varde.lock')
  if (Buffer.byteLength(inside) < 100) return inside
  const folder = join(tmpdir(), `varde-locks-${userInfo().uid}`)
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  return join(folder, createHash('sha256').update(inside).digest('hex').slice(0, 32))
}

function listens(server: Server, address: string): Promise<boolean> {
  return new Promise((resolve, reject) => {
    server.once('error', (fault: NodeJS.ErrnoException) =>
      fault.code === 'EADDRINUSE' ? resolve(false) : reject(fault),
    )
    server.listen(address, () => resolve(true))
  })
}

/** Null: nobody listens there, so the file was left by a process that is gone. */
function greeting(address: string): Promise<Holder | null> {
  return new Promise((resolve) => {
    let said = ''
    const socket = createConnection(address)
    socket.setEncoding('utf8')
    socket.on('data', (chunk) => {
      said += chunk
    })
    socket.on('end', () => resolve(said === 'command' ? 'command' : 'serve'))
    socket.on('error', () => resolve(null))
  })
}

/**
 * A secret that outlives restarts and lies outside the databases, made at first use; readable by this user only.
 * @returns 32 random bytes
 */
export async function keptSecret(path: string, name: string): Promise<Buffer> {
  return Buffer.from(
    await keptText(path, `${name}.key`, async () => randomBytes(32).toString('base64url')),
    'base64url',
  )
}

/** The same for a secret of any form: what stands in the file, or what `make` gives where there is none. */
export async function keptText(path: string, name: string, make: () => Promise<string>): Promise<string> {
  const file = join(path, name)
  try {
    return await readFile(file, 'utf8')
  } catch (fault) {
    if ((fault as NodeJS.ErrnoException).code !== 'ENOENT') throw fault
  }
  const secret = await make()
  await mkdir(path, { recursive: true, mode: 0o700 })
  try {
    await writeFile(file, secret, { mode: 0o600, flag: 'wx' })
    return secret
  } catch (fault) {
    // Two processes made it at once: the first one's stands.
    if ((fault as NodeJS.ErrnoException).code !== 'EEXIST') throw fault
    return await readFile(file, 'utf8')
  }
}
