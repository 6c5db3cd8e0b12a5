/** A file that came with an answer, handed out as bytes: whoever opens it does so knowing what it may hold. */
import { Id } from '@varde/contract'
import { Type } from 'typebox'
import { guarded, reachOf } from '../../access/index.ts'
import { type App, Problem, problems, replies } from '../../platform/index.ts'
import { findFile } from './reply-file.store.ts'

const Bytes = Type.Unsafe<Buffer>({ type: 'string', format: 'binary' })

export function addReplyFileRoutes(app: App): void {
  app.get(
    '/api/v1/attachments/:id',
    {
      config: { rule: { action: 'warnings.chase' } },
      schema: {
        summary: 'A file that came with an answer, as it came: it may hold malware',
        tags: ['warnings'],
        params: Type.Object({ id: Id }),
        response: {
          ...replies({}, [...guarded, problems.notFound]),
          200: { description: 'Its bytes', content: { 'application/octet-stream': { schema: Bytes } } },
        },
      },
    },
    async (request, reply) => {
      const { scope, db, note } = reachOf(request)
      const { id } = request.params
      const file = await findFile(db, scope, id)
      if (file === null) throw new Problem(problems.notFound, 'There is no such file.')
      await note(db, {
        act: 'attachment.read',
        object: { kind: 'warning', id: file.warning },
        member: file.orgnr,
        details: { sha256: file.sha256, size: file.size },
      })
      return reply
        .type('application/octet-stream')
        .header('content-disposition', disposition(file.name))
        .header('content-security-policy', "sandbox; default-src 'none'")
        .send(file.content)
    },
  )
}

/** RFC 6266: the name for old programs, and the whole one. */
function disposition(name: string): string {
  const plain = name.replace(/[^\x20-\x7e]/g, '_')
  const whole = encodeURIComponent(name).replace(/['()*]/g, (one) => `%${one.charCodeAt(0).toString(16).toUpperCase()}`)
  return `attachment; filename="${plain}"; filename*=UTF-8''${whole}`
}
