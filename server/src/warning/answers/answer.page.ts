/** The page behind a warning's link: plain HTML that needs no script, for a phone at night. Values in, text out. */
import { type Answer, answers, type Language, languages } from '@varde/contract'
import { html } from 'ghtml'
import { mostBytes, mostFiles } from '../delivery/reply-file.ts'
import { wordsOf } from '../texts/catalogue.ts'
import type { Letter } from '../texts/letter-parts.ts'
import { rowsOf } from '../texts/mail.ts'
import { stepsOf } from '../texts/steps.ts'
import { momentOf } from '../texts/when.ts'
import { standingFields, vexFields } from './advised-fields.ts'
import { answerWordsOf } from './answer-words/catalogue.ts'
import { type FormFault, longestComment, type MeasureSaid } from './response.ts'

export type PageResponse = {
  who: string
  kind: 'acknowledge' | 'answer' | 'withdraw'
  answer: Answer | null
  comment: string
  /** The measures that were done, as they were worded. */
  done: readonly string[]
  /** The names of what came with it. */
  files: readonly string[]
  at: Date
}
export type AnswerPage = {
  letter: Letter
  language: Language
  style: string
  dueAt: Date | null
  /** The oldest first. */
  responses: readonly PageResponse[]
  /** When it came back after an answer; what was said before that is not an answer to it now. */
  reopenedAt: Date | null
  /** What this link's holder said last. */
  mine: PageResponse | null
  /** Keys of the measures that are ticked off. */
  done: ReadonlySet<string>
  /** Those that were ticked when the page was first shown: a colleague may tick others meanwhile. */
  was: ReadonlySet<string>
  /** How the measures of an advisory stand that are not open. */
  kept: ReadonlyMap<string, MeasureSaid>
  /** Where the CSIRT can be rung. */
  phone: string | null
  fault: FormFault | null
}

export function answerPage(page: AnswerPage): string {
  const { letter, language, responses, mine, fault } = page
  const current = currentOf(page)
  const words = answerWordsOf[language]
  const what = letter.findings[0]?.what
  const body = html`
!${fault === null ? thanks(mine, language) : faultNote(fault, language)}
<section aria-labelledby="varsel">
  <p><strong>${letter.mark}</strong></p>
  <h1 class="ds-heading" data-size="md" id="varsel">${letter.headline}</h1>
  <p class="quiet">${letter.addressed}</p>
  !${what === undefined ? '' : html`<p>${what}</p>`}
  !${page.dueAt === null ? '' : html`<p><strong>${words.deadline(momentOf(page.dueAt, wordsOf[language]))}</strong></p>`}
  <p><a class="ds-link" href="#tiltak">${words.toDetails}</a></p>
  !${page.phone === null ? '' : html`<p>${words.ring} <a class="ds-link" href="tel:${page.phone.replaceAll(' ', '')}">${page.phone}</a></p>`}
</section>
!${current.length > 0 ? '' : acknowledgeForm(language)}
!${answerForm(page)}
<section aria-labelledby="sagt">
  <h2 class="ds-heading" data-size="xs" id="sagt">${words.soFar}</h2>
  !${responses.length === 0 ? html`<p>${words.nothingYet}</p>` : html`<ul>!${responses.toReversed().map((one) => said(one, language))}</ul>`}
</section>
!${details(letter)}
<p class="quiet">${letter.tlp}</p>`
  return shell({ language, style: page.style, title: letter.headline, body })
}

function thanks(mine: PageResponse | null, language: Language): string {
  if (mine === null || mine.kind === 'withdraw') return ''
  const words = answerWordsOf[language]
  const text =
    mine.kind === 'acknowledge'
      ? words.thanksAcknowledged
      : mine.answer === 'affected_need_help'
        ? words.thanksHelp
        : words.thanks
  return html`<div class="note" role="status"><p>${text}</p></div>`
}

function faultNote({ fault }: FormFault, language: Language): string {
  const words = answerWordsOf[language]
  return html`<div class="note" role="alert"><h2 class="ds-heading" data-size="xs">${words.faultTitle}</h2><p>${words.faults[fault]}</p></div>`
}

function details(letter: Letter): string {
  const { words } = letter
  return html`<section aria-labelledby="tiltak">
<h2 class="ds-heading" data-size="sm" id="tiltak" tabindex="-1">${answerWordsOf[letter.language].details}</h2>
!${letter.findings.map((finding) => html`<dl>!${rowsOf(finding, letter).map(([name, value]) => html`<dt>${name}</dt><dd>${value}</dd>`)}</dl>`)}
!${letter.more > 0 ? html`<p>… ${words.more(letter.more)}</p>` : ''}
!${letter.meaning.map((paragraph, i) => html`<p>!${i === 0 ? html`<strong>${letter.meaningTitle}:</strong> ` : ''}${paragraph}</p>`)}
!${letter.measures.length === 0 ? '' : html`<h3 class="ds-heading" data-size="xs">${words.doThis}</h3>`}
!${letter.measures.map(
    ({ headline, steps }) =>
      html`!${headline === null ? '' : html`<h4 class="ds-heading" data-size="2xs">${headline}</h4>`}<ol>!${steps.map((step) => html`<li>${step}</li>`)}</ol>`,
  )}
</section>`
}

function acknowledgeForm(language: Language): string {
  const words = answerWordsOf[language]
  return html`<form method="post">
  <h2 class="ds-heading" data-size="sm">${words.acknowledgeTitle}</h2>
  <p>${words.acknowledgeHint}</p>
  <button class="ds-button" data-variant="secondary" name="action" value="acknowledge">${words.acknowledge}</button>
</form>`
}

