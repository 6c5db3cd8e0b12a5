/** The mail that tells a member's contact of its sensors in trouble, and of those that are well again. */
import type { Language } from '@varde/contract'
import { html } from 'ghtml'
import { noticePage } from '../../platform/index.ts'
import { type AlarmMail, clockText } from './alarm-frame.ts'
import type { SensorTrouble } from './sensor.ts'
import { sensorMemberWords } from './sensor-member-words.ts'

type Ailing = { name: string; trouble: SensorTrouble; since: Date; link: string }

/** Of `ailing` and `recovered` together there is at least one. */
export function memberAlarmMail({
  language,
  ailing,
  recovered,
}: {
  language: Language
  ailing: readonly Ailing[]
  recovered: readonly string[]
}): AlarmMail {
  const say = sensorMemberWords[language]
  const what = ({ trouble, since }: Ailing) => `${say.trouble[trouble].what} ${say.since(clockText(since, language))}`
  const subject = subjectOf(say, ailing, recovered)
  const well = recovered.length > 0 ? [{ names: recovered.join(', '), text: say.recovered }] : []
  const lead = ailing.length > 0 ? [say.lead] : []
  const foot = [...(ailing.length > 0 ? [say.once] : []), say.doNotReply]
  const blocks = [
    ...lead,
    ...ailing.map((one) =>
      [
        `${one.name}: ${what(one)}.`,
        `${say.doThis}: ${say.trouble[one.trouble].steps}`,
        `${say.see}: ${one.link}`,
      ].join('\n'),
    ),
    ...well.map(({ names, text }) => `${names}: ${text}`),
    ...foot,
  ]
  return {
    subject,
    text: `${blocks.join('\n\n')}\n`,
    html: noticePage({
      language,
      subject,
      body: html`!${lead.map((text) => html`<p style="margin:0 0 12px">${text}</p>`)}
!${ailing.map(
        (one) => html`<h2 style="margin:16px 0 4px;font-size:18px">${one.name}</h2>
<p style="margin:0 0 4px"><strong>${what(one)}.</strong></p>
<p style="margin:0 0 4px">${say.doThis}: ${say.trouble[one.trouble].steps}</p>
<p style="margin:0 0 12px"><a href="${one.link}">${say.see}</a></p>`,
      )}
!${well.map(({ names, text }) => html`<p style="margin:0 0 12px"><strong>${names}</strong>: ${text}</p>`)}`,
      foot,
    }),
  }
}

function subjectOf(
  say: (typeof sensorMemberWords)[Language],
  ailing: readonly Ailing[],
  recovered: readonly string[],
): string {
  const [ill] = ailing
  if (ill) return ailing.length === 1 ? say.one(ill.name) : say.many(ailing.length)
  return recovered.length === 1 ? say.well(recovered[0] ?? '') : say.wellMany(recovered.length)
}
