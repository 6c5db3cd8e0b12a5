/** What an administrator does with a member's data and with the secrets of machines, in a real browser. */
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { demoMembers, membersCsv } from '../server/src/demo/sector.ts'
import { giveAuthenticator, openBrowser } from './support/browser.ts'
import { seen as seenNow } from './support/seen.ts'
import { installVarde, type Varde } from './support/varde.ts'

const members = demoMembers(2)
const member = members[0] as (typeof members)[number]

let varde: Varde
let browser: Browser
let page: Page
let token = ''

beforeAll(async () => {
  varde = await installVarde()
  await varde.start()
  const file = join(varde.folder, 'members.csv')
  await writeFile(file, membersCsv(members))
  expect((await varde.run('members', 'import', file)).code).toBe(0)
  const sensor = await varde.run('sensors', 'enrol', '--member', member.orgnr, '--name', 'Storgata', '--json')
  token = (sensor.json as { token: string }).token

  browser = await openBrowser()
  const context = await browser.newContext({ locale: 'nb-NO', timezoneId: 'Europe/Oslo', acceptDownloads: true })
  page = await context.newPage()
  page.setDefaultTimeout(15_000)
  await giveAuthenticator(page)
  await page.goto(/http:\S+sign-in\/link\S+/.exec(varde.said())?.[0] as string)
  await page.getByRole('button', { name: 'Fortsett' }).click()
  await page.getByRole('button', { name: 'Lag passnøkkel' }).click()
  await page.waitForURL('**/now')
})
afterAll(async () => {
  await browser?.close()
  await varde?.close()
})

const seen = (name: string) => seenNow(page, `protection-${name}`)

const dialog = () => page.getByRole('dialog')

async function post(bearer: string): Promise<number> {
  const answer = await fetch(`${varde.address}/ingest/v1/events`, {
    method: 'POST',
    headers: { authorization: `Bearer ${bearer}` },
    body: JSON.stringify({ timestamp: new Date().toISOString(), event_type: 'flow' }),
  })
  return answer.status
}

describe('a sensor', () => {
  it('gets a new token, and the old one ends at once', async () => {
    expect(await post(token)).toBe(202)
    await page.goto(`${varde.address}/sensors`)
    await page.getByRole('link', { name: 'Storgata' }).click()
    await page.getByRole('button', { name: 'Bytt nøkkel' }).click()
    await dialog().getByLabel('Ikke mer: den er på avveie').check()
    await seen('sensor-rotate')
    await dialog().getByRole('button', { name: 'Lag ny nøkkel' }).click()
    await dialog().getByText('Den gamle virker ikke lenger.').waitFor()
    const fresh = (await dialog().locator('.token code').textContent()) ?? ''
    await seen('sensor-rotated')
    await dialog().getByLabel('Jeg har lagret nøkkelen').check()
    await dialog().getByRole('button', { name: 'Ferdig' }).click()
    expect(await post(token)).toBe(401)
    expect(await post(fresh)).toBe(202)
    await page.getByText('Byttet sensorens nøkkel').waitFor()
    token = fresh
  })

  it('is pinned to a network, and a wrong one is named', async () => {
    await page.getByRole('button', { name: 'Begrens nett' }).click()
    await dialog().getByLabel('Tillatte nett').fill('192.0.2.0/99')
    await dialog().getByRole('button', { name: 'Lagre' }).click()
    await dialog().getByText('Ett av nettene er ikke et nett.').waitFor()
    await dialog().getByText('192.0.2.0/99').last().waitFor()
    await dialog().getByLabel('Tillatte nett').fill('192.0.2.0/24')
    await dialog().getByRole('button', { name: 'Lagre' }).click()
    await page.getByText('Nettene til Storgata er lagret.').first().waitFor()
    expect(await post(token)).toBe(403)
    await page.reload()
    await page.getByText('kom fra et nett som ikke er tillatt').waitFor()
    await seen('sensor')
  })
})

describe('retention', () => {
  it('takes another time, and says when that removes more', async () => {
    await page.goto(`${varde.address}/protection`)
    await page.getByRole('button', { name: 'Endre oppbevaringstiden for hendelser' }).click()
    await dialog().getByLabel('Antall dager').fill('30')
    await dialog().getByText('Du gjør tiden kortere.').waitFor()
    await dialog().getByRole('button', { name: 'Lagre' }).click()
    await page
      .getByRole('row', { name: /hendelser/i })
      .getByText('30 dager')
      .waitFor()
    await page.getByRole('button', { name: 'Endre oppbevaringstiden for loggen' }).click()
    await dialog().getByLabel('Antall dager').fill('1')
    await dialog().getByRole('button', { name: 'Lagre' }).click()
    await dialog().getByText('Så kort tid er ikke tillatt for dette.').waitFor()
    await page.keyboard.press('Escape')
  })

  it('is held back for one member, until the hold is released', async () => {
    await page.getByRole('button', { name: 'Sett slettesperre' }).click()
    await dialog().getByLabel('Medlem (tomt: alle)').fill(member.orgnr)
    await dialog().getByRole('status').filter({ hasText: member.name }).waitFor()
    await dialog().getByLabel('Grunn').fill('Anmeldt innbrudd')
    await seen('hold')
    await dialog().getByRole('button', { name: 'Sett sperren' }).click()
    await page.getByText('Anmeldt innbrudd').waitFor()
    await seen('holds')
  })
})

