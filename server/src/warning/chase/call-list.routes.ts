import { CallList, type CallList as Calls, type Language, languages, words } from '@varde/contract'
import { Type } from 'typebox'
import { contactReads, guarded, reachOf, redReads } from '../../access/index.ts'
import { type App, type Platform, replies } from '../../platform/index.ts'
import { letterOf } from '../texts/letter.ts'
import { warningFactsOf } from '../warnings/letter.store.ts'
import { numberOf } from '../warnings/warning.ts'
import { callListPage } from './call-list.page.ts'
import { callRows, languageOf } from './call-list.store.ts'
import { chaseWordsOf } from './chase-words.ts'

export function addCallListRoutes(app: App, { clock }: Platform): void {
  const config = { rule: { action: 'warnings.chase' } } as const

  app.get(
    '/api/v1/call-list',
    {
      config,
      schema: {
        summary: 'Whom to phone, and what to say',
        tags: ['warnings'],
        response: replies({ 200: CallList }, guarded),
      },
    },
    async (request) => read(request),
  )

  app.get(
    '/api/v1/call-list/page',
    {
      config,
      schema: {
        summary: 'The call list as one file to print, or to keep for when we cannot be reached',
        tags: ['warnings'],
        produces: ['text/html'],
        querystring: Type.Object({ lang: Type.Optional(words(languages)) }),
        response: replies({ 200: Type.String() }, guarded),
      },
    },
    async (request, reply) => {
      const page = callListPage(await read(request), (request.query.lang ?? 'nb') as Language)
      return reply
        .header('cache-control', 'no-store')
        .header('content-disposition', `attachment; filename="varde-ringeliste.html"`)
        .type('text/html; charset=utf-8')
        .send(page)
    },
  )

  async function read(request: Parameters<typeof reachOf>[0]): Promise<Calls> {
    const { caller, scope, db, red, noteOnce } = reachOf(request)
    const now = clock()
    const rows = await callRows(db, scope, now)
    const isRed = rows.filter(({ tlp }) => tlp === 'RED').map(({ id, orgnr }) => ({ id, member: orgnr }))
    await noteOnce(db, [
      ...(red ? redReads('warning', isRed) : []),
      ...contactReads(caller, [
        ...new Set(rows.filter(({ contacts }) => contacts.length > 0).map(({ orgnr }) => orgnr)),
      ]),
    ])
    const letters = await warningFactsOf(
      db,
      rows.map(({ id }) => id),
    )
    const items = rows.map(({ id, orgnr, tlp, reminders, since, calls, ...row }) => {
      const language = languageOf(row.contacts)
      const facts = letters.get(id)
      const hidden = tlp === 'RED' && !red
      const said = {
        member: row.member_name,
        number: numberOf(row.number),
        headline: facts === undefined || hidden ? '' : letterOf(facts, language).headline,
        count: reminders,
      }
      const words = chaseWordsOf[language]
      return {
        ...row,
        warning: id,
        member: orgnr,
        title: hidden ? 'TLP:RED' : row.title,
        since: since.toISOString(),
        language,
        script: row.reason === 'need_help' ? words.scriptHelp(said) : words.script(said),
        calls: calls.map((call) => ({ ...call, at: new Date(call.at).toISOString() })),
      }
    })
    return { as_of: now.toISOString(), items }
  }
}
