/**
 * The call list as one file that opens without us: to print, or to keep for the night the server is away. It carries its
 * own style and no script; ticks and fields are the browser's own. Values in, text out.
 */
import { type Answer, answers, type CallList, type Language } from '@varde/contract'
import { html } from 'ghtml'
import { answerWordsOf } from '../answers/answer-words/catalogue.ts'
import { wordsOf } from '../texts/catalogue.ts'
import { momentOf } from '../texts/when.ts'
import { numberOf } from '../warnings/warning.ts'
import { chaseWordsOf } from './chase-words.ts'

const shapes = { critical: '◆', high: '▲', medium: '●', low: '○' } as const

export function callListPage({ as_of, items }: CallList, language: Language): string {
  const words = chaseWordsOf[language].list
  const moment = (at: string) => momentOf(new Date(at), wordsOf[language])
  return html`<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${words.title} – Varde</title>
<link rel="icon" href="data:,">
<style>
:root { color-scheme: light dark }
body { margin: 0 auto; padding: 16px; max-width: 60rem; font: 16px/1.5 system-ui, sans-serif }
article { border-top: 2px solid; padding: 12px 0; break-inside: avoid }
h1 { margin: 0 } h2 { margin: 0; font-size: 1.2rem }
p { margin: 4px 0 } ul { margin: 4px 0; padding: 0; list-style: none }
.phone { color: inherit; font: 600 1.25rem/1.4 ui-monospace, monospace }
.say { border-left: 4px solid; padding-left: 12px }
label { display: inline-flex; gap: 8px; align-items: center; margin: 4px 16px 4px 0; min-height: 24px }
input[type=checkbox] { width: 22px; height: 22px }
input[type=text] { font: inherit; padding: 4px 8px; min-width: 12rem; max-width: 100% }
fieldset { border: 0; margin: 0; padding: 0 } legend { padding: 0; font-weight: 600 }
@media print { body { max-width: none; padding: 0; font-size: 11pt } input[type=text] { border: 0; border-bottom: 1px solid } }
</style>
</head>
<body>
<header><h1>${words.title}</h1><p>${words.asOf(moment(as_of))}</p></header>
<main>
!${items.length === 0 ? html`<p>${words.empty}</p>` : html`<p>${words.typeIn}</p>`}
!${items.map((item) => one(item, language))}
</main>
</body>
</html>
`
}

function one(item: CallList['items'][number], language: Language): string {
  const words = chaseWordsOf[language].list
  const moment = (at: string) => momentOf(new Date(at), wordsOf[language])
  const mark = `${shapes[item.severity]} ${wordsOf[language].severity[item.severity]}`
  return html`<article aria-labelledby="w${item.number}">
<h2 id="w${item.number}">${item.member_name}</h2>
<p><strong>${mark}</strong> · ${words.reasons[item.reason]} ${words.since(moment(item.since))} · ${numberOf(item.number)}</p>
<p>${item.title}</p>
<p><strong>${words.contacts}</strong></p>
!${
    item.contacts.length === 0
      ? html`<p>${words.noContacts}</p>`
      : html`<ul>!${item.contacts.map(
          ({ name, role, phone }) =>
            html`<li>${name}!${role === '' ? '' : html` (${role})`}: !${phone === null ? html`<em>${words.noPhone}</em>` : html`<a class="phone" href="tel:${phone}">${phone}</a>`}</li>`,
        )}</ul>`
  }
<p><strong>${words.say}</strong></p>
<p class="say" lang="${item.language}">${item.script}</p>
!${item.calls.map((call) => html`<p>${moment(call.at)}: ${call.contact_name}, ${call.reached ? words.reached : words.notReached}. ${call.comment}</p>`)}
<p><label><input type="checkbox"> ${words.reached}</label><label><input type="checkbox"> ${words.notReached}</label></p>
<fieldset><legend>${words.answer}</legend>!${answers.map((answer: Answer) => html`<label><input type="checkbox"> ${answerWordsOf[language].answers[answer]}</label>`)}</fieldset>
<p><label>${words.who} <input type="text" autocomplete="off"></label><label>${words.when} <input type="text" autocomplete="off"></label><label>${words.comment} <input type="text" autocomplete="off"></label></p>
</article>`
}
