/** The routes of one context on a real database, behind the real authorization; what lies below it is not started. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { LightMyRequestResponse } from 'fastify'
import { type Access, type Audit, addAccess, insertKey, openAccess } from '../../src/access/index.ts'
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
import { unlimited } from './limits.ts'

type CallOptions = { scope?: string; body?: object; text?: string | Buffer; type?: string }
export type ApiUnderTest = {
  postgres: Postgres
  access: Access
  clock: { now: Date }
  /** The key of this scope that `call` uses. */
  key(scope: string): Promise<string>
  call(method: 'GET' | 'POST' | 'PUT' | 'DELETE', url: string, options?: CallOptions): Promise<LightMyRequestResponse>
  close(): Promise<void>
}

export async function openTestApi(add: (app: App, platform: Platform, audit: Audit) => void): Promise<ApiUnderTest> {
  const postgres = await openTestPostgres()
  const { db } = postgres
  const log = openLog('silent')
  const clock = { now: new Date() }
  const data = await mkdtemp(join(tmpdir(), 'varde-api-'))
  const app = await createApp(log, { limits: unlimited })
  // A context that needs more, e.g. the telemetry store, is tested on the whole server.
  const platform = { postgres, log, clock: () => clock.now, config: readConfig({ VARDE_DATA: data }) } as Platform
  const access = await openAccess(platform)
  addAccess(app, platform, access, { linkIsEnough: false })
  add(app, platform, access.audit)
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
    access,
    clock,
    key: keyFor,
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
      await rm(data, { recursive: true, force: true })
    },
  }
}
