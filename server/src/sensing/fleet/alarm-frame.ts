/** The page around the HTML of every mail about an alarm. */
import type { Language } from '@varde/contract'
import { html } from 'ghtml'

export type AlarmMail = { subject: string; text: string; html: string }

/**
 * @param body HTML, escaped already
 * @param button leads to where more can be seen
 * @param foot small print
 */
export function framed({
  language,
  subject,
  body,
  button,
  foot,
}: {
  language: Language
  subject: string
  body: string
  button?: { link: string; text: string }
  foot: readonly string[]
}): string {
  const buttons = button === undefined ? [] : [button]
  return html`<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${subject}</title>
</head>
<body style="margin:0;padding:16px;font-family:system-ui,-apple-system,'Segoe UI',Roboto,Arial,sans-serif;font-size:16px;line-height:1.5">
<div role="main" style="max-width:600px;margin:0 auto">
<h1 style="margin:0 0 12px;font-size:22px;line-height:1.25">${subject}</h1>
!${body}
!${buttons.map(
    ({ link, text }) =>
      html`<p style="margin:16px 0"><a href="${link}" style="display:inline-block;padding:14px 24px;border-radius:6px;border:2px solid #0b4f8a;background:#0b4f8a;color:#ffffff;font-weight:bold;text-decoration:none">${text}</a></p>`,
  )}
!${foot.map((text) => html`<p style="margin:0 0 8px;font-size:14px">${text}</p>`)}
</div>
</body>
</html>
`
}

/** As people at the CSIRT and its members read a clock. */
export function clockText(at: Date, language: Language): string {
  const locale = language === 'en' ? 'en-GB' : language
  const options = { dateStyle: 'medium', timeStyle: 'short', timeZone: 'Europe/Oslo' } as const
  return new Intl.DateTimeFormat(locale, options).format(at)
}
