/** The mail that reminds somebody of an advisory they wrote. Values in, values out. */
import type { Language } from '@varde/contract'
import { html } from 'ghtml'
import { mailButton, mailPage } from '../../platform/index.ts'
import type { RemindedOf, ReminderKind } from '../../vulnerability/index.ts'
import { wordsOf } from '../texts/catalogue.ts'
import { momentOf } from '../texts/when.ts'

/** `silent`: members that have not answered. */
export type Reminding = { of: RemindedOf; kind: ReminderKind; about: Date; silent: number }

type Say = Record<ReminderKind, (when: string, silent: number) => string> & {
  head: Record<ReminderKind, string>
  draft: string
  more: (count: number) => string
  open: string
  mine: string
  ofOthers: string
}

const sayOf: Record<Language, Say> = {
  nb: {
    head: {
      expires_soon: 'Varselet utløper snart',
      expired: 'Varselet er utløpt',
      draft_waits: 'Utkastet ligger upublisert',
      measures_overdue: 'Fristen for tiltak er ute',
    },
    expires_soon: (when) =>
      `Det utløper ${when}. Gi ut en ny utgave, eller trekk det tilbake hvis det ikke gjelder lenger.`,
    expired: (when) =>
      `Det utløp ${when}. Leserne får vite at det kan være foreldet. Gi ut en ny utgave, eller trekk det tilbake.`,
    draft_waits: (when) => `Ingen har endret det siden ${when}. Publiser det, eller kast det.`,
    measures_overdue: (when, silent) =>
      `Fristen var ${when}, og ${silent === 1 ? 'ett medlem' : `${silent} medlemmer`} har ikke svart på varselet.`,
    draft: 'Utkast uten nummer',
    more: (count) => `og ${count} til`,
    open: 'Åpne i Varde',
    mine: 'Du får dette fordi du skrev det. Du får det én gang.',
    ofOthers: 'Du får dette fordi du har vakt, og ingen her står som forfatter. Du får det én gang.',
  },
  nn: {
    head: {
      expires_soon: 'Varselet går snart ut',
      expired: 'Varselet er gått ut',
      draft_waits: 'Utkastet ligg upublisert',
      measures_overdue: 'Fristen for tiltak er ute',
    },
    expires_soon: (when) =>
      `Det går ut ${when}. Gi ut ei ny utgåve, eller trekk det tilbake dersom det ikkje gjeld lenger.`,
    expired: (when) =>
      `Det gjekk ut ${when}. Lesarane får vite at det kan vere forelda. Gi ut ei ny utgåve, eller trekk det tilbake.`,
    draft_waits: (when) => `Ingen har endra det sidan ${when}. Publiser det, eller kast det.`,
    measures_overdue: (when, silent) =>
      `Fristen var ${when}, og ${silent === 1 ? 'éin medlem' : `${silent} medlemmer`} har ikkje svart på varselet.`,
    draft: 'Utkast utan nummer',
    more: (count) => `og ${count} til`,
    open: 'Opne i Varde',
    mine: 'Du får dette fordi du skreiv det. Du får det éin gong.',
    ofOthers: 'Du får dette fordi du har vakt, og ingen her står som forfattar. Du får det éin gong.',
  },
  en: {
    head: {
      expires_soon: 'The advisory expires soon',
      expired: 'The advisory has expired',
      draft_waits: 'The draft lies unpublished',
      measures_overdue: 'The deadline for measures has passed',
    },
    expires_soon: (when) => `It expires ${when}. Publish a new version, or withdraw it if it no longer holds.`,
    expired: (when) =>
      `It expired ${when}. Readers are told that it may be out of date. Publish a new version, or withdraw it.`,
    draft_waits: (when) => `Nobody has changed it since ${when}. Publish it, or discard it.`,
    measures_overdue: (when, silent) =>
      `The deadline was ${when}, and ${silent === 1 ? 'one member has' : `${silent} members have`} not answered the warning.`,
    draft: 'Draft without a number',
    more: (count) => `and ${count} more`,
    open: 'Open in Varde',
    mine: 'You get this because you wrote it. You get it once.',
    ofOthers: 'You get this because you are on duty, and nobody here stands as its author. You get it once.',
  },
}

const oneLine = (text: string) => text.replace(/\s+/g, ' ').trim().slice(0, 200)

/** A mail is no place for what is TLP:RED. @param all at least one @param ofOthers nobody here wrote it, or Varde did */
export function authorReminderMail(
  all: readonly Reminding[],
  language: Language,
  { linkTo, ofOthers }: { linkTo: (advisory: string) => string; ofOthers: boolean },
) {
  const say = sayOf[language]
  const items = all.map(({ of: { id, label, subject, tlp }, kind, about, silent }) => ({
    head: `${say.head[kind]}: ${label ?? say.draft}`,
    about: tlp === 'RED' ? 'TLP:RED' : oneLine(subject[language] || subject.nb),
    text: say[kind](momentOf(about, wordsOf[language]), silent),
    link: linkTo(id),
  }))
  const rest = items.length - 1
  const subject = `${items[0]?.head}${rest > 0 ? ` ${say.more(rest)}` : ''}`
  const why = ofOthers ? say.ofOthers : say.mine
  return {
    subject,
    text: `${[...items.map(({ head, about, text, link }) => `${head}\n${about}\n${text}\n${link}`), why].join('\n\n')}\n`,
    html: mailPage(
      language,
      subject,
      html`!${items.map(
        ({ head, about, text, link }) => html`<h1 style="margin:0 0 4px;font-size:20px;line-height:1.25">${head}</h1>
<p style="margin:0;overflow-wrap:anywhere">${about}</p>
<p style="margin:0 0 12px">${text}</p>
<p style="margin:0 0 24px"><a href="${link}" style="${mailButton}">${say.open}</a></p>
`,
      )}
<p style="margin:0;font-size:14px">${why}</p>`,
    ),
  }
}
