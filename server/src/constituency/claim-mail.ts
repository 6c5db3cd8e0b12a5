/** The mail that says to the team that claims wait. Values in, values out. */
import type { Claim, Language } from '@varde/contract'
import { html } from 'ghtml'
import { noticePage, paragraphs } from '../platform/index.ts'
import { oneLine } from './contact.ts'

export type Waiting = Pick<Claim, 'kind' | 'change' | 'value' | 'member_name' | 'proposed_by'> & { proven: boolean }

/** A longer list would not be read; the page has all. */
const most = 10

type Words = {
  subject: (count: number) => string
  what: Record<`${Claim['change']} ${Claim['kind']}`, string>
  proven: string
  more: (count: number) => string
  see: string
  why: string
}

const words: Record<Language, Words> = {
  nb: {
    subject: (count) => (count === 1 ? 'Ett krav venter på svar' : `${count} krav venter på svar`),
    what: {
      'add network': 'Nytt nett',
      'remove network': 'Ikke lenger deres nett',
      'add domain': 'Nytt domene',
      'remove domain': 'Ikke lenger deres domene',
    },
    proven: 'bevist i DNS',
    more: (count) => `Og ${count} til.`,
    see: 'Se kravene',
    why: 'Du får e-posten fordi du kan godkjenne krav. Den kommer høyst én gang i timen.',
  },
  nn: {
    subject: (count) => (count === 1 ? 'Eitt krav ventar på svar' : `${count} krav ventar på svar`),
    what: {
      'add network': 'Nytt nett',
      'remove network': 'Ikkje lenger deira nett',
      'add domain': 'Nytt domene',
      'remove domain': 'Ikkje lenger deira domene',
    },
    proven: 'prova i DNS',
    more: (count) => `Og ${count} til.`,
    see: 'Sjå krava',
    why: 'Du får e-posten fordi du kan godkjenne krav. Han kjem høgst éin gong i timen.',
  },
  en: {
    subject: (count) => (count === 1 ? 'One claim waits for an answer' : `${count} claims wait for an answer`),
    what: {
      'add network': 'New network',
      'remove network': 'No longer their network',
      'add domain': 'New domain',
      'remove domain': 'No longer their domain',
    },
    proven: 'proven in the DNS',
    more: (count) => `And ${count} more.`,
    see: 'See the claims',
    why: 'You get this mail since you may approve claims. It comes once an hour at most.',
  },
}

/** @param all at least one */
export function claimMail(all: readonly Waiting[], language: Language, link: string) {
  const say = words[language]
  const subject = say.subject(all.length)
  const lines = all.slice(0, most).map(({ kind, change, value, member_name, proposed_by, proven }) => ({
    member: oneLine(member_name),
    claim: `${say.what[`${change} ${kind}`]}: ${value}${proven ? ` (${say.proven})` : ''}`,
    by: oneLine(proposed_by),
  }))
  const more = all.length > most ? [say.more(all.length - most)] : []
  return {
    subject,
    text: `${[...lines.map(({ member, claim, by }) => `${member}\n${claim}\n${by}`), ...more, `${say.see}: ${link}`, say.why].join('\n\n')}\n`,
    html: noticePage({
      language,
      subject,
      body: [
        ...lines.map(
          ({ member, claim, by }) =>
            html`<p style="margin:0 0 12px;overflow-wrap:anywhere"><strong>${member}</strong><br>${claim}<br>${by}</p>`,
        ),
        paragraphs(more),
      ].join('\n'),
      button: { link, text: say.see },
      foot: [say.why],
    }),
  }
}
