/**
 * Letters as a mail: text and HTML. One letter is a mail, and so are several to the same contact, each with its own link. A
 * link stands alone between spaces, so that every mail program finds its end.
 */
import { html } from 'ghtml'
import { mailButton, mailPage } from '../../platform/index.ts'
import type { Finding, Letter } from './letter.ts'

export type Mail = { subject: string; text: string; html: string }
/** What is said above a warning by a mail that follows it. */
export type Above = { tag: string; lead: readonly string[]; below: string }
export type Part = { letter: Letter; link: string; above: Above | null }

export function mailOf(letter: Letter, link: string, above: Above | null = null): Mail {
  const part = { letter, link, above }
  const subject = above === null ? letter.subject : `${above.tag}: ${letter.subject}`
  return {
    subject,
    text: [...textOf(part), '', ...footOf(letter), letter.tlp, ''].join('\n'),
    html: mailPage(letter.language, subject, `${htmlOf(part, 1)}${footHtml([...footOf(letter), letter.tlp])}`),
  }
}

export type Heading = {
  subject: string
  /** How many, to whom. */
  title: string
  /** What to do with several. */
  lead: string
  /** The last lines: how it may be answered, and shared. */
  foot: readonly string[]
}

/** Several letters in one language, in the order in which they are to be read. */
export function gatheredMail(parts: readonly [Part, ...Part[]], { subject, title, lead, foot }: Heading): Mail {
  const [{ letter }] = parts
  const { words } = letter
  const names = parts.map(({ letter: { mark, headline, addressed }, above }) =>
    [...(above === null ? [] : [above.tag]), `${mark}: ${headline} (${addressed})`].join(' · '),
  )
  const last = [words.noSignIn, ...foot]
  const text = [
    title,
    lead,
    '',
    ...names.map((name, i) => `${i + 1}. ${name}`),
    ...parts.flatMap((part, i) => [
      '',
      `===== ${words.place(i + 1, parts.length)} =====`,
      '',
      ...textOf(part),
      part.letter.tlp,
    ]),
    '',
    '=====',
    ...last,
    '',
  ].join('\n')
  const inside = html`<h1 style="margin:0 0 4px;font-size:22px;line-height:1.25">${title}</h1>
<p style="margin:0 0 8px">${lead}</p>
<ol style="margin:0 0 16px;padding-left:24px">
!${names.map((name) => html`<li style="margin:4px 0">${name}</li>`)}
</ol>
!${parts.map(
    (part, i) => html`<hr style="border:0;border-top:2px solid #8888;margin:24px 0 8px">
<p style="margin:0 0 4px;font-size:14px">${words.place(i + 1, parts.length)}</p>
!${htmlOf(part, 2)}`,
  )}
<hr style="border:0;border-top:2px solid #8888;margin:24px 0 8px">
!${footHtml(last)}`
  return { subject, text, html: mailPage(letter.language, subject, inside) }
}

const footOf = ({ words, doNotReply }: Letter) => [words.noSignIn, doNotReply]

function textOf({ letter, link, above }: Part): string[] {
  const { words } = letter
  return [
    ...(above === null ? [] : [...above.lead, '', above.below]),
    `${letter.mark}: ${letter.headline}`,
    letter.addressed,
    '',
    ...letter.findings.flatMap((finding) => [
      ...rowsOf(finding, letter).map(([name, value]) => `${name}: ${value}`),
      '',
    ]),
    ...(letter.more > 0 ? [`… ${words.more(letter.more)}`, ''] : []),
    `${letter.meaningTitle}: ${letter.meaning.join('\n\n')}`,
    '',
    ...(letter.measures.length > 0 ? [`${words.doThis}:`] : []),
    ...letter.measures.flatMap(({ headline, steps }) => [
      ...(headline === null ? [] : [`${headline}:`]),
      ...steps.map((step, i) => `${i + 1}. ${step}`),
    ]),
    '',
    `${words.answerHere}`,
    link,
    letter.deadline,
  ]
}

export function rowsOf(finding: Finding, { words }: Letter): [string, string][] {
  return [
    [words.what, finding.what],
    [words.when, finding.when],
    [words.where, finding.where],
    [words.howSure, finding.howSure],
  ]
}

/** @param level of its heading */
function htmlOf({ letter, link, above }: Part, level: 1 | 2): string {
  const { words } = letter
  const [title, under] = [`h${level}`, `h${level + 1}`]
  return html`!${above === null ? '' : aboveHtml(above)}<p style="margin:0;font-weight:bold">${letter.mark}</p>
<!${title} style="margin:0 0 4px;font-size:!${level === 1 ? '22' : '20'}px;line-height:1.25">${letter.headline}</!${title}>
<p style="margin:0 0 16px">${letter.addressed} · ${letter.tlp.slice(0, letter.tlp.indexOf(': '))}</p>
!${letter.findings.map(
    (
      finding,
    ) => html`<table role="presentation" style="border-collapse:collapse;width:100%;margin:0 0 16px;border-top:1px solid #8888">
!${rowsOf(finding, letter).map(
      ([name, value]) => html`<tr>
<td style="padding:6px 12px 6px 0;vertical-align:top;white-space:nowrap;font-weight:bold">${name}</td>
<td style="padding:6px 0;vertical-align:top;overflow-wrap:anywhere">${value}</td>
</tr>
`,
    )}</table>
`,
  )}!${letter.more > 0 ? html`<p style="margin:0 0 16px">… ${words.more(letter.more)}</p>` : ''}
!${letter.meaning.map(
    (paragraph, i) =>
      html`<p style="margin:0 0 16px">!${i === 0 ? html`<b>${letter.meaningTitle}:</b> ` : ''}${paragraph}</p>
`,
  )}
!${letter.measures.length === 0 ? '' : html`<!${under} style="margin:0 0 4px;font-size:18px">${words.doThis}</!${under}>`}
!${letter.measures.map(
    ({
      headline,
      steps,
    }) => html`!${headline === null ? '' : html`<p style="margin:8px 0 0;font-weight:bold">${headline}</p>`}
<ol style="margin:0 0 16px;padding-left:24px">
!${steps.map((step) => html`<li style="margin:4px 0">${step}</li>`)}
</ol>
`,
  )}
<p style="margin:0 0 8px">${words.answerHere}</p>
<p style="margin:0 0 8px"><a href="${link}" style="${mailButton}">${words.answerButton}</a></p>
<p style="margin:0 0 16px"><b>${letter.deadline}</b></p>`
}

function aboveHtml({ tag, lead }: Above): string {
  return html`<p style="margin:0 0 4px;font-weight:bold">${tag}</p>
!${lead.map((line) => (line === '' ? '' : html`<p style="margin:0 0 8px">${line}</p>`))}
<hr style="border:0;border-top:1px solid #8888;margin:16px 0">
`
}

function footHtml(lines: readonly string[]): string {
  return html`!${lines.map(
    (line) => html`
<p style="margin:0 0 8px;font-size:14px">${line}</p>`,
  )}`
}
