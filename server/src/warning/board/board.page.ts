/**
 * The board as one page to print: every row of the filter, which the screen draws only a window of. No script; its style is
 * known to the browser by its hash. Values in, text out.
 */
import { createHash } from 'node:crypto'
import { type BoardPart, type BoardQuery, boardParts, type Language, type Warning } from '@varde/contract'
import { html } from 'ghtml'
import { answerWordsOf } from '../answers/answer-words/catalogue.ts'
import { wordsOf } from '../texts/catalogue.ts'
import { momentOf, shortMomentOf } from '../texts/when.ts'
import { numberOf } from '../warnings/warning.ts'
import { boardWordsOf } from './board-words.ts'

export type Printed = {
  asOf: Date
  filter: BoardQuery
  campaign: string | null
  advisory: string | null
  totals: { sent: number; delivered: number } & Record<BoardPart, number>
  rows: readonly { warning: Warning; part: BoardPart }[]
}

const shapes = { critical: '◆', high: '▲', medium: '●', low: '○' } as const

const style = `:root{color-scheme:light dark}
body{margin:0 auto;padding:16px;max-width:80rem;font:14px/1.4 system-ui,sans-serif}
h1{margin:0}p{margin:4px 0}
.wide{overflow-x:auto}
table{border-collapse:collapse;width:100%;min-width:56rem;margin-top:12px;font-variant-numeric:tabular-nums}
th,td{padding:3px 8px 3px 0;border-bottom:1px solid #8888;text-align:left;vertical-align:top}
thead{display:table-header-group}tr{break-inside:avoid}
td:first-child{font-weight:600}td.t{overflow-wrap:anywhere}td.n{white-space:nowrap}
@page{margin:12mm;size:A4 landscape}
@media print{body{padding:0;max-width:none;font-size:9pt}.wide{overflow:visible}table{min-width:0}}`

/** This page loads nothing, runs nothing, and has this style alone. */
export const boardPagePolicy = `default-src 'none'; style-src 'sha256-${createHash('sha256').update(style).digest('base64')}'; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`

export function boardPage({ asOf, filter, campaign, advisory, totals, rows }: Printed, language: Language): string {
  const words = boardWordsOf[language]
  const { columns } = words
  const standing = boardParts.filter((part) => totals[part] > 0).map((part) => `${words.parts[part]}: ${totals[part]}`)
  return html`<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${words.title} – Varde</title>
<link rel="icon" href="data:,">
<style>!${style}</style>
</head>
<body>
<header>
<h1>${words.title}</h1>
<p>${words.asOf(momentOf(asOf, wordsOf[language]))}. ${words.sent(totals.sent, totals.delivered)}.</p>
<p>${words.filter}: ${filterWords(filter, { campaign, advisory }, language)}.</p>
<p>${standing.join(' · ')}</p>
!${rows.length < totals.sent ? html`<p><strong>${words.cut(rows.length, totals.sent)}</strong></p>` : ''}
</header>
<main>
!${
    rows.length === 0
      ? html`<p>${words.empty}</p>`
      : html`<div class="wide" role="region" aria-label="${words.title}" tabindex="0"><table>
<thead><tr><th scope="col">${columns.member}</th><th scope="col">${columns.standing}</th><th scope="col">${columns.severity}</th><th scope="col">${columns.title}</th><th scope="col">${columns.answer}</th><th scope="col">${columns.sent}</th><th scope="col">${columns.due}</th><th scope="col">${columns.number}</th></tr></thead>
<tbody>
!${rows.map((row) => rowOf(row, language))}
</tbody>
</table></div>`
  }
</main>
</body>
</html>
`
}

function rowOf({ warning, part }: Printed['rows'][number], language: Language): string {
  const { severity, answer, sent_at, due_at, member_name, title, number } = warning
  const mark = `${shapes[severity]} ${wordsOf[language].severity[severity]}`
  const moment = (at: string | null) => (at === null ? '' : shortMomentOf(new Date(at), wordsOf[language]))
  return html`<tr><td>${member_name}</td><td>${boardWordsOf[language].parts[part]}</td><td class="n">${mark}</td><td class="t">${title}</td><td>${answer === null ? '' : answerWordsOf[language].answers[answer]}</td><td class="n">${moment(sent_at)}</td><td class="n">${part === 'answered' ? '' : moment(due_at)}</td><td class="n">${numberOf(number)}</td></tr>
`
}

/** The filter as somebody would say it: on paper there is no address to read it from. */
function filterWords(
  { severity, kind, part, silent }: BoardQuery,
  { campaign, advisory }: Pick<Printed, 'campaign' | 'advisory'>,
  language: Language,
): string {
  const words = boardWordsOf[language]
  const said = [
    ...(campaign === null ? [] : [words.campaign(campaign)]),
    ...(advisory === null ? [] : [words.advisory(advisory)]),
    ...(severity === undefined ? [] : [words.severity(wordsOf[language].severity[severity])]),
    ...(kind === undefined ? [] : [words.kind(words.kinds[kind] ?? kind)]),
    ...(part === undefined ? [] : [words.standing(words.parts[part])]),
    ...(silent === true ? [words.onlySilent] : []),
  ]
  return said.length === 0 ? words.everything : said.join(', ')
}
