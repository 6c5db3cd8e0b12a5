/**
 * Each minute: which sensors have come into a trouble that nobody was told of, and which are well again for good. Then one
 * mail to each duty officer for all of them, and where it is wanted one to each of the member's contacts.
 */
import { sensorTroubles } from '@varde/contract'
import { Type } from 'typebox'
import { Value } from 'typebox/value'
import { type Audit, dutyOfficers, type Entry, personToMail, system } from '../../access/index.ts'
import { contactsOf } from '../../constituency/index.ts'
import {
  addJobs,
  type Db,
  MailError,
  type Message,
  type Minutely,
  newId,
  type Platform,
  publish,
  type Task,
} from '../../platform/index.ts'
import { troubledSensors } from './sensor.store.ts'
import { troubledSince } from './sensor.ts'
import { type Ended, endAlarms, namesOf, raiseAlarms, tellMembers } from './sensor-alarm.store.ts'
import { alarmMail } from './sensor-alarm-mail.ts'
import { memberAlarmMail } from './sensor-member-mail.ts'

export const watchSensorsTask = 'watch_sensors'
export const mailAlarmTask = 'mail_sensor_alarm'
export const mailMemberAlarmTask = 'mail_member_sensor_alarm'
export const sensorWatch: Minutely = { task: watchSensorsTask, each: 'minute' }

/** More than there are sensors; the list is read whole, since who is not in it is well. */
const most = 100_000

export function watchSensorsJob({ postgres: { db }, clock }: Pick<Platform, 'postgres' | 'clock'>, audit: Audit): Task {
  return async () => {
    await db.transaction().execute(async (trx) => {
      const now = clock()
      const troubled = await troubledSensors(trx, 'all', now, most)
      const ended = await endAlarms(
        trx,
        troubled.map(({ sensor }) => sensor.id),
        now,
      )
      const alarms = await raiseAlarms(
        trx,
        troubled.map(({ sensor, trouble }) => ({ sensor: sensor.id, trouble })),
        now,
      )
      const untold = new Set((await tellMembers(trx)).map(({ sensor }) => sensor))
      if (alarms.length + ended.length + untold.size === 0) return
      await publish(
        trx,
        'sensors',
        [...alarms, ...ended].map(({ sensor }) => sensor),
      )
      const recovered = ended.filter(({ revoked }) => !revoked)
      if (alarms.length + recovered.length > 0) {
        const well = recovered.map(({ sensor }) => sensor)
        const jobs = (await dutyOfficers(trx)).map((person) => ({ key: newId(), payload: { person, alarms, well } }))
        await addJobs(trx, mailAlarmTask, jobs)
      }
      // The worst that is wrong now, which may have taken the place of what was noted first.
      const told = troubled
        .filter(({ sensor }) => untold.has(sensor.id))
        .map(({ sensor, trouble }) => ({
          sensor: sensor.id,
          member: sensor.orgnr,
          trouble,
          since: troubledSince(sensor, trouble, now).toISOString(),
        }))
      await addMemberMails(
        trx,
        told,
        recovered.filter(({ told: known }) => known),
      )
      const members = new Map(troubled.map(({ sensor }) => [sensor.id, sensor.orgnr]))
      await audit.record(trx, system('sensor watch'), [
        ...alarms.map(
          ({ sensor: id, trouble }): Entry => ({
            act: 'sensor.alarm_raised',
            object: { kind: 'sensor', id },
            member: members.get(id) ?? null,
            details: { trouble },
          }),
        ),
        ...ended.map(
          ({ sensor: id, member, troubles, revoked }): Entry => ({
            act: 'sensor.alarm_ended',
            object: { kind: 'sensor', id },
            member,
            details: { troubles, revoked },
          }),
        ),
      ])
    })
  }
}

type Told = { sensor: string; member: string; trouble: (typeof sensorTroubles)[number]; since: string }