function currentOf({ responses, reopenedAt }: AnswerPage): PageResponse[] {
  return responses.filter(({ at }) => reopenedAt === null || at >= reopenedAt)
}

/** Of which the comment is to be mended. */
const commentFaults = new Set<FormFault['fault']>(['comment_too_long', 'identity_number'])

function answerForm(page: AnswerPage): string {
  const { language, mine, fault } = page
  const words = answerWordsOf[language]
  const answered = currentOf(page).findLast(({ kind }) => kind !== 'acknowledge')?.kind === 'answer'
  const comment = fault?.comment ?? mine?.comment ?? ''
  const chosen = fault === null ? mine?.answer : fault.answer
  return html`<form method="post" enctype="multipart/form-data">
  <fieldset>
    <legend><h2 class="ds-heading" data-size="sm">${answered ? words.questionAgain : words.question}</h2></legend>
    !${answers.map((answer) => choice(answer, chosen === answer, language))}
  </fieldset>
  !${measureFields(page)}
  <label for="comment"><strong>${words.comment}</strong></label>
  <p class="quiet" id="comment-hint">${words.commentHint}</p>
  <textarea class="ds-input" id="comment" name="comment" rows="5" maxlength="${longestComment}" aria-describedby="comment-hint" !${fault === null || !commentFaults.has(fault.fault) ? '' : 'aria-invalid="true"'}>
${comment}</textarea>
  <label for="files"><strong>${words.files}</strong></label>
  <p class="quiet" id="files-hint">${words.filesHint(mostFiles, mostBytes / 1024 / 1024)}!${fault === null ? '' : html` <strong>${words.filesAgain}</strong>`}</p>
  <input class="ds-input" type="file" id="files" name="file" multiple aria-describedby="files-hint" !${fault?.fault === 'files' ? 'aria-invalid="true"' : ''}>
  <button class="ds-button">${answered ? words.sendAgain : words.send}</button>
</form>`
}

function measureFields({ letter, language, done, was, kept, fault }: AnswerPage): string {
  const steps = stepsOf(letter)
  if (letter.advised !== null) {
    const said = fault?.advised ?? null
    return `${standingFields(steps, kept, said, language)}${vexFields(letter.advised.cves, said, language)}`
  }
  return html`<fieldset>
    <legend>${answerWordsOf[language].doneTitle}</legend>
    !${steps.map((step) => measure(step, done.has(step.key), was.has(step.key)))}
  </fieldset>`
}

function choice(answer: Answer, checked: boolean, language: Language): string {
  const words = answerWordsOf[language]
  return html`<label class="choice"><input class="ds-input" type="radio" name="answer" value="${answer}" required aria-describedby="hint-${answer}" !${checked ? 'checked' : ''}>
<strong>${words.answers[answer]}</strong><small id="hint-${answer}">${words.answerHints[answer]}</small></label>`
}

function measure({ key, text }: { key: string; text: string }, checked: boolean, was: boolean): string {
  return html`!${was ? html`<input type="hidden" name="was" value="${key}">` : ''}<label class="choice"><input class="ds-input" type="checkbox" name="done" value="${key}" !${checked ? 'checked' : ''}><span>${text}</span></label>`
}

function said({ who, kind, answer, comment, done, files, at }: PageResponse, language: Language): string {
  const words = answerWordsOf[language]
  const when = momentOf(at, wordsOf[language])
  const line =
    kind === 'withdraw'
      ? words.withdrawn(who, when)
      : kind === 'acknowledge' || answer === null
        ? words.acknowledged(who, when)
        : words.said(who, words.answers[answer], when)
  return html`<li>${line}!${comment === '' ? '' : html`<br><q>${comment}</q>`}!${done.length === 0 ? '' : html`<br>${words.done(done)}`}!${files.length === 0 ? '' : html`<br>${words.filesSent(files)}`}</li>`
}

/** Says nothing about any member: the link is not to be trusted. */
export function refusalPage(fault: 'expired' | 'wrong', language: Language, style: string): string {
  const words = answerWordsOf[language]
  const [title, text] = fault === 'expired' ? [words.expiredTitle, words.expired] : [words.wrongTitle, words.wrong]
  const body = html`<section><h1 class="ds-heading" data-size="md">${title}</h1><p>${text}</p></section>`
  return shell({ language, style, title, body })
}

/** Addresses are relative, so that the page also works under a path. */
function shell(page: { language: Language; style: string; title: string; body: string }): string {
  const words = answerWordsOf[page.language]
  return html`<!doctype html>
<html lang="${page.language}" data-color-scheme="auto">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex, nofollow">
<meta name="color-scheme" content="light dark">
<title>${page.title} – Varde</title>
<link rel="stylesheet" href="assets/${page.style}">
<link rel="icon" href="data:,">
</head>
<body>
<div class="answer">
<header>
  <strong>!${mark} Varde</strong>
  <nav aria-label="${words.languages}">!${languages.map(
    (language) =>
      html`<a href="?lang=${language}" lang="${language}" hreflang="${language}" !${language === page.language ? 'aria-current="true"' : ''}>${answerWordsOf[language].self}</a> `,
  )}</nav>
</header>
<main>!${page.body}</main>
</div>
</body>
</html>
`
}

/** Stacked stones with a flame. */
const mark = `<svg viewBox="0 0 32 32" aria-hidden="true" fill="currentColor"><path d="M16 2c3 3 4 5 4 7a4 4 0 0 1-8 0c0-1 .5-2 1.500-3 .5 1 1 1.500 1.500 1.500C16 6 16 4 16 2z"/><rect x="11" y="15" width="10" height="4" rx="2"/><rect x="8" y="20.500" width="16" height="4" rx="2"/><rect x="5" y="26" width="22" height="4" rx="2"/></svg>`
