/** An advisory as one member will read it, before it is published and sent. */
import { AdvisoryMailQuery, AdvisoryPreview, AdvisoryPreviewQuery, Id, type Language, languages } from '@varde/contract'
import type { FastifyRequest } from 'fastify'
import { Type } from 'typebox'
import { guarded, reachOf, redReads } from '../../access/index.ts'
import { type App, type Platform, Problem, previewPolicy, problems, replies } from '../../platform/index.ts'
import type { AnswerLinks } from '../answers/answer-link.ts'
import { phoneText } from '../channels/phone.ts'
import type { OurMail } from '../delivery/our-mail.ts'
import type { FindDraft } from './advisory-letter.ts'
import { mailsOf, shownTo } from './preview.store.ts'

const params = Type.Object({ id: Id })
const tags = ['advisories']
const config = { rule: { action: 'advisories.write' } } as const
const found = [...guarded, problems.notFound]

export function addPreviewRoutes(
  app: App,
  { clock, config: { csirtPhone } }: Pick<Platform, 'clock' | 'config'>,
  { links, ourMail: { sender, answered } }: { links: AnswerLinks; ourMail: OurMail },
  findDraft: FindDraft,
): void {
  const we = { us: sender.name === '' ? sender.address : sender.name, phone: csirtPhone }

  async function read(request: FastifyRequest, { id, member }: { id: string; member?: string | undefined }) {
    const { db, red, noteOnce } = reachOf(request)
    const advisory = await findDraft(db, { id, red })
    if (advisory === null) throw new Problem(problems.notFound, 'There is no such advisory, or it is withdrawn.')
    if (advisory.tlp === 'RED') await noteOnce(db, redReads('advisory', [{ id, member: null }]))
    const shown = await shownTo(db, advisory, { asked: member, now: clock() })
    return { advisory, shown, mails: mailsOf(shown, { link: links.shown, answered }) }
  }

  app.get(
    '/api/v1/advisories/:id/preview',
    {
      config,
      schema: {
        summary: 'What one member would be sent if it were published now, in each language; nothing is sent or kept',
        tags,
        params,
        querystring: AdvisoryPreviewQuery,
        response: replies({ 200: AdvisoryPreview }, found),
      },
    },
    async (request) => {
      const { advisory, shown, mails } = await read(request, { ...request.params, ...request.query })
      const { members, chosen, facts, follows } = shown
      const { number, severity, tlp, memberName } = facts
      const kind = follows ? ('relapse' as const) : ('warning' as const)
      const newsIn = (language: Language) => facts.advised?.texts[language].news ?? null
      return {
        version: advisory.version,
        members: members.map(({ orgnr, member_name, products, contacts }) => ({
          member: orgnr,
          member_name,
          grade: products[0]?.grade ?? null,
          contacts,
        })),
        member: chosen?.orgnr ?? null,
        letters: languages.map((language) => ({
          language,
          subject: mails[language].subject,
          text: mails[language].text,
          sms: phoneText({ kind, number, severity, tlp, member: memberName, language, news: newsIn(language) }, we),
        })),
      }
    },
  )

  app.get(
    '/api/v1/advisories/:id/preview/mail',
    {
      config,
      schema: {
        summary: 'The mail of the preview as a page, to be shown in a frame',
        tags,
        params,
        produces: ['text/html'],
        querystring: AdvisoryMailQuery,
        response: replies({ 200: Type.String() }, found),
      },
    },
    async (request, reply) => {
      const { language, member } = request.query
      const { mails } = await read(request, { ...request.params, member })
      const page = reply.type('text/html; charset=utf-8').header('content-security-policy', previewPolicy)
      return page.send(mails[language].html)
    },
  )
}
