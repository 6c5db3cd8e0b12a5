/** Mails to people about their own account. */
import type { Language, RoleAt } from '@varde/contract'
import { noticePage, paragraphs } from '../../platform/index.ts'
import { personMailWords } from './person-mail-words.ts'

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
  const said = [words.greeting(name), text, ...(telling === null ? [] : [telling])]
  return {
    subject,
    text: `${[...said, link, ...below].join('\n\n')}\n`,
    html: noticePage({
      language,
      subject,
      body: paragraphs(said),
      button: { link, text: oneTime ? words.linkButton : words.signInButton },
      foot: below,
    }),
  }
}
