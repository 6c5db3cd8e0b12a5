/**
 * A whole small sector that runs by itself: sensors send, Varde warns, the warnings land in an inbox that can be looked
 * at, and some members answer. All of it goes the way real events, mails and answers go: over HTTP and SMTP.
 */
import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { grantRole, noteBy, system } from '../access/index.ts'
import type { Config } from '../config.ts'
import { importMembers } from '../constituency/index.ts'
import { type Logger, newId } from '../platform/index.ts'
import { enrolSensor, importIndicators } from '../sensing/index.ts'
import { type Running, serve } from '../serve.ts'
import { addDemoRoutes, type DemoPeople } from './demo.routes.ts'
import { type DemoClock, tellWeeks, weeksMilliseconds } from './exploited.ts'
import { type CaughtMail, openInbox } from './inbox.ts'
import { harmlessLine, type Incident, incidentLine, incidents, seeded } from './replay.ts'
import { type DemoMember, demoMembers, indicatorsCsv, membersCsv } from './sector.ts'

export type DemoOptions = { members: number /** Harmless events a second, over all sensors. */; rate: number }
export type Demo = { running: Running; people: DemoPeople; close(): Promise<void> }

const hourMilliseconds = 3_600_000
/** What a sensor sends is no older: one that sends what is old lags. */
const freshMilliseconds = 60_000
/** Seconds from one incident to the next, and from a warning to a member's answer. */
const incidentSeconds = 20
const firstIncidentSeconds = 3
const answerSeconds = 12
/** Of four warnings, this many are answered; a board where all have answered shows nothing. */
const answeredOfFour = 3
const historyHours = 24
/** Events a sensor sent in an hour of the past, by day and by night. */
const hourlyEvents = { day: 120, night: 30 }

export async function startDemo(config: Config, log: Logger, options: DemoOptions): Promise<Demo> {
  const data = await mkdtemp(join(tmpdir(), 'varde-demo-'))
  await chmod(data, 0o755)
  // Our own key is made at the first start, and must be older than what it signs.
  const clock: DemoClock = { behind: weeksMilliseconds, now: () => new Date(Date.now() - clock.behind) }
  const inbox = await openInbox(clock.now)
  const people: DemoPeople = {
    'duty-officer': { email: 'vakt@csirt.example', title: 'vakthavende' },
    'member-contact': { email: 'ikt-vakt@granvag.example', title: 'kontakt hos et medlem' },
    partner: { email: 'deling@partner.example', title: 'partner' },
  }
  const running = await serve(
    {
      ...config,
      data,
      secrets: data,
      smtpUrl: inbox.url,
      csirtPhone: config.csirtPhone ?? '+47 22 00 00 00',
      postgresUrl: null,
      clickhouseUrl: null,
      clickhouseCluster: null,
    },
    log,
    {
      clock: clock.now,
      linkIsEnough: true,
      extend: (app, platform) => addDemoRoutes(app, platform, inbox, people),
    },
  )
  const stops: (() => unknown)[] = [
    () => rm(data, { recursive: true, force: true }),
    () => inbox.close(),
    running.close,
  ]
  const close = async () => {
    for (const stop of stops.splice(0).reverse()) await stop()
  }
  try {
    const { db } = running.platform.postgres
    const members = demoMembers(options.members)
    const note = noteBy(running.access.audit, system('demonstration'))
    await importMembers(db, membersCsv(members), { dryRun: false, note })
    await importIndicators(running.platform.postgres, indicatorsCsv(), { dryRun: false, note })
    // What is sent at once is to be matched.
    await running.sensing.matching()
    await addPeople(running, people, members)
    // One sensor for each of the first half: the others are seen by their networks alone, or not at all.
    const sensors = await Promise.all(
      members.slice(0, Math.ceil(members.length / 2)).map(async (member) => {
        const { token } = await enrolSensor(
          db,
          { member: member.orgnr, name: `${member.domain.split('.')[0]}-1` },
          new Date(),
          note,
        )
        return { member, token }
      }),
    )
    const random = seeded(2014)
    const exploited = await tellWeeks({ running, members, clock, inbox })
    await sendHistory(running, sensors, clock, random)
    const answering = answer({ listeners: inbox.listeners, silent: exploited.silent }, config.publicUrl, log)
    stops.push(replay(running, sensors, options.rate, random, log), answering)
    await exploited.tellMorning()
    return { running, people, close }
  } catch (fault) {
    await close()
    throw fault
  }
}

