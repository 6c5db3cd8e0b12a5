/** Mails to people about their own account. */
import type { Language, RoleAt } from '@varde/contract'
import { html } from 'ghtml'
import { type PersonMailWords, personMailWords } from './person-mail-words.ts'

/** `known`: a further role for somebody who signs in already. */
export type PersonMailKind = 'invitation' | 'known' | 'reset' | 'inactive'
export type PersonLetter = {
  kind: PersonMailKind
  name: string
  language: Language
  roles: readonly RoleAt[]
  /** Members' names by organisation number. */
  members: ReadonlyMap<string, string>
  /** A one-time link, or the sign-in page. */
  link: string
}

export function personMail({ kind, name, language, roles, members, link }: PersonLetter) {
  const words = personMailWords[language]
  const { subject, text } = words[kind]
  const held = roles.map(({ role, member }) =>
    member === null ? words.role[role] : words.roleAt(words.role[role], members.get(member) ?? member),
  )
  const telling = kind === 'inactive' || held.length === 0 ? null : `${words.roles} ${held.join(', ')}.`
  const oneTime = kind === 'invitation' || kind === 'reset'
  const below = [...(oneTime ? [words.once] : []), ...(kind === 'inactive' ? [] : [words.unexpected])]
  const paragraphs = [words.greeting(name), text, ...(telling === null ? [] : [telling])]
  return {
    subject,
    text: `${[...paragraphs, link, ...below].join('\n\n')}\n`,
    html: asHtml({ words, language, subject, paragraphs, link, oneTime, below }),
  }
}

type Parts = {
  words: PersonMailWords
  language: Language
  subject: string
  paragraphs: readonly string[]
  link: string
  oneTime: boolean
  below: readonly string[]
}

function asHtml({ words, language, subject, paragraphs, link, oneTime, below }: Parts): string {
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
!${paragraphs.map((paragraph) => html`<p style="margin:0 0 12px">${paragraph}</p>`)}
<p style="margin:16px 0"><a href="${link}" style="display:inline-block;padding:14px 24px;border-radius:6px;border:2px solid #0b4f8a;background:#0b4f8a;color:#ffffff;font-weight:bold;text-decoration:none">${oneTime ? words.linkButton : words.signInButton}</a></p>
!${below.map((line) => html`<p style="margin:0 0 8px;font-size:14px">${line}</p>`)}
</div>
</body>
</html>
`
}
