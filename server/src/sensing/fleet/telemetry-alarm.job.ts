/** Mails a duty officer what is wrong with receiving and loading, and what no longer is. */
import { telemetryTroubles } from '@varde/contract'
import { Type } from 'typebox'
import { Value } from 'typebox/value'
import { personToMail } from '../../access/index.ts'
import { MailError, newId, type Platform, type Task } from '../../platform/index.ts'
import { spoolFaultKinds } from '../receive/spool-fault.ts'
import { telemetryAlarmMail } from './telemetry-alarm-mail.ts'

export const mailTelemetryAlarmTask = 'mail_telemetry_alarm'

const Trouble = Type.Enum([...telemetryTroubles])
const Details = Type.Object({
  kind: Type.Optional(Type.Enum([...spoolFaultKinds])),
  code: Type.Optional(Type.String()),
  freeBytes: Type.Optional(Type.Number()),
  segments: Type.Optional(Type.Number()),
  minutes: Type.Optional(Type.Number()),
  seconds: Type.Optional(Type.Number()),
})
const Payload = Type.Object({
  person: Type.String(),
  place: Type.String(),
  raised: Type.Array(Type.Object({ trouble: Trouble, details: Details })),
  ended: Type.Array(Trouble),
})

export function mailTelemetryAlarmJob({
  postgres: { db },
  config: { publicUrl },
  mailer,
}: Pick<Platform, 'postgres' | 'config' | 'mailer'>): Task {
  return async (payload) => {
    const { person: id, place, raised, ended } = Value.Parse(Payload, payload)
    const person = await personToMail(db, id)
    if (person === null) return
    const { name, email, language } = person
    try {
      await mailer.send({
        to: { name, address: email },
        ...telemetryAlarmMail({ language, place, raised, ended, page: `${publicUrl}/now` }),
        messageId: `<${newId()}@${new URL(publicUrl).hostname}>`,
      })
    } catch (fault) {
      // What the server said may repeat the address, and is kept with the job.
      throw fault instanceof MailError ? new Error(`the mail server did not take the mail (${fault.fault})`) : fault
    }
  }
}
