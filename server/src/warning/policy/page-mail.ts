/** The mail to a duty officer: what, whose, whether the member knows, and where to look. Values in, values out. */
import type { Language, Severity, Tlp } from '@varde/contract'
import { severities } from '@varde/contract'
import { html } from 'ghtml'
import { mailButton, mailPage } from '../../platform/index.ts'
import { categoryOfDetection } from '../detections/category.ts'
import { wordsOf } from '../texts/catalogue.ts'
import { defang, oneLine } from '../texts/safe.ts'
import { pageWordsOf } from './page-words.ts'

export type Paged = {
  id: string
  kind: 'indicator' | 'signature'
  reported: boolean
  label: string
  category: string
  member: string
  innerHost: string | null
  severity: Severity
  tlp: Tlp
  warned: boolean
}

/** The same as an SMS, without a name of what is not for whoever carries it. @param all at least one */
export function pageText(all: readonly Paged[], language: Language): string {
  const words = wordsOf[language]
  const say = pageWordsOf[language]
  const [first] = all.toSorted((a, b) => severities.indexOf(a.severity) - severities.indexOf(b.severity))
  if (first === undefined) return ''
  const closed = first.tlp === 'RED' || first.tlp === 'AMBER+STRICT'
  const headline = words.headline[categoryOfDetection(first)]
  const what = closed ? `TLP:${first.tlp}` : say.at(headline, oneLine(first.member, 40))
  const more = all.length > 1 ? ` ${say.more(all.length - 1)}` : ''
  return `${say.duty}: ${words.severity[first.severity]}: ${what}${more}. ${first.warned ? say.sent : say.waits} ${say.seeMail}`
}

/** A longer list would not be read at night; triage has all. */
const most = 10

/** @param all at least one */
export function pageMail(all: readonly Paged[], language: Language, linkTo: (id: string) => string) {
  const words = wordsOf[language]
  const say = pageWordsOf[language]
  const sorted = all.toSorted((a, b) => severities.indexOf(a.severity) - severities.indexOf(b.severity))
  const items = sorted.slice(0, most).map((one) => ({
    title: `${words.severity[one.severity]}: ${say.at(words.headline[categoryOfDetection(one)], oneLine(one.member))}`,
    // A mail to a telephone is no place for what is TLP:RED.
    what: one.tlp === 'RED' ? 'TLP:RED' : [defang(oneLine(one.label)), oneLine(one.innerHost ?? '')].join(' · '),
    state: one.warned ? say.sent : say.waits,
    link: linkTo(one.id),
  }))
  const [first] = items
  const rest = all.length - 1
  const subject = oneLine(`${say.duty}: ${first?.title}${rest > 0 ? ` ${say.more(rest)}` : ''}`)
  const more = all.length > most ? [say.more(all.length - most)] : []
  return {
    subject,
    text: `${[...items.map(({ title, what, state, link }) => `${title}\n${what}\n${state}\n${link}`), ...more, say.once].join('\n\n')}\n`,
    html: mailPage(
      language,
      subject,
      html`!${items.map(
        ({ title, what, state, link }) => html`<h1 style="margin:0 0 4px;font-size:20px;line-height:1.25">${title}</h1>
<p style="margin:0;overflow-wrap:anywhere">${what}</p>
<p style="margin:0 0 12px">${state}</p>
<p style="margin:0 0 24px"><a href="${link}" style="${mailButton}">${say.see}</a></p>
`,
      )}!${more.map((text) => html`<p style="margin:0 0 16px">${text}</p>`)}
<p style="margin:0;font-size:14px">${say.once}</p>`,
    ),
  }
}
