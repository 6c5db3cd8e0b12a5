/** The mail that tells a duty officer that events do not come through, and that they do again. */
import type { Language } from '@varde/contract'
import { html } from 'ghtml'
import { noticePage } from '../../platform/index.ts'
import { type AlarmMail, clockText } from './alarm-frame.ts'

type Words = {
  lost: string
  over: string
  late: (receiver: string, since: string) => string
  stopped: (receiver: string, since: string) => string
  fault: (fault: string) => string
  back: (receiver: string) => string
  means: string
  todo: string
  nothing: string
  page: string
}

const words: Record<Language, Words> = {
  nb: {
    lost: 'Hendelser kommer ikke fram i Varde',
    over: 'Hendelser kommer fram i Varde igjen',
    late: (receiver, since) => `Prøvehendelsen på ${receiver} har ikke kommet fram siden ${since}.`,
    stopped: (receiver, since) => `${receiver} har ikke sendt noen prøvehendelse siden ${since}.`,
    fault: (fault) => `Den ble ikke tatt imot: ${fault}.`,
    back: (receiver) => `Prøvehendelsen på ${receiver} kommer fram igjen.`,
    means: 'Det sensorene sender, blir kanskje liggende, og da går ingen varsler ut om det.',
    todo: 'Kjør «npx varde doctor» på maskinen, og se i loggen. Det som er tatt imot, er trygt og lastes når feilen er rettet.',
    nothing: 'Det som lå og ventet, lastes nå av seg selv.',
    page: 'Åpne Varde',
  },
  nn: {
    lost: 'Hendingar kjem ikkje fram i Varde',
    over: 'Hendingar kjem fram i Varde att',
    late: (receiver, since) => `Prøvehendinga på ${receiver} har ikkje kome fram sidan ${since}.`,
    stopped: (receiver, since) => `${receiver} har ikkje sendt noka prøvehending sidan ${since}.`,
    fault: (fault) => `Ho vart ikkje teken imot: ${fault}.`,
    back: (receiver) => `Prøvehendinga på ${receiver} kjem fram att.`,
    means: 'Det sensorane sender, blir kanskje liggjande, og då går ingen varsel ut om det.',
    todo: 'Køyr «npx varde doctor» på maskina, og sjå i loggen. Det som er teke imot, er trygt og blir lasta når feilen er retta.',
    nothing: 'Det som låg og venta, blir no lasta av seg sjølv.',
    page: 'Opne Varde',
  },
  en: {
    lost: 'Events do not come through in Varde',
    over: 'Events come through in Varde again',
    late: (receiver, since) => `The heartbeat of ${receiver} has not come through since ${since}.`,
    stopped: (receiver, since) => `${receiver} has sent no heartbeat since ${since}.`,
    fault: (fault) => `It was not taken: ${fault}.`,
    back: (receiver) => `The heartbeat of ${receiver} comes through again.`,
    means: 'What sensors send may be left lying, and then no warning goes out about it.',
    todo: 'Run "npx varde doctor" on the machine, and look in the log. What was received is safe and is loaded once the fault is mended.',
    nothing: 'What lay waiting is now loaded by itself.',
    page: 'Open Varde',
  },
}

export type LostHeartbeat = { receiver: string; state: 'late' | 'stopped'; since: Date; fault: string | null }

/** Of `lost` and `over` (receivers) together there is at least one. */
export function heartbeatMail({
  language,
  lost,
  over,
  page,
}: {
  language: Language
  lost: readonly LostHeartbeat[]
  over: readonly string[]
  page: string
}): AlarmMail {
  const say = words[language]
  const subject = lost.length > 0 ? say.lost : say.over
  const lines = [
    ...lost.map(({ receiver, state, since, fault }) =>
      [say[state](receiver, clockText(since, language)), ...(fault === null ? [] : [say.fault(fault)])].join(' '),
    ),
    ...over.map((receiver) => say.back(receiver)),
    ...(lost.length > 0 ? [say.means, say.todo] : [say.nothing]),
  ]
  return {
    subject,
    text: `${[...lines, `${say.page}: ${page}`].join('\n\n')}\n`,
    html: noticePage({
      language,
      subject,
      body: lines.map((line) => html`<p style="margin:0 0 12px">${line}</p>`).join('\n'),
      button: { link: page, text: say.page },
      foot: [],
    }),
  }
}
