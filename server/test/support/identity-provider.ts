/**
 * An organisation's identity provider: a real OpenID provider on loopback that asks for all that Varde can (pushed
 * requests, PKCE, private_key_jwt, DPoP), and that signs in whoever the test says without a page for a human.
 */
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { exportJWK, generateKeyPair } from 'jose'
import Provider from 'oidc-provider'

export type Asked = { path: string; dpop: string | undefined; body: URLSearchParams }
export type IdentityProvider = {
  id: string
  issuer: string
  /** The file to name in VARDE_OIDC. */
  settings: string
  /** The next sign-in there is this account. */
  signInAs(subject: string): void
  /** Lets the provider demand a nonce of its own in DPoP proofs (RFC 9449 section 8). */
  demandNonce(demanded: boolean): void
  /** What Varde has sent to the provider by itself. */
  asked: Asked[]
  /** Why the provider gave no token, in its own words; it tells Varde less. */
  refused: string[]
  close(): Promise<void>
}

const clientId = 'varde'

/** @param publicUrl of the Varde that asks */
export async function openIdentityProvider(
  publicUrl: string,
  more: Record<string, unknown> = {},
): Promise<IdentityProvider> {
  const id = 'sykehuset'
  const client = await newKey('ES256', 'varde-1')
  const own = await newKey('RS256', 'provider-1')
  const { server, issuer } = await listen()
  let subject = 'nobody'
  let nonceDemanded = false
  const asked: Asked[] = []
  const refused: string[] = []

  const provider = new Provider(issuer, {
    clients: [
      {
        client_id: clientId,
        redirect_uris: [`${publicUrl}/api/auth/oidc/callback/${id}`],
        response_types: ['code'],
        grant_types: ['authorization_code'],
        token_endpoint_auth_method: 'private_key_jwt',
        token_endpoint_auth_signing_alg: 'ES256',
        jwks: { keys: [client.public] },
        dpop_bound_access_tokens: true,
      },
    ],
    jwks: { keys: [own.private] },
    cookies: { keys: ['only-for-tests'] },
    pkce: { required: () => true },
    ttl: { Interaction: 600, Grant: 600, Session: 600, AccessToken: 600, IdToken: 600 },
    features: {
      devInteractions: { enabled: false },
      pushedAuthorizationRequests: { enabled: true, requirePushedAuthorizationRequests: true },
      dPoP: { enabled: true, nonceSecret: Buffer.alloc(32, 7), requireNonce: () => nonceDemanded },
    },
    interactions: { url: (_ctx, { uid }) => `/interaction/${uid}` },
    findAccount: (_ctx, accountId) => ({ accountId, claims: () => ({ sub: accountId }) }),
    // Nobody is asked whether Varde may know who they are.
    loadExistingGrant: async (ctx) => {
      const grant = new ctx.oidc.provider.Grant({
        clientId: ctx.oidc.client?.clientId ?? '',
        accountId: ctx.oidc.session?.accountId ?? '',
      })
      grant.addOIDCScope('openid')
      await grant.save()
      return grant
    },
  })
  provider.use(async (ctx, next) => {
    if (!ctx.path.startsWith('/interaction/')) return next()
    await provider.interactionFinished(ctx.req, ctx.res, { login: { accountId: subject } })
    ctx.respond = false
  })
  provider.use(async (ctx, next) => {
    await next()
    const { oidc } = ctx as { oidc?: { body?: Record<string, string> } }
    const body = new URLSearchParams(oidc?.body ?? {})
    if (ctx.method === 'POST') asked.push({ path: ctx.path, dpop: ctx.get('dpop') || undefined, body })
  })
  provider.on('grant.error', (_ctx, fault) => refused.push(fault.error_detail ?? fault.message))
  server.on('request', provider.callback())

  const folder = await writeSettings({ id, name: 'Sykehuset', issuer, client_id: clientId, ...more }, client.private)
  return {
    id,
    issuer,
    settings: join(folder, 'oidc.json'),
    signInAs: (account) => {
      subject = account
    },
    demandNonce: (demanded) => {
      nonceDemanded = demanded
    },
    asked,
    refused,
    close: () => closeAll(server, folder),
  }
}

