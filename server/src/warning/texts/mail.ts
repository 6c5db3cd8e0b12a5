/** A letter as a mail: text and HTML. The link stands alone between spaces, so that every mail program finds its end. */
import { html } from 'ghtml'
import type { Finding, Letter } from './letter.ts'

export type Mail = { subject: string; text: string; html: string }

export function mailOf(letter: Letter, link: string): Mail {
  return { subject: letter.subject, text: textOf(letter, link), html: htmlOf(letter, link) }
}

function textOf(letter: Letter, link: string): string {
  const { words } = letter
  const lines = [
    `${letter.mark}: ${letter.headline}`,
    letter.addressed,
    '',
    ...letter.findings.flatMap((finding) => [
      ...rowsOf(finding, letter).map(([name, value]) => `${name}: ${value}`),
      '',
    ]),
    ...(letter.more > 0 ? [`… ${words.more(letter.more)}`, ''] : []),
    `${words.means}: ${letter.meaning.join('\n\n')}`,
    '',
    `${words.doThis}:`,
    ...letter.measures.flatMap(({ headline, steps }) => [
      ...(headline === null ? [] : [`${headline}:`]),
      ...steps.map((step, i) => `${i + 1}. ${step}`),
    ]),
    '',
    `${words.answerHere}`,
    link,
    letter.deadline,
    '',
    words.noSignIn,
    letter.doNotReply,
    letter.tlp,
    '',
  ]
  return lines.join('\n')
}

export function rowsOf(finding: Finding, { words }: Letter): [string, string][] {
  return [
    [words.what, finding.what],
    [words.when, finding.when],
    [words.where, finding.where],
    [words.howSure, finding.howSure],
  ]
}

/**
 * Only inline style, no pictures, and no colours but on the button, which names both its own: so it is readable in the
 * dark, where a mail program turns the rest around.
 */
function htmlOf(letter: Letter, link: string): string {
  const { words } = letter
  return html`<!doctype html>
<html lang="${letter.language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="supported-color-schemes" content="light dark">
<title>${letter.subject}</title>
</head>
<body style="margin:0;padding:16px;font-family:system-ui,-apple-system,'Segoe UI',Roboto,Arial,sans-serif;font-size:16px;line-height:1.5">
<div role="main" style="max-width:600px;margin:0 auto">
<p style="margin:0;font-weight:bold">${letter.mark}</p>
<h1 style="margin:0 0 4px;font-size:22px;line-height:1.25">${letter.headline}</h1>
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
      html`<p style="margin:0 0 16px">!${i === 0 ? html`<b>${words.means}:</b> ` : ''}${paragraph}</p>
`,
  )}
<h2 style="margin:0 0 4px;font-size:18px">${words.doThis}</h2>
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
<p style="margin:0 0 8px"><a href="${link}" style="display:inline-block;padding:14px 24px;border-radius:6px;border:2px solid #0b4f8a;background:#0b4f8a;color:#ffffff;font-weight:bold;text-decoration:none">${words.answerButton}</a></p>
<p style="margin:0 0 16px"><b>${letter.deadline}</b></p>
<p style="margin:0 0 8px;font-size:14px">${words.noSignIn}</p>
<p style="margin:0 0 8px;font-size:14px">${letter.doNotReply}</p>
<p style="margin:0;font-size:14px">${letter.tlp}</p>
</div>
</body>
</html>
`
}
