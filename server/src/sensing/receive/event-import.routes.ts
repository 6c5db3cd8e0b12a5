/** What `varde events import` asks of the server that took its lines. A sensor's own token reads nothing. */
import { Type } from 'typebox'
import type { App, Platform } from '../../platform/index.ts'
import { refusedSensor, tokenOf } from '../fleet/sensor-credential.ts'
import { loadedSince, newSince, unattributedSince } from './event-import.store.ts'
import { isImportPass } from './import-pass.ts'
import type { Gate } from './ingest-gate.ts'

const Imported = Type.Object({
  lines: Type.Number(),
  rejected: Type.Number(),
  new: Type.Number(),
  /** Events that are no member's. */
  unattributed: Type.Number(),
})

export function addImported(
  app: App,
  { postgres, clickhouse, clock }: Pick<Platform, 'postgres' | 'clickhouse' | 'clock'>,
  gate: Gate,
) {
  app.get(
    '/ingest/v1/imported',
    {
      config: { rule: 'sensor' },
      onRequest: async (request) => {
        if (!isImportPass(tokenOf(request.headers.authorization) ?? '')) throw refusedSensor('unknown')
        await gate.admit(request)
      },
      schema: {
        hide: true,
        summary: 'What was loaded of an import, and how much of it is new once `lines` are there',
        querystring: Type.Object({ since: Type.Integer(), lines: Type.Integer() }),
        response: { 200: Imported },
      },
    },
    async (request) => {
      const given = { sensor: gate.sensorOf(request), since: new Date(request.query.since) }
      const loaded = await loadedSince(postgres.db, given, clock())
      // Counting what is new reads much: once, at the end.
      if (loaded.lines < request.query.lines) return { ...loaded, new: 0, unattributed: 0 }
      const [fresh, unattributed] = await Promise.all([
        newSince(clickhouse, given),
        unattributedSince(clickhouse, given),
      ])
      return { ...loaded, new: fresh, unattributed }
    },
  )
}
