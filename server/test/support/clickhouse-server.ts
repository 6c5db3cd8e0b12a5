/** A ClickHouse server that a test reaches by URL: ClickHouse's HTTP interface over the engine, in a process of its own. */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import type { Asked } from './clickhouse-server-process.ts'

const program = fileURLToPath(new URL('./clickhouse-server-process.ts', import.meta.url))

export type ClickhouseServer = {
  /** With user, password and the database asked for. */
  url(database?: string): string
  user: string
  password: string
  /** The requests so far, without what was in them. */
  asked(): readonly Asked[]
  close(): Promise<void>
}

/** Its only user is `user`; there is no `default` without a password, as on a server that is looked after. */
export async function startClickhouseServer(user = 'varde', password = 'b@d: word/'): Promise<ClickhouseServer> {
  const folder = await mkdtemp(join(tmpdir(), 'varde-clickhouse-'))
  const child: ChildProcess = spawn(process.execPath, [program, folder, user, password], {
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  const ended = once(child, 'exit')
  const asked: Asked[] = []
  const port = await new Promise<number>((resolve, reject) => {
    if (child.stdout === null) throw new Error('its output is piped')
    createInterface({ input: child.stdout }).on('line', (line) => {
      const said = JSON.parse(line) as { port: number } | Asked
      if ('port' in said) resolve(said.port)
      else asked.push(said)
    })
    void ended.then(([code]) => reject(new Error(`the ClickHouse server ended with ${code}`)))
  })
  return {
    user,
    password,
    url(database = '') {
      const url = new URL(`http://127.0.0.1:${port}/${database}`)
      url.username = encodeURIComponent(user)
      url.password = encodeURIComponent(password)
      return url.href
    },
    asked: () => asked,
    async close() {
      // It ends when nobody holds its input any more, also where a test file is ended from outside.
      child.stdin?.end()
      await ended
      await rm(folder, { recursive: true, force: true })
    },
  }
}
