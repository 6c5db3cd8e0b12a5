/**
 * Each minute: does every receiver's heartbeat come back? A process that receives cannot tell of its own end, so this is
 * looked at wherever jobs run. Then one mail to each duty officer, and one when it is over.
 */
import { Type } from 'typebox'
import { Value } from 'typebox/value'
import { type Audit, dutyOfficers, type Entry, personToMail, system } from '../../access/index.ts'
import { addJobs, type Minutely, newId, type Platform, publish, type Task } from '../../platform/index.ts'
import { endHeartbeat, holdHeartbeats, setAlarm } from './heartbeat.store.ts'
import { goneMilliseconds, heartbeatLostSince, heartbeatState } from './heartbeat.ts'
import { heartbeatMail } from './heartbeat-mail.ts'
import { sendAlarm } from './sensor-alarm.job.ts'

export const watchHeartbeatTask = 'watch_heartbeat'
export const mailHeartbeatTask = 'mail_heartbeat'
export const heartbeatWatch: Minutely = { task: watchHeartbeatTask, each: 'minute' }

export function watchHeartbeatJob(
  { postgres: { db }, clock }: Pick<Platform, 'postgres' | 'clock'>,
  audit: Audit,
): Task {
  return async () => {
    await db.transaction().execute(async (trx) => {
      const now = clock()
      const held = await holdHeartbeats(trx)
      const gone = held.filter(({ seen_at }) => now.getTime() - seen_at.getTime() > goneMilliseconds)
      for (const { receiver } of gone) await endHeartbeat(trx, receiver)
      const left = held.filter((one) => !gone.includes(one))
      const lost = left.flatMap((one) => {
        const [state, since] = [heartbeatState(one, now), heartbeatLostSince(one, now)]
        if (state === 'ok' || since === null || one.alarm_at !== null) return []
        return [{ receiver: one.receiver, state, since: since.toISOString(), fault: one.fault }]
      })
      const over = left
        .filter((one) => one.alarm_at !== null && heartbeatState(one, now) === 'ok')
        .map(({ receiver }) => receiver)
      const ended = [...over, ...gone.filter(({ alarm_at }) => alarm_at !== null).map(({ receiver }) => receiver)]
      if (lost.length + ended.length === 0) return
      await setAlarm(
        trx,
        lost.map(({ receiver }) => receiver),
        now,
      )
      await setAlarm(trx, over, null)
      await publish(trx, 'sensors', [])
      if (lost.length + over.length > 0) {
        const officers = await dutyOfficers(trx)
        await addJobs(
          trx,
          mailHeartbeatTask,
          officers.map((person) => ({ key: newId(), payload: { person, lost, over } })),
        )
      }
      await audit.record(trx, system('heartbeat watch'), [
        ...lost.map(({ receiver, state }): Entry => ({ act: 'heartbeat.alarm_raised', details: { receiver, state } })),
        ...ended.map(
          (receiver): Entry => ({
            act: 'heartbeat.alarm_ended',
            details: { receiver, came_back: over.includes(receiver) },
          }),
        ),
      ])
    })
  }
}

const Payload = Type.Object({
  person: Type.String(),
  lost: Type.Array(
    Type.Object({
      receiver: Type.String(),
      state: Type.Enum(['late', 'stopped']),
      since: Type.String(),
      fault: Type.Union([Type.String(), Type.Null()]),
    }),
  ),
  over: Type.Array(Type.String()),
})

export function mailHeartbeatJob({
  postgres: { db },
  config: { publicUrl },
  mailer,
}: Pick<Platform, 'postgres' | 'config' | 'mailer'>): Task {
  return async (payload) => {
    const { person: id, lost, over } = Value.Parse(Payload, payload)
    const person = await personToMail(db, id)
    if (person === null) return
    const { name, email, language } = person
    await sendAlarm(mailer, {
      to: { name, address: email },
      ...heartbeatMail({
        language,
        lost: lost.map((one) => ({ ...one, since: new Date(one.since) })),
        over,
        page: `${publicUrl}/now`,
      }),
      messageId: `<${newId()}@${new URL(publicUrl).hostname}>`,
    })
  }
}
