/** The HTML page around what a mail says: one look for every mail that leaves. */
import type { Language } from '@varde/contract'
import { html } from 'ghtml'

/**
 * Only inline style, no pictures, and no colours but on the button, which names both its own: so it is readable in the
 * dark, where a mail program turns the rest around.
 * @param inside HTML, escaped already
 */
export function mailPage(language: Language, title: string, inside: string): string {
  return html`<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="supported-color-schemes" content="light dark">
<title>${title}</title>
</head>
<body style="margin:0;padding:16px;font-family:system-ui,-apple-system,'Segoe UI',Roboto,Arial,sans-serif;font-size:16px;line-height:1.5">
<div role="main" style="max-width:600px;margin:0 auto">
!${inside}
</div>
</body>
</html>
`
}

type Notice = {
  language: Language
  subject: string
  /** HTML, escaped already. */
  body: string
  /** Leads to where more can be seen. */
  button?: { link: string; text: string }
  /** Small print. */
  foot?: readonly string[]
}

/** A short mail of ours that is no warning: its subject, what there is to say, and where to go. */
export function noticePage({ language, subject, body, button, foot = [] }: Notice): string {
  const buttons = button === undefined ? [] : [button]
  return mailPage(
    language,
    subject,
    html`<h1 style="margin:0 0 12px;font-size:22px;line-height:1.25">${subject}</h1>
!${body}
!${buttons.map(
      ({ link, text }) => html`<p style="margin:16px 0"><a href="${link}" style="${mailButton}">${text}</a></p>`,
    )}
!${foot.map((text) => html`<p style="margin:0 0 8px;font-size:14px">${text}</p>`)}`,
  )
}

/** How a link looks that is to be pressed. */
export const mailButton =
  'display:inline-block;padding:14px 24px;border-radius:6px;border:2px solid #0b4f8a;background:#0b4f8a;color:#ffffff;font-weight:bold;text-decoration:none'

/** A paragraph for each, escaped. */
export function paragraphs(lines: readonly string[]): string {
  return lines.map((line) => html`<p style="margin:0 0 12px">${line}</p>`).join('\n')
}
