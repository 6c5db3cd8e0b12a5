import {
  Category,
  type Category as Kind,
  languages,
  TextChange,
  TextList,
  TextPreview,
  TextTry,
  TextVersions,
  type WarningText,
} from '@varde/contract'
import { Type } from 'typebox'
import { guarded, reachOf } from '../../access/index.ts'
import {
  type App,
  type Db,
  holdsIdentityNumber,
  type Platform,
  Problem,
  problems,
  replies,
} from '../../platform/index.ts'
import type { AnswerLinks } from '../answers/answer-link.ts'
import { warningProblems } from '../warning.problems.ts'
import { recentAbout } from '../warnings/recent.store.ts'
import { letterOf } from './letter.ts'
import { mailOf } from './mail.ts'
import { sampleOf } from './sample.ts'
import { textFaults } from './template.ts'
import { listTexts, textVersions, writeText } from './text.store.ts'

const tags = ['policy']
const params = Type.Object({ category: Category })
const { textWrong, textChanged, identityNumber } = warningProblems

export function addTextRoutes(app: App, { clock }: Platform, links: AnswerLinks): void {
  const reads = { rule: { action: 'policy.read' } } as const
  app.get(
    '/api/v1/texts',
    {
      config: reads,
      schema: {
        summary: 'What warnings say of each kind of cause: which version is in force',
        tags,
        response: replies({ 200: TextList }, guarded),
      },
    },
    async (request) => ({ items: await listTexts(reachOf(request).db) }),
  )

  app.get(
    '/api/v1/texts/:category',
    {
      config: reads,
      schema: {
        summary: 'Every version of what warnings say of one kind of cause, the newest first',
        tags,
        params,
        response: replies({ 200: TextVersions }, guarded),
      },
    },
    async (request) => ({ items: await textVersions(reachOf(request).db, request.params.category) }),
  )

  app.post(
    '/api/v1/texts/:category/preview',
    {
      config: { rule: { action: 'policy.write' } },
      schema: {
        summary: 'A text as it would go out, with the newest warning about such a cause; nothing is sent or kept',
        tags,
        params,
        body: TextTry,
        response: replies({ 200: TextPreview }, [...guarded, textWrong, identityNumber]),
      },
    },
    async (request) => {
      const { db, red } = reachOf(request)
      const { category } = request.params
      const text = checkedText(request.body.text)
      return await previewOf(db, category, text, red)
    },
  )

  app.put(
    '/api/v1/texts/:category',
    {
      config: { rule: { action: 'policy.write' } },
      schema: {
        summary: 'Change what warnings say of one kind of cause, from the next on; what is sent stands as it was',
        tags,
        params,
        body: TextChange,
        response: replies({ 204: Type.Null() }, [...guarded, textWrong, textChanged, identityNumber]),
      },
    },
    async (request, reply) => {
      const { caller, db, note } = reachOf(request)
      const { text, version, note: why } = request.body
      if (holdsIdentityNumber(why)) throw new Problem(identityNumber, 'Take the number out of note.')
      const clean = why.replace(/\p{Cc}+/gu, ' ').trim()
      if (clean === '') throw new Problem(problems.invalidInput, 'Say why in note.')
      const { category } = request.params
      const changed = { category, text: checkedText(text), version, why: clean, by: caller.name, now: clock(), note }
      await writeText(db, changed)
      return reply.code(204).send(null)
    },
  )

  async function previewOf(db: Db, category: Kind, text: WarningText, red: boolean): Promise<TextPreview> {
    const recent = await recentAbout(db, category, red)
    const facts = { ...(recent?.facts ?? sampleOf(category, clock())), texts: { [category]: text } }
    return {
      warning: recent === null ? null : { id: recent.id, number: recent.facts.number },
      mails: languages.map((language) => {
        const { subject, text: body } = mailOf(letterOf(facts, language), links.shown)
        return { language, subject, text: body }
      }),
    }
  }
}

/** Without controls, which would forge lines. @throws Problem text_wrong, identity_number */
function checkedText(text: WarningText): WarningText {
  const clean = JSON.parse(JSON.stringify(text), (_key, value: unknown) =>
    typeof value === 'string' ? value.replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ').trim() : value,
  ) as WarningText
  const errors = textFaults(clean)
  if (errors.length > 0) throw new Problem(textWrong, 'Mend the parts that are named.', { errors })
  if (holdsIdentityNumber(JSON.stringify(clean))) throw new Problem(identityNumber, 'Take the number out of the text.')
  return clean
}
