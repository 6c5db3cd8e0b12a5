/** The page behind a warning's link, for people who do not sign in. A GET never changes anything: mail filters open links. */
import formbody from '@fastify/formbody'
import multipart from '@fastify/multipart'
import { type Language, languages } from '@varde/contract'
import type { FastifyReply } from 'fastify'
import { Type } from 'typebox'
import { type Audit, noteBy } from '../../access/index.ts'
import { type App, type Platform, Problem, problems } from '../../platform/index.ts'
import { filesTo, roomFor } from '../delivery/reply-file.store.ts'
import { letterOf } from '../texts/letter.ts'
import { stepsOf } from '../texts/steps.ts'
import { warningFacts } from '../warnings/letter.store.ts'
import { responsesTo } from '../warnings/warning.store.ts'
import { answerPage, refusalPage } from './answer.page.ts'
import { readStyle } from './answer.style.ts'
import type { AnswerLinks } from './answer-link.ts'
import { measuresKept } from './measure.store.ts'
import { type Answering, findAnswering, respond } from './response.store.ts'
import { type FormFault, readForm, withFault } from './response.ts'
import { readSentForm } from './sent-form.ts'

/** A comment of the longest kind in UTF-8, percent-encoded, and the rest of the form; bytes. */
const formLimit = 64 * 1024

export function addAnswerRoutes(
  app: App,
  { config, postgres: { db }, clock }: Platform,
  audit: Audit,
  links: AnswerLinks,
): void {
  const style = readStyle()

  app.get(
    '/answer/assets/:name',
    {
      config: { rule: 'public', unlimited: true },
      schema: { hide: true, params: Type.Object({ name: Type.String() }) },
    },
    (request, reply) => {
      if (request.params.name !== style.name) throw new Problem(problems.notFound, 'Load the page again.')
      const gzip = /\bgzip\b/.test(String(request.headers['accept-encoding'] ?? ''))
      if (gzip) reply.header('content-encoding', 'gzip')
      return reply
        .header('cache-control', 'public, max-age=31536000, immutable')
        .header('vary', 'accept-encoding')
        .type('text/css; charset=utf-8')
        .send(gzip ? style.gzipped : style.plain)
    },
  )

  app.register(async (pages) => {
    await pages.register(formbody, { bodyLimit: formLimit })
    await pages.register(multipart, { throwFileSizeLimit: false })
    const shape = {
      hide: true,
      params: Type.Object({ token: Type.String({ maxLength: 2000 }) }),
      querystring: Type.Object({ lang: Type.Optional(Type.String()) }),
    }
    type Call = { params: unknown; query: unknown; ip: string }

    pages.get('/answer/:token', { config: { rule: 'link' }, schema: shape }, async (request, reply) => {
      const found = await open(request)
      if (typeof found === 'string') return refuse(reply, found, request)
      return send(reply, 200, await render(found, languageOf(request, found.language), null))
    })

    pages.post('/answer/:token', { config: { rule: 'link' }, schema: shape }, async (request, reply) => {
      const found = await open(request)
      if (typeof found === 'string') return refuse(reply, found, request)
      const language = languageOf(request, found.language)
      const sent = request.isMultipart() ? await readSentForm(request, await roomFor(db, found.warning)) : null
      const read = readForm(sent?.fields ?? request.body)
      const said = sent?.tooMuch ? withFault(read, 'files') : read
      if ('fault' in said) return send(reply, 422, await render(found, language, said))
      const by = { kind: 'link', id: found.delivery, address: request.ip } as const
      const facts = await warningFacts(db, found.warning)
      const steps = facts === null ? [] : stepsOf(letterOf(facts, language))
      const respondent = { ...found, channel: 'link', recorded_by: null } as const
      await respond(db, respondent, { said, steps, files: sent?.files ?? [] }, clock(), noteBy(audit, by))
      // Back to the page by GET, so that loading it again says nothing twice.
      return reply.header('cache-control', 'no-store').redirect(`?lang=${language}`, 303)
    })

    async function open({ params }: Call): Promise<Answering | 'expired' | 'wrong'> {
      const token = await links.read((params as { token: string }).token, clock())
      if (typeof token === 'string') return token
      return (await findAnswering(db, token)) ?? 'wrong'
    }

    async function render(answering: Answering, language: Language, fault: FormFault | null): Promise<string> {
      const [facts, rows, done, files] = await Promise.all([
        warningFacts(db, answering.warning),
        responsesTo(db, answering.warning),
        measuresKept(db, [answering.warning]),
        filesTo(db, answering.warning),
      ])
      if (facts === null) return refusalPage('wrong', language, style.name)
      const shown = (row: (typeof rows)[number]) => ({
        ...row,
        who: row.contact_name,
        at: row.created_at,
        files: (files.get(row.id) ?? []).map(({ name }) => name),
      })
      const mine = rows.findLast(
        (row) =>
          row.contact_id === answering.contact_id &&
          row.contact_name === answering.contact_name &&
          row.created_at >= (answering.reopened_at ?? new Date(0)),
      )
      return answerPage({
        letter: letterOf(facts, language),
        language,
        style: style.name,
        dueAt: answering.due_at,
        reopenedAt: answering.reopened_at,
        responses: rows.map(shown),
        done: new Set(fault?.done ?? done.map(({ measure }) => measure)),
        was: new Set(fault?.was ?? done.map(({ measure }) => measure)),
        kept: new Map(done.map(({ measure, standing, why }) => [measure, { key: measure, standing, why }])),
        phone: config.csirtPhone,
        mine: mine === undefined ? null : shown(mine),
        fault,
      })
    }

    async function refuse(reply: FastifyReply, fault: 'expired' | 'wrong', call: Call) {
      const entry = { act: 'link.refused', outcome: 'refused', details: { reason: fault } } as const
      await audit.recordOnce(db, { kind: 'nobody', id: null, address: call.ip }, entry)
      return send(reply, fault === 'expired' ? 410 : 403, refusalPage(fault, languageOf(call, 'nb'), style.name))
    }
  })
}

function languageOf({ query }: { query: unknown }, otherwise: Language): Language {
  return languages.find((language) => language === (query as { lang?: string }).lang) ?? otherwise
}

function send(reply: FastifyReply, status: number, page: string) {
  return reply.code(status).header('cache-control', 'no-store').type('text/html; charset=utf-8').send(page)
}
