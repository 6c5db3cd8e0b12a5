/** The whole program on a free port, with stores of its own; what a test starts, it closes. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { insertKey } from '../../src/access/index.ts'
import { readConfig } from '../../src/config.ts'
import { hashSecret, newId, newSecret, openLog } from '../../src/platform/index.ts'
import { type Running, type ServeOptions, serve } from '../../src/serve.ts'
import { freshDatabase } from './database.ts'

export type TestServer = Running & {
  /** Calls the API with a key of the given scope; JSON in, JSON out. */
  call(method: string, path: string, options?: CallOptions): Promise<{ status: number; body: never; headers: Headers }>
  key(scope: string): Promise<string>
}
type CallOptions = { scope?: string | null; body?: unknown; text?: string; type?: string }

export async function startTestServer(
  environment: Record<string, string> = {},
  options: ServeOptions = {},
): Promise<TestServer> {
  const data = environment['VARDE_DATA'] ?? (await mkdtemp(join(tmpdir(), 'varde-server-')))
  const config = readConfig({
    VARDE_DATA: data,
    VARDE_PORT: '0',
    VARDE_POSTGRES_URL: await freshDatabase(),
    VARDE_LOG_LEVEL: 'silent',
    // What a test looks at is its own; those of the heartbeat have one.
    VARDE_HEARTBEAT_MINUTES: '0',
    ...environment,
  })
  const running = await serve(config, openLog(config.logLevel), options)
  const keys = new Map<string, string>()
  const key = async (scope: string) => {
    const known = keys.get(scope)
    if (known) return known
    const secret = newSecret('key')
    await insertKey(running.platform.postgres.db, {
      id: newId(),
      name: `test ${scope}`,
      scope,
      secret_hash: hashSecret(secret),
      expires_at: null,
    })
    keys.set(scope, secret)
    return secret
  }
  return {
    ...running,
    key,
    async call(method, path, { scope = 'admin', body, text, type }: CallOptions = {}) {
      const payload = text ?? (body === undefined ? undefined : JSON.stringify(body))
      const response = await fetch(`${running.address}${path}`, {
        method,
        headers: {
          ...(scope === null ? {} : { authorization: `Bearer ${await key(scope)}` }),
          ...(payload === undefined ? {} : { 'content-type': type ?? 'application/json' }),
        },
        ...(payload === undefined ? {} : { body: payload }),
      })
      // Loading does not wait for indicators, and a test that brings some in means them to be matched from then on.
      if (path.startsWith('/api/v1/indicators/import')) await running.sensing.matching()
      const said = await response.text()
      const json = response.headers.get('content-type')?.includes('json') === true && said !== ''
      return { status: response.status, body: (json ? JSON.parse(said) : said) as never, headers: response.headers }
    },
    async close() {
      await running.close()
      await rm(data, { recursive: true, force: true })
    },
  }
}
