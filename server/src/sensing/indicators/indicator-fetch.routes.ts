/** Indicators from a list that lies on the internet, fetched once, when somebody asks. */
import { ImportQuery, IndicatorFetch, IndicatorImportReport } from '@varde/contract'
import { guarded, type Note, reachOf } from '../../access/index.ts'
import {
  AddressRefused,
  type App,
  type Db,
  type Outbound,
  outboundProblems,
  type Platform,
  replies,
} from '../../platform/index.ts'
import { importIndicators } from './indicator-import.store.ts'

/** As much as an upload may hold, and as long as somebody waits for a page. */
const bounds = { maxBytes: 20 * 1024 * 1024, milliseconds: 30_000, redirects: 3 }

export function addIndicatorFetchRoutes(app: App, { postgres }: Pick<Platform, 'postgres'>, outbound: Outbound): void {
  app.post(
    '/api/v1/indicators/fetch',
    {
      config: { rule: { action: 'indicators.write' } },
      schema: {
        summary: 'Import indicators from a CSV file at a public address, plain, gzip or zstd, all or nothing',
        tags: ['indicators'],
        querystring: ImportQuery,
        body: IndicatorFetch,
        response: replies({ 200: IndicatorImportReport }, [...guarded, ...Object.values(outboundProblems)]),
      },
    },
    async (request) => {
      const { db, note } = reachOf(request)
      const csv = await fetchNoted(outbound, request.body.url, db, note)
      return importIndicators(postgres, csv, { dryRun: request.query.dry_run ?? false, note })
    },
  )
}

/** The log says that an address was refused and why, not which: a URL can hold anything. */
async function fetchNoted(outbound: Outbound, url: string, db: Db, note: Note): Promise<Buffer> {
  try {
    return await outbound.fetchOutside(url, bounds)
  } catch (fault) {
    if (fault instanceof AddressRefused) {
      await note(db, { act: 'address.refused', outcome: 'refused', details: { reason: fault.reason } })
    }
    throw fault
  }
}
