/** The routes of one context on a real database, behind the real authorization; what lies below it is not started. */
import type { LightMyRequestResponse } from 'fastify'
import { addAuthorization, createAuth, insertKey } from '../../src/access/index.ts'
import { readConfig } from '../../src/config.ts'
import {
  type App,
  createApp,
  hashSecret,
  newId,
  newSecret,
  openLog,
  type Platform,
  type Postgres,
} from '../../src/platform/index.ts'
import { openTestPostgres } from './database.ts'

/** What the routes under test may use; a context that needs the telemetry store is tested on the whole server. */
export type TestPlatform = Pick<Platform, 'postgres' | 'clock' | 'log' | 'config'>
type CallOptions = { scope?: string; body?: object; text?: string | Buffer; type?: string }
export type ApiUnderTest = {
  postgres: Postgres
  clock: { now: Date }
  call(method: 'GET' | 'POST', url: string, options?: CallOptions): Promise<LightMyRequestResponse>
  close(): Promise<void>
}

export async function openTestApi(add: (app: App, platform: TestPlatform) => void): Promise<ApiUnderTest> {
  const postgres = await openTestPostgres()
  const { db } = postgres
  const log = openLog('silent')
  const clock = { now: new Date() }
  const app = await createApp(log)
  const auth = createAuth({ db, publicUrl: 'http://localhost', secret: Buffer.alloc(32, 7), deliverLink: () => {} })
  addAuthorization(app, { db, auth, clock: () => clock.now, linkIsEnough: false })
  add(app, { postgres, log, clock: () => clock.now, config: readConfig({}) })
  await app.ready()
  const keys = new Map<string, string>()
  const keyFor = async (scope: string) => {
    const key = keys.get(scope) ?? newSecret('key')
    if (!keys.has(scope)) {
      await insertKey(db, { id: newId(), name: scope, scope, secret_hash: hashSecret(key), expires_at: null })
    }
    keys.set(scope, key)
    return key
  }
  return {
    postgres,
    clock,
    async call(method, url, { scope = 'analyst', body, text, type }: CallOptions = {}) {
      const payload = text ?? (body === undefined ? undefined : JSON.stringify(body))
      return app.inject({
        method,
        url,
        headers: {
          authorization: `Bearer ${await keyFor(scope)}`,
          ...(payload === undefined ? {} : { 'content-type': type ?? 'application/json' }),
        },
        ...(payload === undefined ? {} : { payload }),
      })
    },
    async close() {
      await app.close()
      await postgres.close()
    },
  }
}
