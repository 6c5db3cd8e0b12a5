/**
 * The file that `VARDE_OIDC` names: identity providers of organisations, by which people may sign in (OpenID Connect Core
 * 1.0). It is read once, at the start, with the keys and certificates that it points to.
 */
import { createPrivateKey, type KeyObject, type webcrypto } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { type Static, Type } from 'typebox'
import { Value } from 'typebox/value'

const text = Type.String({ minLength: 1, maxLength: 500 })
const texts = Type.Array(text, { minItems: 1, maxItems: 20 })

const Entry = Type.Object(
  {
    id: Type.String({ pattern: '^[a-z0-9-]{1,40}$' }),
    name: text,
    issuer: text,
    client_id: text,
    client_key_file: Type.Optional(text),
    client_key_id: Type.Optional(text),
    client_key_alg: Type.Optional(Type.Enum(['RS256', 'PS256', 'ES256', 'ES384', 'EdDSA'])),
    client_secret_file: Type.Optional(text),
    scopes: Type.Optional(texts),
    par: Type.Optional(Type.Boolean()),
    dpop: Type.Optional(Type.Boolean()),
    acr_values: Type.Optional(texts),
    acr_accepted: Type.Optional(texts),
    ca_file: Type.Optional(text),
  },
  { additionalProperties: false },
)
const Entries = Type.Array(Entry, { maxItems: 20 })
type Entry = Static<typeof Entry>

/** How this program proves to the provider which client it is. */
export type ClientProof = { key: webcrypto.CryptoKey; kid: string | null } | { secret: string }

export type OidcProvider = {
  /** Its word in addresses and in `person_account`; must not change once people have linked. */
  id: string
  /** As people know it, on the button. */
  name: string
  issuer: URL
  clientId: string
  proof: ClientProof
  scopes: readonly string[]
  /** Pushed authorization requests (RFC 9126). Null: where the provider says that it takes them. */
  par: boolean | null
  /** Sender-constrained tokens (RFC 9449). Null: where the provider says that it takes them. */
  dpop: boolean | null
  /** Asked for as `acr_values`. */
  acrValues: readonly string[]
  /** The `acr` must be one of these; empty: it is not looked at. */
  acrAccepted: readonly string[]
  /** A certificate authority of the provider's own, as PEM. */
  ca: string | null
}

/**
 * Reads the file and all that it names.
 * @throws Error whose message follows the setting's name, in one line, and never holds a secret
 */
export function readOidcProviders(path: string): OidcProvider[] {
  const entries = parsed(read(path, 'the file'))
  if (!Value.Check(Entries, entries)) throw new Error(firstFault(entries))
  const twice = entries.find(({ id }, i) => entries.findIndex((other) => other.id === id) !== i)
  if (twice) throw new Error(`two providers have the id "${twice.id}". Give each its own.`)
  return entries.map((entry) => provider(entry, dirname(path)))
}

function provider(entry: Entry, folder: string): OidcProvider {
  const at = `"${entry.id}"`
  const issuer = readIssuer(entry.issuer, at)
  return {
    id: entry.id,
    name: entry.name,
    issuer,
    clientId: entry.client_id,
    proof: readProof(entry, folder, at),
    scopes: ['openid', ...(entry.scopes ?? []).filter((scope) => scope !== 'openid')],
    par: entry.par ?? null,
    dpop: entry.dpop ?? null,
    acrValues: entry.acr_values ?? [],
    acrAccepted: entry.acr_accepted ?? [],
    ca: entry.ca_file === undefined ? null : read(resolve(folder, entry.ca_file), `ca_file of ${at}`),
  }
}

function readIssuer(issuer: string, at: string): URL {
  if (!URL.canParse(issuer)) throw new Error(`issuer of ${at} is no URL. Write e.g. https://login.example.`)
  const url = new URL(issuer)
  const loopback = url.hostname === 'localhost' || url.hostname === '127.0.0.1'
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && loopback)) {
    throw new Error(`issuer of ${at} must start with https://, so that nobody between can answer for it.`)
  }
  return url
}

function readProof(entry: Entry, folder: string, at: string): ClientProof {
  const { client_key_file: keyFile, client_secret_file: secretFile } = entry
  if ((keyFile === undefined) === (secretFile === undefined)) {
    throw new Error(`${at} needs one of client_key_file (better) and client_secret_file.`)
  }
  if (keyFile !== undefined) return readKey(entry, read(resolve(folder, keyFile), `client_key_file of ${at}`), at)
  const secret = read(resolve(folder, secretFile as string), `client_secret_file of ${at}`).trim()
  if (secret === '') throw new Error(`client_secret_file of ${at} is empty.`)
  return { secret }
}

/** A private key as PEM (PKCS #8) or as JWK (RFC 7517), whose own `alg` and `kid` count where the entry says nothing. */
function readKey(entry: Entry, content: string, at: string): ClientProof {
  const jwk = content.trimStart().startsWith('{') ? (parsed(content) as { alg?: string; kid?: string }) : null
  try {
    const key = jwk === null ? createPrivateKey(content) : createPrivateKey({ key: jwk, format: 'jwk' })
    const algorithm = algorithms[entry.client_key_alg ?? jwk?.alg ?? usual(key)]
    if (algorithm === undefined) throw new Error('unknown alg')
    return { key: key.toCryptoKey(algorithm, false, ['sign']), kid: entry.client_key_id ?? jwk?.kid ?? null }
  } catch {
    throw new Error(
      `client_key_file of ${at} holds no private key that can sign. Write a PEM or a JWK of RSA, P-256 or Ed25519.`,
    )
  }
}

/** JWS names (RFC 7518 section 3.1) as Web Crypto says them. */
const algorithms: Record<string, { name: string; hash?: string; namedCurve?: string }> = {
  RS256: { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' },
  PS256: { name: 'RSA-PSS', hash: 'SHA-256' },
  ES256: { name: 'ECDSA', namedCurve: 'P-256' },
  ES384: { name: 'ECDSA', namedCurve: 'P-384' },
  EdDSA: { name: 'Ed25519' },
}

function usual(key: KeyObject): string {
  if (key.asymmetricKeyType === 'ed25519') return 'EdDSA'
  if (key.asymmetricKeyType === 'ec') return key.asymmetricKeyDetails?.namedCurve === 'secp384r1' ? 'ES384' : 'ES256'
  return 'RS256'
}

function read(path: string, what: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch (fault) {
    throw new Error(
      `${what} cannot be read (${(fault as NodeJS.ErrnoException).code}). Name a file that this user may read.`,
    )
  }
}

function parsed(content: string): unknown {
  try {
    return JSON.parse(content)
  } catch {
    throw new Error('the file is not JSON. Write a list of providers; see docs/operations/sign-in.md.')
  }
}

function firstFault(entries: unknown): string {
  const [fault] = Value.Errors(Entries, entries)
  const where = fault?.instancePath ? `${fault.instancePath.slice(1).replaceAll('/', '.')} ` : 'the list '
  const said = fault?.keyword === 'boolean' ? 'is no field of an entry' : (fault?.message ?? 'is not valid')
  return `${where}${said}. See docs/operations/sign-in.md for what an entry holds.`
}
