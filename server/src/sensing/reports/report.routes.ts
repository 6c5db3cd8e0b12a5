/** Where reports that are no lines of JSON are sent; IntelMQ's and IDEA's events go the way of all events. */
import { ReportQuery, ReportReply } from '@varde/contract'
import { type App, Problem, replies } from '../../platform/index.ts'
import type { Gate } from '../receive/ingest-gate.ts'
import { sensingProblems } from '../sensing.problems.ts'
import { reportProblems } from './report.problems.ts'
import { nothingRead, reportLines } from './shadowserver-csv.ts'

export function addReportRoutes(app: App, { admit, take, isSource }: Gate): void {
  app.post(
    '/ingest/v1/reports/shadowserver',
    {
      config: { rule: 'sensor' },
      onRequest: admit,
      schema: {
        summary: 'Send a Shadowserver report as it was downloaded: CSV, plain or packed',
        description:
          'The kind is told by the columns. The reply comes once the rows are on disk; what was sent before counts once.',
        tags: ['ingest'],
        querystring: ReportQuery,
        response: replies({ 202: ReportReply }, [...Object.values(sensingProblems), ...Object.values(reportProblems)]),
      },
    },
    async (request, reply) => {
      if (!isSource(request)) {
        throw new Problem(
          reportProblems.sourceNeeded,
          'This token is a member’s sensor’s. Enrol a source with `varde sources enrol`, and send with its token.',
        )
      }
      const read = nothingRead()
      const { lines, batch } = await take(request, reply, {
        unclosed: 'The report ends in the middle',
        rewrite: (bytes) => reportLines(bytes, request.query.file ?? '', read),
      })
      const { kind, title, known, broken } = read
      return reply.code(202).send({ received: lines, batch, kind, title, known, broken })
    },
  )
}
