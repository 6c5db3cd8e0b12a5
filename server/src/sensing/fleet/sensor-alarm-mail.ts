/** The mail that tells a duty officer of sensors in trouble, and of those that are well again. */
import type { Language } from '@varde/contract'
import { html } from 'ghtml'
import { noticePage } from '../../platform/index.ts'
import type { SensorTrouble } from './sensor.ts'

type Words = {
  one: (name: string) => string
  many: (count: number) => string
  well: (name: string) => string
  wellMany: (count: number) => string
  isWell: string
  trouble: Record<SensorTrouble, string>
  more: (count: number) => string
  page: string
  once: string
}

const words: Record<Language, Words> = {
  nb: {
    one: (name) => `Sensoren ${name} trenger tilsyn`,
    many: (count) => `${count} sensorer trenger tilsyn`,
    well: (name) => `Sensoren ${name} er i orden igjen`,
    wellMany: (count) => `${count} sensorer er i orden igjen`,
    isWell: 'er i orden igjen',
    trouble: {
      silent: 'har ikke sendt noe på en time',
      dropping: 'mister pakker',
      rejecting: 'sender linjer som ikke kan leses',
      lagging: 'henger etter',
      skewed: 'har feil klokke',
    },
    more: (count) => `og ${count} til`,
    page: 'Se sensorene',
    once: 'Du får ikke flere e-poster om det samme før sensoren har vært i orden igjen.',
  },
  nn: {
    one: (name) => `Sensoren ${name} treng tilsyn`,
    many: (count) => `${count} sensorar treng tilsyn`,
    well: (name) => `Sensoren ${name} er i orden att`,
    wellMany: (count) => `${count} sensorar er i orden att`,
    isWell: 'er i orden att',
    trouble: {
      silent: 'har ikkje sendt noko på ein time',
      dropping: 'mistar pakkar',
      rejecting: 'sender linjer som ikkje kan lesast',
      lagging: 'heng etter',
      skewed: 'har feil klokke',
    },
    more: (count) => `og ${count} til`,
    page: 'Sjå sensorane',
    once: 'Du får ikkje fleire e-postar om det same før sensoren har vore i orden att.',
  },
  en: {
    one: (name) => `The sensor ${name} needs a look`,
    many: (count) => `${count} sensors need a look`,
    well: (name) => `The sensor ${name} is well again`,
    wellMany: (count) => `${count} sensors are well again`,
    isWell: 'is well again',
    trouble: {
      silent: 'has sent nothing for an hour',
      dropping: 'loses packets',
      rejecting: 'sends lines that cannot be read',
      lagging: 'lags',
      skewed: 'has a wrong clock',
    },
    more: (count) => `and ${count} more`,
    page: 'See the sensors',
    once: 'You get no further mail about the same until the sensor has been well again.',
  },
}

type Named = { name: string; member: string; link: string }
type Ailing = Named & { trouble: SensorTrouble }

/** A longer list would not be read; the page has all. */
const mostTold = 30

/** Of `ailing` and `recovered` together there is at least one. */
export function alarmMail({
  language,
  ailing,
  recovered,
  page,
}: {
  language: Language
  ailing: readonly Ailing[]
  recovered: readonly Named[]
  page: string
}) {
  const say = words[language]
  const subject = subjectOf(say, ailing, recovered)
  const lines = [
    ...ailing.map(({ trouble, ...sensor }) => ({ ...sensor, state: say.trouble[trouble] })),
    ...recovered.map((sensor) => ({ ...sensor, state: say.isWell })),
  ]
  const told = lines.slice(0, mostTold)
  const left = lines.length - told.length
  const more = left > 0 ? [say.more(left)] : []
  const foot = ailing.length > 0 ? [say.once] : []
  const texts = told.map(({ name, member, state, link }) => `${name} (${member}) ${state}\n${link}`)
  return {
    subject,
    text: `${[...texts, ...more, `${say.page}: ${page}`, ...foot].join('\n\n')}\n`,
    html: noticePage({
      language,
      subject,
      body: html`<ul style="margin:0 0 12px;padding-left:20px">
!${told.map(({ name, member, state, link }) => html`<li><a href="${link}">${name}</a> (${member}) ${state}</li>`)}
!${more.map((text) => html`<li>${text}</li>`)}
</ul>`,
      button: { link: page, text: say.page },
      foot,
    }),
  }
}

function subjectOf(say: Words, ailing: readonly Ailing[], recovered: readonly Named[]): string {
  const [ill] = ailing
  if (ill) return ailing.length === 1 ? say.one(ill.name) : say.many(ailing.length)
  return recovered.length === 1 ? say.well(recovered[0]?.name ?? '') : say.wellMany(recovered.length)
}
