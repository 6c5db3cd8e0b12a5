/**
 * Our own public key, where mail programs look for it (draft-koch-openpgp-webkey-service): under the mail domain itself,
 * and under `openpgpkey.` of it, where the operator lets either lead here; and for people, as text.
 */
import { Type } from 'typebox'
import { wkdHash } from '../../constituency/index.ts'
import { type App, Problem, problems } from '../../platform/index.ts'
import type { OurMail } from './our-mail.ts'

const root = '/.well-known/openpgpkey'
const open = { rule: 'public' } as const
const hidden = { hide: true }

export function addOurKeyRoutes(app: App, { sender, key }: OurMail): void {
  const at = sender.address.lastIndexOf('@')
  const [hash, domain] = [wkdHash(sender.address.slice(0, at)), sender.address.slice(at + 1).toLowerCase()]
  const publicKey = key.toPublic()
  const bytes = Buffer.from(publicKey.write() as Uint8Array)
  const armored = publicKey.armor()

  const found = (asked: { hash: string; domain?: string }) =>
    asked.hash === hash && (asked.domain ?? domain).toLowerCase() === domain
  const params = { hash: Type.String({ maxLength: 64 }) }
  const advanced = { ...params, domain: Type.String({ maxLength: 255 }) }
  const notHere = () => new Problem(problems.notFound, `Only the key of ${sender.address} lies here.`)

  app.get(
    `${root}/hu/:hash`,
    { config: open, schema: { ...hidden, params: Type.Object(params) } },
    (request, reply) => {
      if (!found(request.params)) throw notHere()
      return reply.header('access-control-allow-origin', '*').type('application/octet-stream').send(bytes)
    },
  )
  app.get(
    `${root}/:domain/hu/:hash`,
    { config: open, schema: { ...hidden, params: Type.Object(advanced) } },
    (request, reply) => {
      if (!found(request.params)) throw notHere()
      return reply.header('access-control-allow-origin', '*').type('application/octet-stream').send(bytes)
    },
  )
  // The file must be there for the directory to count as one; an empty one sets nothing.
  app.get(`${root}/policy`, { config: open, schema: hidden }, (_request, reply) => reply.type('text/plain').send(''))
  app.get(
    `${root}/:domain/policy`,
    { config: open, schema: { ...hidden, params: Type.Object({ domain: advanced.domain }) } },
    (_request, reply) => reply.type('text/plain').send(''),
  )
  app.get('/openpgp-key.asc', { config: open, schema: hidden }, (_request, reply) =>
    reply.type('application/pgp-keys').send(armored),
  )
}
