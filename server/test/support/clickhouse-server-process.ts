/**
 * ClickHouse's HTTP interface (https://clickhouse.com/docs/interfaces/http), as far as Varde uses it, over the engine of
 * the package `chdb`: sign-in, databases, parameters, settings, data in the body, compression, and faults as the server
 * words them. Run as a program: FOLDER USER PASSWORD.
 *
 * The engine has no users and no input() of its own. So the data of an `input()` is read from a file, and a dictionary that
 * signs in as the server's user is let through by leaving its sign-in out; every other is refused by the engine itself.
 */
import { writeFile } from 'node:fs/promises'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { join } from 'node:path'
import { buffer } from 'node:stream/consumers'
import { gunzipSync } from 'node:zlib'
import { Session } from 'chdb'
import { onOneHost } from './clickhouse-one-host.ts'

/** What it says of each request on its standard output. */
export type Asked = { status: number; code: string; database: string; data: number; compressed: boolean }

const [folder = '', user = '', password = ''] = process.argv.slice(2)
const path = join(folder, 'store')
const held = new Session(path)
const version = JSON.parse((await held.queryAsync('select version() as v', { format: 'JSONEachRow' })).text()).v
let staged = 0

/** Parts of a URL that are no settings. */
const ownParameters =
  /^(query|database|default_format|query_id|session_id|user|password|role|wait_end_of_query|param_.*)$/

// A server takes addresses of this length (`http_max_uri_size`), and the load statement is in one.
const server = createServer({ maxHeaderSize: 1024 * 1024 }, (request, reply) => {
  answer(request, reply).catch((fault) => {
    const text = fault instanceof Error ? fault.message : String(fault)
    const code = /Code: (\d+)\./.exec(text)?.[1] ?? '1002'
    reply.setHeader('x-clickhouse-exception-code', code)
    said(reply, statusOf(code), `${text.trim()} (version ${version} (official build))\n`)
  })
})

async function answer(request: IncomingMessage, reply: ServerResponse): Promise<void> {
  const url = new URL(request.url ?? '/', 'http://clickhouse')
  if (url.pathname === '/ping') return said(reply, 200, 'Ok.\n')
  const sent = await buffer(request)
  const compressed = request.headers['content-encoding'] === 'gzip'
  const body = compressed ? gunzipSync(sent) : sent
  reply.on('finish', () => {
    const code = String(reply.getHeader('x-clickhouse-exception-code') ?? '')
    const database = url.searchParams.get('database') ?? 'default'
    const asked: Asked = {
      status: reply.statusCode,
      code,
      database,
      data: query === null ? 0 : body.length,
      compressed,
    }
    process.stdout.write(`${JSON.stringify(asked)}\n`)
  })
  const query = url.searchParams.get('query')
  signIn(request, url)
  reply.setHeader('x-clickhouse-query-id', url.searchParams.get('query_id') ?? '')
  // A session of its own: neither parameters nor settings nor the database outlive the request.
  const session = new Session(path)
  try {
    const run = (sql: string, format = 'TabSeparated') => session.queryAsync(sql, { format })
    for (const [name, value] of url.searchParams) {
      if (name === 'database') await run(`use \`${value.replaceAll('`', '``')}\``)
      else if (name.startsWith('param_') || !ownParameters.test(name)) await run(`set ${name} = ${quoted(value)}`)
    }
    const text = query === null ? body.toString() : await withData(query, body)
    const result = await run(onOneHost(signedIn(text)), url.searchParams.get('default_format') ?? 'TabSeparated')
    reply.setHeader('x-clickhouse-summary', JSON.stringify({ read_rows: String(result.rowsRead), elapsed_ns: '0' }))
    said(reply, 200, Buffer.from(result.bytes()))
  } finally {
    session.close()
  }
}

function signIn({ headers }: IncomingMessage, url: URL): void {
  const basic = /^Basic (.+)$/.exec(headers.authorization ?? '')?.[1]
  const [name, key] = basic
    ? Buffer.from(basic, 'base64').toString().split(/:(.*)/s)
    : [
        headers['x-clickhouse-user'] ?? url.searchParams.get('user') ?? 'default',
        headers['x-clickhouse-key'] ?? url.searchParams.get('password') ?? '',
      ]
  if (name === user && key === password) return
  throw new Error(
    `Code: 516. DB::Exception: ${name}: Authentication failed: password is incorrect, or there is no user with such name. (AUTHENTICATION_FAILED)`,
  )
}

/** The server reads the query's text on into the body; `input()` is the body, in the format that ends the query. */
async function withData(query: string, body: Buffer): Promise<string> {
  const input = /\binput\(('[^']*')\)/
  const format = /\s+format\s+(\w+)\s*$/i
  if (!input.test(query)) return body.length === 0 ? query : `${query}\n${body}`
  const file = join(folder, `body-${++staged}`)
  await writeFile(file, body)
  const named = format.exec(query)?.[1] ?? ''
  return query.replace(format, '').replace(input, (_, columns) => `file(${quoted(file)}, ${quoted(named)}, ${columns})`)
}

/** A dictionary reads as the user it names, or as `default` without a password, who may not sign in here. */
function signedIn(text: string): string {
  const own = `user ${quoted(user)} password ${quoted(password)}`
  if (!/^\s*create\s+(or replace\s+)?dictionary/im.test(text)) return text
  return text.toLowerCase().includes(own.toLowerCase())
    ? text.replace(new RegExp(own.replace(/[^\w\s]/g, '\\$&'), 'i'), '')
    : text.replace(/clickhouse\((?!.*\buser\b)/i, "clickhouse(user 'default' password 'none' ")
}

function quoted(value: string): string {
  return `'${value.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`
}

/** As ClickHouse's `exceptionCodeToHTTPStatus`, for the codes that Varde can meet. */
function statusOf(code: string): number {
  if (code === '516') return 403
  if (['46', '47', '60', '81'].includes(code)) return 404
  if (['6', '26', '27', '36', '38', '41', '43', '50', '53', '62', '72', '115', '130', '456'].includes(code)) return 400
  return 500
}

function said(reply: ServerResponse, status: number, body: string | Buffer): void {
  reply.writeHead(status, { 'content-type': 'text/plain; charset=UTF-8' }).end(body)
}

process.stdin.resume().on('end', () => {
  server.close()
  server.closeAllConnections()
  held.close()
})
server.listen(0, '127.0.0.1', () => {
  const address = server.address()
  process.stdout.write(
    `${JSON.stringify({ port: address !== null && typeof address === 'object' ? address.port : 0 })}\n`,
  )
})
