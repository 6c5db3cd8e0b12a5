/** What changed, as it changes: one stream for each browser. */
import { type LiveMessage, LiveMessage as LiveMessageShape, liveTopics } from '@varde/contract'
import { accessProblems, callerOf, type Principal, scopeOf } from '../../access/index.ts'
import { type App, type Platform, replies } from '../../platform/index.ts'

export function addLiveRoutes(app: App, { live }: Platform): void {
  app.get(
    '/api/v1/live',
    {
      config: { rule: 'signed-in' },
      schema: {
        summary: 'Server-sent events: what changed, by topic and id; resumes with Last-Event-ID',
        description: `Each message is \`{"topic": ..., "ids": [...]}\` with topic ${liveTopics.join(', ')}; no ids means any of them. An event \`resync\` means that messages were missed.`,
        tags: ['live'],
        response: {
          ...replies({}, [accessProblems.notSignedIn]),
          200: {
            description: 'The stream; it does not end by itself',
            content: { 'text/event-stream': { schema: LiveMessageShape } },
          },
        },
      },
    },
    (request, reply) => {
      const caller = callerOf(request)
      const last = request.headers['last-event-id']
      reply.hijack()
      live.stream(reply.raw, typeof last === 'string' ? last : undefined, (message) => shownTo(caller, message))
    },
  )
}

/** Ids of other members' objects say nothing by themselves, but a member hears of none all the same. */
export function shownTo(caller: Principal, message: LiveMessage): LiveMessage | null {
  if (!caller.enrolled) return null
  if (scopeOf(caller, 'overview.read') === 'all') return message
  const readsWarnings = scopeOf(caller, 'warnings.read').length > 0
  return message.topic === 'warnings' && readsWarnings ? { topic: 'warnings', ids: [] } : null
}
