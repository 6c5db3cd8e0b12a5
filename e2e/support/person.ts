/** A person at a browser of their own, signed in. */
import type { RoleAt } from '@varde/contract'
import type { Browser, Page } from 'playwright-core'
import { signIn } from '../../server/test/support/session.ts'
import type { World } from '../../server/test/support/world/index.ts'
import { sizes } from './seen.ts'

type Person = { email: string; name?: string; roles: readonly RoleAt[] }

/** Norwegian, in Norway, at a desk unless told otherwise. */
export async function enter(
  browser: Browser,
  server: World['server'],
  { name = 'Vakt', ...who }: Person,
  viewport = sizes.desk,
): Promise<Page> {
  const context = await browser.newContext({
    locale: 'nb-NO',
    timezoneId: 'Europe/Oslo',
    viewport,
    acceptDownloads: true,
  })
  const { cookie } = await signIn(server, { name, ...who })
  const at = cookie.indexOf('=')
  await context.addCookies([{ name: cookie.slice(0, at), value: cookie.slice(at + 1), url: server.address }])
  const page = await context.newPage()
  page.setDefaultTimeout(15_000)
  return page
}
