import { generateKeyPairSync } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { ConfigError, readConfig } from './config.ts'

const folder = mkdtempSync(join(tmpdir(), 'varde-oidc-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

function file(name: string, content: string): string {
  const path = join(folder, name)
  writeFileSync(path, content)
  return name
}

const read = (content: unknown) => {
  const name = file('oidc.json', typeof content === 'string' ? content : JSON.stringify(content))
  return readConfig({ VARDE_OIDC: join(folder, name) }).oidc
}

const pem = (type: 'rsa' | 'ec' | 'ed25519') => {
  const { privateKey } =
    type === 'rsa'
      ? generateKeyPairSync('rsa', { modulusLength: 2048 })
      : type === 'ec'
        ? generateKeyPairSync('ec', { namedCurve: 'P-256' })
        : generateKeyPairSync('ed25519')
  return privateKey
}
const secret = file('secret.txt', 'hunter2\n')
const entry = {
  id: 'sykehuset',
  name: 'Sykehuset',
  issuer: 'https://login.sykehuset.example',
  client_id: 'varde',
  client_secret_file: secret,
}
const { client_secret_file: _, ...bare } = entry

describe('identity providers', () => {
  it('are read with what they point to, and ask for openid alone unless told more', () => {
    const [provider] = read([entry])
    expect(provider).toMatchObject({
      id: 'sykehuset',
      clientId: 'varde',
      proof: { secret: 'hunter2' },
      scopes: ['openid'],
      par: null,
      dpop: null,
      ca: null,
    })
    expect(read([{ ...entry, scopes: ['profile', 'openid'] }])[0]?.scopes).toEqual(['openid', 'profile'])
  })

  it.each([
    ['rsa', 'RSASSA-PKCS1-v1_5', {}],
    ['rsa', 'RSA-PSS', { client_key_alg: 'PS256' }],
    ['ec', 'ECDSA', {}],
    ['ed25519', 'Ed25519', {}],
  ] as const)('take a private key of %s as PEM, for %s', (type, name, more) => {
    const client_key_file = file('key.pem', String(pem(type).export({ type: 'pkcs8', format: 'pem' })))
    const [provider] = read([{ ...bare, ...more, client_key_file, client_key_id: 'k1' }])
    expect(provider?.proof).toMatchObject({ kid: 'k1', key: { algorithm: { name }, extractable: false } })
  })

  it('take a private key as JWK, with its own alg and kid', () => {
    const jwk = { ...pem('rsa').export({ format: 'jwk' }), alg: 'PS256', kid: 'own' }
    const [provider] = read([{ ...bare, client_key_file: file('key.jwk', JSON.stringify(jwk)) }])
    expect(provider?.proof).toMatchObject({ kid: 'own', key: { algorithm: { name: 'RSA-PSS' } } })
  })

  it.each([
    ['not JSON', '{', /is not JSON/],
    ['no list', {}, /the list must be array/],
    ['a field is missing', [{ id: 'a' }], /^VARDE_OIDC: 0 must have required properties/],
    ['a field that there is not', [{ ...entry, secret: 'hunter2' }], /0\.secret is no field/],
    ['an id with a space', [{ ...entry, id: 'a b' }], /0\.id must match/],
    ['two with one id', [entry, entry], /two providers have the id "sykehuset"/],
    ['no address', [{ ...entry, issuer: 'sykehuset' }], /issuer of "sykehuset" is no URL/],
    ['an issuer without TLS', [{ ...entry, issuer: 'http://login.example' }], /must start with https/],
    ['no proof', [bare], /needs one of client_key_file/],
    ['two proofs', [{ ...entry, client_key_file: 'x' }], /needs one of client_key_file/],
    [
      'a file that is not there',
      [{ ...entry, client_secret_file: 'nix' }],
      /client_secret_file of "sykehuset" cannot be read \(ENOENT\)/,
    ],
    ['a key that is none', [{ ...bare, client_key_file: secret }], /holds no private key/],
    ['a certificate that is not there', [{ ...entry, ca_file: 'nix' }], /ca_file of "sykehuset" cannot be read/],
  ])('stop the start in one line: %s', (_name, content, said) => {
    expect(() => read(content)).toThrow(ConfigError)
    expect(() => read(content)).toThrow(said)
    expect(() => read(content)).toThrow(/^(?!.*hunter2)[^\n]*$/)
  })

  it('may be on loopback without TLS, where nobody is between', () => {
    expect(read([{ ...entry, issuer: 'http://127.0.0.1:9000' }])[0]?.issuer.port).toBe('9000')
  })
})