/**
 * A provider that answers well in form and wrongly in substance: whatever `claims` makes of a right ID token, signed with
 * a key of its own.
 */
export async function openFalseProvider(claims: (right: Record<string, unknown>) => Record<string, unknown>) {
  const { SignJWT } = await import('jose')
  const client = await newKey('ES256', 'varde-1')
  const own = await newKey('ES256', 'provider-1')
  const { server, issuer } = await listen()
  let nonce: string | null = null
  let signer = own.key
  server.on('request', async (request, response) => {
    const url = new URL(request.url ?? '/', issuer)
    const json = (value: unknown) => {
      response.setHeader('content-type', 'application/json')
      response.end(JSON.stringify(value))
    }
    if (url.pathname === '/.well-known/openid-configuration') {
      json({
        issuer,
        authorization_endpoint: `${issuer}/auth`,
        token_endpoint: `${issuer}/token`,
        jwks_uri: `${issuer}/jwks`,
        response_types_supported: ['code'],
        subject_types_supported: ['public'],
        id_token_signing_alg_values_supported: ['ES256'],
      })
    } else if (url.pathname === '/jwks') json({ keys: [own.public] })
    else if (url.pathname === '/auth') {
      nonce = url.searchParams.get('nonce')
      const back = new URL(url.searchParams.get('redirect_uri') ?? '')
      back.searchParams.set('code', 'code')
      back.searchParams.set('state', url.searchParams.get('state') ?? '')
      response.writeHead(303, { location: back.href }).end()
    } else {
      const now = Math.floor(Date.now() / 1000)
      const right = { iss: issuer, aud: clientId, sub: 'somebody', nonce, iat: now, exp: now + 60 }
      const id_token = await new SignJWT(claims(right))
        .setProtectedHeader({ alg: 'ES256', kid: 'provider-1' })
        .sign(signer)
      json({ access_token: 'unused', token_type: 'Bearer', id_token })
    }
  })
  const folder = await writeSettings({ id: 'falsk', name: 'Falsk', issuer, client_id: clientId }, client.private)
  return {
    id: 'falsk',
    issuer,
    settings: join(folder, 'oidc.json'),
    /** From now on with a key that it does not publish. */
    async forge() {
      signer = (await newKey('ES256', 'provider-1')).key
    },
    close: () => closeAll(server, folder),
  }
}

/**
 * Goes through the provider's pages as a browser does, with cookies of its own.
 * @returns the path at Varde to which the provider sends the browser back
 */
export async function throughProvider(start: string, publicUrl: string): Promise<string> {
  const cookies = new Map<string, string>()
  let url = start
  while (!url.startsWith(publicUrl)) {
    const answer = await fetch(url, {
      redirect: 'manual',
      headers: { cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; ') },
    })
    for (const line of answer.headers.getSetCookie()) {
      const [, name, value] = /^([^=]+)=([^;]*)/.exec(line) ?? []
      if (name !== undefined) cookies.set(name, value ?? '')
    }
    const location = answer.headers.get('location')
    if (location === null) throw new Error(`the provider ends at ${url}: ${answer.status} ${await answer.text()}`)
    url = new URL(location, url).href
  }
  return url.slice(publicUrl.length)
}

async function newKey(alg: 'ES256' | 'RS256', kid: string) {
  const { publicKey, privateKey } = await generateKeyPair(alg, { extractable: true })
  return {
    key: privateKey,
    public: { ...(await exportJWK(publicKey)), alg, kid, use: 'sig' },
    private: { ...(await exportJWK(privateKey)), alg, kid, use: 'sig' },
  }
}

async function writeSettings(entry: Record<string, unknown>, key: object): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'varde-oidc-'))
  await writeFile(join(folder, 'client.jwk.json'), JSON.stringify(key))
  await writeFile(join(folder, 'oidc.json'), JSON.stringify([{ ...entry, client_key_file: 'client.jwk.json' }]))
  return folder
}

async function listen(): Promise<{ server: Server; issuer: string }> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return { server, issuer: `http://127.0.0.1:${(server.address() as AddressInfo).port}` }
}

async function closeAll(server: Server, folder: string): Promise<void> {
  server.closeAllConnections()
  await new Promise((resolve) => server.close(resolve))
  await rm(folder, { recursive: true, force: true })
}