async function addPeople(running: Running, people: DemoPeople, members: readonly DemoMember[]): Promise<void> {
  const { db } = running.platform.postgres
  const now = new Date()
  const give = (who: string, role: 'duty_officer' | 'member_contact' | 'partner', orgnr: string | null) => {
    const { email, title } = people[who] as DemoPeople[string]
    return grantRole(db, { id: newId(), email, name: `Demo: ${title}`, role, orgnr, language: 'nb' }, now)
  }
  await give('duty-officer', 'duty_officer', null)
  await give('member-contact', 'member_contact', members[0]?.orgnr ?? null)
  await give('partner', 'partner', null)
}

type DemoSensor = { member: DemoMember; token: string }

async function send(running: Running, { token }: DemoSensor, lines: readonly object[]): Promise<void> {
  const response = await fetch(`${running.address}/ingest/v1/events`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/x-ndjson' },
    body: lines.map((line) => JSON.stringify(line)).join('\n'),
  })
  if (response.status !== 202) throw new Error(`the demonstration's events were refused: ${response.status}`)
}

/**
 * A day of quiet traffic, so that the pictures have a past. It is received as anything is, with the clock set back and
 * moved on hour by hour.
 */
async function sendHistory(
  running: Running,
  sensors: readonly DemoSensor[],
  clock: DemoClock,
  random: () => number,
): Promise<void> {
  for (let hour = historyHours; hour >= 0; hour--) {
    clock.behind = hour * hourMilliseconds
    const now = clock.now()
    const awake = now.getHours() >= 7 && now.getHours() < 17
    await Promise.all(
      sensors.map((sensor) => {
        const count = Math.ceil((awake ? hourlyEvents.day : hourlyEvents.night) * (0.5 + random()))
        const moment = () => new Date(now.getTime() - random() * freshMilliseconds)
        return send(
          running,
          sensor,
          Array.from({ length: count }, () => harmlessLine(sensor.member, moment(), random)),
        )
      }),
    )
    // What is loaded once the clock has moved on took an hour to be stored, as far as anybody can tell.
    await running.sensing.loaded()
  }
  clock.behind = 0
  // A test event that was sent in the past has not been out since then.
  const { db } = running.platform.postgres
  await db.updateTable('heartbeat').set({ waiting_since: null, seen_at: clock.now() }).execute()
}

/** Sends once a second, and an incident now and then. @returns how to stop it */
function replay(
  running: Running,
  sensors: readonly DemoSensor[],
  rate: number,
  random: () => number,
  log: Logger,
): () => void {
  let second = 0
  let told = 0
  const tick = async () => {
    second++
    const sensor = sensors[second % sensors.length] as DemoSensor
    const now = new Date()
    const lines: object[] = Array.from({ length: rate }, () => harmlessLine(sensor.member, now, random))
    if (second === firstIncidentSeconds || second % incidentSeconds === 0) {
      const incident = incidents[told++ % incidents.length] as Incident
      lines.push(incidentLine(incident, sensor.member, now, random))
    }
    await send(running, sensor, lines)
  }
  const timer = setInterval(() => {
    tick().catch((fault: unknown) => log.warn({ err: fault }, 'the demonstration could not send'))
  }, 1000)
  return () => clearInterval(timer)
}

/** Answers as a member would: opens the link in the mail, acknowledges, and a little later says how it went. */
function answer(
  { listeners, silent }: { listeners: Set<(mail: CaughtMail) => void>; silent: ReadonlySet<string> },
  publicUrl: string,
  log: Logger,
): () => void {
  const timers = new Set<NodeJS.Timeout>()
  let count = 0
  const later = (seconds: number, work: () => Promise<unknown>) => {
    const timer = setTimeout(() => {
      timers.delete(timer)
      work().catch((fault: unknown) => log.warn({ err: fault }, 'the demonstration could not answer'))
    }, seconds * 1000)
    timers.add(timer)
  }
  const listener = (mail: CaughtMail) => {
    const link = mail.text.split(/\s+/).find((word) => word.startsWith(`${publicUrl}/answer/`))
    if (link === undefined || silent.has(mail.to) || count++ % 4 >= answeredOfFour) return
    const say = (fields: Record<string, string>) =>
      fetch(link, { method: 'POST', body: new URLSearchParams(fields), redirect: 'manual' })
    later(answerSeconds, () => say({ action: 'acknowledge' }))
    if (count % 3 === 0) later(answerSeconds * 3, () => say({ answer: 'affected_need_help', comment: 'Ring oss.' }))
    else if (count % 2 === 0)
      later(answerSeconds * 4, () => say({ answer: 'affected_handled', comment: 'Maskinen er tatt av nett.' }))
  }
  listeners.add(listener)
  return () => {
    listeners.delete(listener)
    for (const timer of timers) clearTimeout(timer)
  }
}
