/** The mail that tells a duty officer of sensors in trouble. */
import type { Language } from '@varde/contract'
import { html } from 'ghtml'
import { framed } from './alarm-frame.ts'
import type { SensorTrouble } from './sensor.ts'

type Words = {
  one: (name: string) => string
  many: (count: number) => string
  trouble: Record<SensorTrouble, string>
  more: (count: number) => string
  page: string
  once: string
}

const words: Record<Language, Words> = {
  nb: {
    one: (name) => `Sensoren ${name} trenger tilsyn`,
    many: (count) => `${count} sensorer trenger tilsyn`,
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

type Ailing = { name: string; member: string; trouble: SensorTrouble; link: string }

/** A longer list would not be read; the page has all. */
const mostTold = 30

/** Of `sensors` there is at least one. */
export function alarmMail({
  language,
  sensors,
  page,
}: {
  language: Language
  sensors: readonly Ailing[]
  page: string
}) {
  const say = words[language]
  const [first] = sensors
  const subject = sensors.length === 1 && first ? say.one(first.name) : say.many(sensors.length)
  const told = sensors.slice(0, mostTold)
  const left = sensors.length - told.length
  const more = left > 0 ? [say.more(left)] : []
  const line = ({ name, member, trouble }: Ailing) => `${name} (${member}) ${say.trouble[trouble]}`
  return {
    subject,
    text: `${[...told.map((one) => `${line(one)}\n${one.link}`), ...more, `${say.page}: ${page}`, say.once].join('\n\n')}\n`,
    html: framed({
      language,
      subject,
      body: html`<ul style="margin:0 0 12px;padding-left:20px">
!${told.map((one) => html`<li><a href="${one.link}">${one.name}</a> (${one.member}) ${say.trouble[one.trouble]}</li>`)}
!${more.map((text) => html`<li>${text}</li>`)}
</ul>`,
      button: { link: page, text: say.page },
      foot: [say.once],
    }),
  }
}
