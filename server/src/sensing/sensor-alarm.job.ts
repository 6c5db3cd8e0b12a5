/** Each minute: which sensors have come into a trouble that nobody was told of; then one mail to each duty officer for all of them. */
import { sensorTroubles } from '@varde/contract'
import { Type } from 'typebox'
import { Value } from 'typebox/value'
import { dutyOfficers, personToMail } from '../access/index.ts'
import { addJobs, MailError, type Minutely, newId, type Platform, publish, type Task } from '../platform/index.ts'
import { troubledSensors } from './sensor.store.ts'
import { endAlarms, namesOf, raiseAlarms } from './sensor-alarm.store.ts'
import { alarmMail } from './sensor-alarm-mail.ts'

export const watchSensorsTask = 'watch_sensors'
export const mailAlarmTask = 'mail_sensor_alarm'
export const sensorWatch: Minutely = { task: watchSensorsTask, each: 'minute' }

/** More than there are sensors; the list is read whole, since who is not in it is well. */
const most = 100_000

export function watchSensorsJob({ postgres: { db }, clock }: Pick<Platform, 'postgres' | 'clock'>): Task {
  return async () => {
    await db.transaction().execute(async (trx) => {
      const now = clock()
      const troubled = (await troubledSensors(trx, 'all', now, most)).map(({ sensor, trouble }) => ({
        sensor: sensor.id,
        trouble,
      }))
      await endAlarms(
        trx,
        troubled.map(({ sensor }) => sensor),
      )
      const alarms = await raiseAlarms(trx, troubled, now)
      if (alarms.length === 0) return
      await publish(
        trx,
        'sensors',
        alarms.map(({ sensor }) => sensor),
      )
      const jobs = (await dutyOfficers(trx)).map((person) => ({ key: newId(), payload: { person, alarms } }))
      await addJobs(trx, mailAlarmTask, jobs)
    })
  }
}

const Payload = Type.Object({
  person: Type.String(),
  alarms: Type.Array(Type.Object({ sensor: Type.String(), trouble: Type.Enum([...sensorTroubles]) })),
})

export function mailAlarmJob({
  postgres: { db },
  config: { publicUrl },
  mailer,
}: Pick<Platform, 'postgres' | 'config' | 'mailer'>): Task {
  return async (payload) => {
    const { person: id, alarms } = Value.Parse(Payload, payload)
    const person = await personToMail(db, id)
    const troubles = new Map(alarms.map(({ sensor, trouble }) => [sensor, trouble]))
    const sensors = (await namesOf(db, [...troubles.keys()])).flatMap(({ id: sensor, name, member }) => {
      const trouble = troubles.get(sensor)
      return trouble === undefined ? [] : [{ name, member, trouble, link: `${publicUrl}/sensors/${sensor}` }]
    })
    if (person === null || sensors.length === 0) return
    const { name, email, language } = person
    try {
      await mailer.send({
        to: { name, address: email },
        ...alarmMail({ language, sensors, page: `${publicUrl}/sensors` }),
        messageId: `<${newId()}@${new URL(publicUrl).hostname}>`,
      })
    } catch (fault) {
      // What the server said may repeat the address, and is kept with the job.
      throw fault instanceof MailError ? new Error(`the mail server did not take the mail (${fault.fault})`) : fault
    }
  }
}
