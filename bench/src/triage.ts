/**
 * How soon the page of triage can be used, and how evenly it moves, while 50 detections a second arrive: 100,000 are there
 * already, of which 20,000 wait. A real browser; it draws without a graphics card, so what an empty page reaches there is told too.
 */
import { execFileSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import type { Browser, Page } from 'playwright-core'
import { openBrowser } from '../../e2e/support/browser.ts'
import { noteBy, openAudit, system } from '../../server/src/access/index.ts'
import { readConfig } from '../../server/src/config.ts'
import { systemClock } from '../../server/src/platform/index.ts'
import { enrolSensor } from '../../server/src/sensing/index.ts'
import { type SignedIn, signIn } from '../../server/test/support/session.ts'
import type { Benchmark, Size } from './benchmark.ts'
import { fillLists } from './filled.ts'
import { fillList, framesOf, usableAfter, watchFrames } from './frames.ts'
import { type Program, startProgram } from './program.ts'
import { pause } from './sector.ts'

const perSecond = 50
const batchesPerSecond = 10
/** How often the page is opened; how long its frames are counted; how many rows are in it then. */
const much: Record<Size, { opened: number; seconds: number; rows: number }> = {
  S: { opened: 5, seconds: 10, rows: 100 },
  M: { opened: 10, seconds: 30, rows: 500 },
  L: { opened: 20, seconds: 60, rows: 2000 },
}
/** Between two keys, J and now and then K: a person who runs through the list. */
const keyMilliseconds = 150

export const triage: Benchmark = async (size, say) => {
  const { opened, seconds, rows } = much[size]
  execFileSync(process.execPath, [fileURLToPath(new URL('../../scripts/build-web.ts', import.meta.url))])
  const program = await startProgram()
  let browser: Browser | null = null
  let stopped = false
  try {
    await fillLists(program)
    const token = await sensorOf(program)
    browser = await openBrowser()
    const analyst = await signedIn(program)
    const bare = await emptyPage(await newPage(browser, program, analyst))
    say('50 detections a second begin to arrive')
    const arriving = arrive(program, token, () => stopped)
    // The first of them are written before the page is opened.
    await pause(3000)
    const usable: number[] = []
    for (let i = 0; i < opened; i++) {
      const page = await newPage(browser, program, analyst)
      usable.push(await usableAfter(page, `${program.address}/triage`))
      await page.context().close()
    }
    say(`usable after ${usable.map((one) => one.toFixed(2)).join(', ')} s`)
    const page = await newPage(browser, program, analyst)
    await usableAfter(page, `${program.address}/triage`)
    await fillList(page, rows)
    const before = await detectionsOf(program)
    await watchFrames(page)
    const start = performance.now()
    for (let key = 0; performance.now() - start < seconds * 1000; key++) {
      await page.keyboard.press(key % 5 === 4 ? 'k' : 'j')
      await pause(keyMilliseconds)
    }
    const frames = await framesOf(page)
    const arrived = ((await detectionsOf(program)) - before) / frames.seconds
    stopped = true
    await arriving
    return {
      usable_seconds: round(usable.toSorted((a, b) => a - b)[Math.floor(usable.length / 2)] as number),
      usable_seconds_at_most: round(Math.max(...usable)),
      frames_per_second: round(frames.perSecond),
      frames_per_second_of_an_empty_page: round(bare.perSecond),
      slow_frames: frames.slow,
      longest_frame_seconds: round(frames.longest),
      arrived: Math.round(arrived),
    }
  } finally {
    stopped = true
    await browser?.close()
    await program.stop()
  }
}

const round = (value: number) => Math.round(value * 1000) / 1000

async function signedIn({ data, postgres }: Program): Promise<SignedIn> {
  const platform = { postgres, clock: systemClock, config: readConfig({ VARDE_DATA: data }) }
  const who = { email: 'analyst@varde.example', name: 'Analyst', roles: [{ role: 'analyst', member: null }] } as const
  return await signIn({ platform } as Parameters<typeof signIn>[0], who)
}

/** Each with nothing kept from before: as somebody who opens it for the first time that day. */
async function newPage(browser: Browser, { address }: Program, { cookie }: SignedIn): Promise<Page> {
  const context = await browser.newContext({ locale: 'nb-NO', viewport: { width: 1440, height: 900 } })
  const [name, value] = cookie.split('=') as [string, string]
  await context.addCookies([{ name, value, url: address }])
  return await context.newPage()
}

/** What a page that does nothing reaches here. */
async function emptyPage(page: Page) {
  await watchFrames(page)
  await pause(3000)
  const frames = await framesOf(page)
  await page.context().close()
  return frames
}

async function detectionsOf({ postgres }: Program): Promise<number> {
  return Number((await postgres.pool.query('select count(*) as count from detection')).rows[0].count)
}

async function sensorOf({ postgres }: Program): Promise<string> {
  const { db, pool } = postgres
  await pool.query(
    `insert into member_network select ('10.' || n || '.0.0/16')::cidr, lpad(n::text, 9, '0') from generate_series(1, 250) n`,
  )
  const note = noteBy(openAudit({ db, key: Buffer.alloc(32, 7), clock: systemClock }), system('bench'))
  return (await enrolSensor(db, { member: '000000001', name: 'bench' }, new Date(), note)).token
}

/** Alerts that nobody has had before, received and loaded as any are. */
async function arrive({ address }: Program, token: string, stopped: () => boolean): Promise<void> {
  const start = performance.now()
  for (let batch = 0; !stopped(); batch++) {
    await pause(start + (batch * 1000) / batchesPerSecond - performance.now())
    const each = perSecond / batchesPerSecond
    const lines = Array.from({ length: each }, (_, i) => alertLine(batch * each + i))
    const answer = await fetch(`${address}/ingest/v1/events`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}` },
      body: `${lines.join('\n')}\n`,
    })
    if (answer.status !== 202) throw new Error(`the events were answered ${answer.status}`)
  }
}

function alertLine(n: number): string {
  return JSON.stringify({
    timestamp: new Date().toISOString(),
    flow_id: n,
    event_type: 'alert',
    src_ip: `10.${(n % 250) + 1}.${200 + (Math.floor(n / 62_500) % 50)}.${Math.floor(n / 250) % 250}`,
    src_port: 40_000,
    dest_ip: '198.51.100.7',
    dest_port: 443,
    proto: 'TCP',
    alert: {
      action: 'allowed',
      gid: 1,
      signature_id: 9_000_000 + (n % 40),
      rev: 1,
      signature: `BENCH rule ${n % 40}`,
      category: 'A Network Trojan was detected',
      severity: (n % 3) + 1,
    },
  })
}