describe('a member', () => {
  it('is handed out whole', async () => {
    await page.goto(`${varde.address}/members/${member.orgnr}`)
    const download = page.waitForEvent('download')
    await page.getByRole('link', { name: 'Last ned alt (NDJSON)' }).click()
    const lines = (await readFile(await (await download).path(), 'utf8')).trim().split('\n')
    const kinds = lines.map((line) => (JSON.parse(line) as { kind: string }).kind)
    expect(kinds).toEqual(expect.arrayContaining(['member', 'contact', 'sensor']))
  })

  it('is not erased while a hold keeps it', async () => {
    await page.getByRole('button', { name: 'Slett medlemmet' }).click()
    const confirm = dialog().getByRole('button', { name: 'Slett medlemmet' })
    await dialog().getByLabel(`Skriv «${member.name}» for å bekrefte`).fill('et annet navn')
    expect(await confirm.isDisabled()).toBe(true)
    await dialog().getByLabel(`Skriv «${member.name}» for å bekrefte`).fill(member.name)
    await confirm.click()
    await dialog().getByText('En slettesperre holder på medlemmets data.').waitFor()
    await seen('erase-held')
    await page.keyboard.press('Escape')
  })

  it('is erased once the hold is released, and the log keeps that it was', async () => {
    await page.goto(`${varde.address}/protection`)
    await page.getByRole('button', { name: 'Opphev' }).click()
    await dialog().getByRole('button', { name: 'Opphev' }).click()
    await page.getByText('opphevet', { exact: true }).waitFor()
    await page.goto(`${varde.address}/members/${member.orgnr}`)
    await page.getByRole('button', { name: 'Slett medlemmet' }).click()
    await dialog().getByLabel(`Skriv «${member.name}» for å bekrefte`).fill(member.name)
    await dialog().getByRole('button', { name: 'Slett medlemmet' }).click()
    await page.waitForURL(`${varde.address}/members`)
    await page.getByText(members[1]?.name ?? '').waitFor()
    await page.getByRole('link', { name: member.name, exact: true }).waitFor({ state: 'detached' })
    expect(await post(token)).toBe(401)
    await page.goto(`${varde.address}/audit?act=member.erased`)
    await page.getByRole('link', { name: 'Slettet et medlem' }).first().click()
    await page.getByText(member.orgnr).first().waitFor()
  })
})

describe('a colleague', () => {
  it('is invited, given a further role, closed out, let in again and erased', async () => {
    await page.goto(`${varde.address}/people?invite=open`)
    await dialog().getByLabel('Navn').fill('Ola Strand')
    await dialog().getByLabel('E-post').fill('ola@csirt.example')
    await dialog().getByLabel('Rolle').selectOption('analyst')
    await seen('invite')
    await dialog().getByRole('button', { name: 'Send invitasjon' }).click()
    await page.getByRole('link', { name: 'Ola Strand' }).click()
    await page.getByRole('button', { name: 'Gi en rolle' }).click()
    await dialog().getByLabel('Rolle').selectOption('auditor')
    await dialog().getByRole('button', { name: 'Gi rollen' }).click()
    await page.getByRole('button', { name: /^Ta bort Revisor/ }).waitFor()
    await page.getByText('Ga rolle').first().waitFor()
    await seen('person')
    const act = async (button: string, says: string) => {
      await page.getByRole('article').getByRole('button', { name: button }).click()
      await dialog().getByRole('button', { name: button }).click()
      await page.getByText(says).first().waitFor()
    }
    await act('Steng kontoen', 'Kontoen til Ola Strand er stengt.')
    await act('Åpne kontoen igjen', 'Kontoen til Ola Strand er åpen igjen.')
    await act('Send ny lenke', 'En ny engangslenke er på vei')
    await act('Slett', 'Ola Strand er slettet.')
    await page.waitForURL(`${varde.address}/people`)
  })

  it('is nobody’s own self: no one closes their own account', async () => {
    await page.getByRole('link', { name: 'Administrator' }).first().click()
    await page.getByText('Egne roller kan du ikke endre').waitFor()
    expect(await page.getByRole('button', { name: 'Steng kontoen' }).count()).toBe(0)
  })
})
