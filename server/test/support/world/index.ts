/**
 * Two members with one of everything, made the way it is made in life, and every word of theirs marked with a word that
 * nobody else has: an answer that holds it has leaked. What is made of it, each context says in a file of its own.
 */
import type { ServeOptions } from '../../../src/serve.ts'
import { orgnr } from '../builders.ts'
import { unlimited } from '../limits.ts'
import { type Mailbox, openMailbox } from '../mailbox.ts'
import { startTestServer, type TestServer } from '../server.ts'
import { accessOf } from './access.ts'
import { constituencyOf, importMembers } from './constituency.ts'
import type { Marked } from './made.ts'
import { enrolled, importIndicators, sensingInCommon, sensingOf, serveIndicators } from './sensing.ts'
import { vulnerabilityInCommon, vulnerabilityOf } from './vulnerability.ts'
import { warningInCommon, warningOf } from './warning.ts'

export { redMark } from './made.ts'

/** What is a member's own. */
export type Side = Awaited<ReturnType<typeof settle>>

/** What is no member's. */
type Common = { file: string } & Awaited<ReturnType<typeof sensingInCommon>> &
  Awaited<ReturnType<typeof warningInCommon>> &
  Awaited<ReturnType<typeof vulnerabilityInCommon>>

export type World = {
  /** A source of reports, which is no member's. */
  source: string
  server: TestServer
  a: Side
  b: Side
  common: Common
  close(): Promise<void>
}

const sides = { a: { n: 1, mark: 'amboltvik' }, b: { n: 2, mark: 'bjorkheim' } } as const

/** @param environment settings beside the usual */
export async function openWorld(
  environment: Record<string, string> = {},
  options: ServeOptions = { limits: unlimited },
): Promise<World> {
  const mailbox = await openMailbox()
  const file = await serveIndicators()
  const server = await startTestServer(
    {
      VARDE_SMTP_URL: mailbox.url,
      VARDE_PUBLIC_URL: 'http://localhost',
      VARDE_FETCH_ALLOW: '127.0.0.1/32',
      ...environment,
    },
    options,
  )
  await importMembers(server, Object.values(sides))
  await importIndicators(server)
  const a = await settle(server, mailbox, sides.a)
  const b = await settle(server, mailbox, sides.b)
  return {
    source: await enrolled(server),
    server,
    a,
    b,
    common: {
      ...(await sensingInCommon(server)),
      file: file.url,
      ...(await warningInCommon(server, [a, b])),
      ...(await vulnerabilityInCommon(server, [a, b])),
    },
    close: async () => {
      await server.close()
      await mailbox.close()
      file.close()
    },
  }
}

async function settle(server: TestServer, mailbox: Mailbox, { n, mark }: { n: number; mark: string }) {
  const member: Marked = { orgnr: orgnr(n), mark }
  const sensing = await sensingOf(server, member, `10.${n}.0.4`)
  const access = await accessOf(server, member)
  const { ids: warning, answerLink } = await warningOf(server, mailbox, member)
  const { ids: constituency, publicKey } = await constituencyOf(server, member)
  const vulnerability = await vulnerabilityOf(server, member)
  return {
    ...member,
    /** By noun. */
    ids: { ...access, ...constituency, ...sensing, ...vulnerability, ...warning },
    /** An OpenPGP key of its contact's. */
    publicKey,
    /** Path of the page behind the link in its first mail. */
    answerLink,
  }
}