/** One mail to each contact of each member concerned: the same contacts as a warning goes to. */
async function addMemberMails(trx: Db, told: readonly Told[], over: readonly Ended[]): Promise<void> {
  const members = [...new Set([...told, ...over].map(({ member }) => member))]
  const contacts = await contactsOf(trx, members)
  const jobs = members.flatMap((member) => {
    const alarms = told.filter((one) => one.member === member).map(({ member: _, ...alarm }) => alarm)
    const well = over.filter((one) => one.member === member).map(({ sensor }) => sensor)
    return (contacts.get(member) ?? []).map(({ id }) => ({
      key: newId(),
      payload: { member, contact: id, alarms, well },
    }))
  })
  await addJobs(trx, mailMemberAlarmTask, jobs)
}

const Trouble = Type.Enum([...sensorTroubles])
const Payload = Type.Object({
  person: Type.String(),
  alarms: Type.Array(Type.Object({ sensor: Type.String(), trouble: Trouble })),
  /** A job that waited through an update has none. */
  well: Type.Array(Type.String(), { default: [] }),
})

type MailParts = Pick<Platform, 'postgres' | 'config' | 'mailer'>

export function mailAlarmJob({ postgres: { db }, config: { publicUrl }, mailer }: MailParts): Task {
  return async (payload) => {
    const { person: id, alarms, well } = Value.Parse(Payload, payload)
    const person = await personToMail(db, id)
    const troubles = new Map(alarms.map(({ sensor, trouble }) => [sensor, trouble]))
    const names = await namesOf(db, [...troubles.keys(), ...well])
    const link = (sensor: string) => `${publicUrl}/sensors/${sensor}`
    const ailing = names.flatMap(({ id: sensor, name, member }) => {
      const trouble = troubles.get(sensor)
      return trouble === undefined ? [] : [{ name, member, trouble, link: link(sensor) }]
    })
    const recovered = names
      .filter(({ id: sensor }) => well.includes(sensor))
      .map(({ id: sensor, name, member }) => ({ name, member, link: link(sensor) }))
    if (person === null || ailing.length + recovered.length === 0) return
    const { name, email, language } = person
    await sendAlarm(mailer, {
      to: { name, address: email },
      ...alarmMail({ language, ailing, recovered, page: `${publicUrl}/sensors` }),
      messageId: `<${newId()}@${new URL(publicUrl).hostname}>`,
    })
  }
}

const MemberPayload = Type.Object({
  member: Type.String(),
  contact: Type.String(),
  alarms: Type.Array(Type.Object({ sensor: Type.String(), trouble: Trouble, since: Type.String() })),
  well: Type.Array(Type.String()),
})

export function mailMemberAlarmJob({ postgres: { db }, config: { publicUrl }, mailer }: MailParts): Task {
  return async (payload) => {
    const { member, contact: id, alarms, well } = Value.Parse(MemberPayload, payload)
    const contact = (await contactsOf(db, [member])).get(member)?.find((one) => one.id === id)
    const names = await namesOf(db, [...alarms.map(({ sensor }) => sensor), ...well])
    const link = (sensor: string) => `${publicUrl}/sensors/${sensor}`
    const ailing = names.flatMap(({ id: sensor, name }) => {
      const alarm = alarms.find((one) => one.sensor === sensor)
      return alarm ? [{ name, trouble: alarm.trouble, since: new Date(alarm.since), link: link(sensor) }] : []
    })
    const recovered = names.filter((one) => well.includes(one.id)).map(({ name }) => name)
    if (contact === undefined || ailing.length + recovered.length === 0) return
    await sendAlarm(mailer, {
      to: { name: contact.name, address: contact.email },
      ...memberAlarmMail({ language: contact.language, ailing, recovered }),
      messageId: `<${newId()}@${new URL(publicUrl).hostname}>`,
      headers: { 'X-Auto-Response-Suppress': 'OOF, AutoReply' },
    })
  }
}

export async function sendAlarm(mailer: MailParts['mailer'], message: Message): Promise<void> {
  try {
    await mailer.send(message)
  } catch (fault) {
    // What the server said may repeat the address, and is kept with the job.
    throw fault instanceof MailError ? new Error(`the mail server did not take the mail (${fault.fault})`) : fault
  }
}
