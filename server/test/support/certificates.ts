/** An authority and its certificates, made for one test: real X.509, valid for a day. */
import { webcrypto } from 'node:crypto'
import {
  BasicConstraintsExtension,
  cryptoProvider,
  SubjectAlternativeNameExtension,
  type X509Certificate,
  X509CertificateGenerator,
} from '@peculiar/x509'

/** PEM */
export type Certified = { cert: string; key: string }
export type Authority = {
  /** The authority's own certificate, PEM. */
  cert: string
  /** @param name the subject's common name, and its name or address on the network */
  issue(name: string): Promise<Certified>
}

const algorithm = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' } as const
const day = 24 * 60 * 60 * 1000

export async function openAuthority(name = 'Varde test authority'): Promise<Authority> {
  cryptoProvider.set(webcrypto)
  const keys = await generate()
  const own = await X509CertificateGenerator.createSelfSigned({
    name: `CN=${name}`,
    ...lifetime(),
    keys,
    signingAlgorithm: algorithm,
    extensions: [new BasicConstraintsExtension(true, 1, true)],
  })
  return {
    cert: own.toString('pem'),
    async issue(subject) {
      const { publicKey, privateKey } = await generate()
      const certificate: X509Certificate = await X509CertificateGenerator.create({
        subject: `CN=${subject}`,
        issuer: own.subject,
        ...lifetime(),
        publicKey,
        signingKey: keys.privateKey,
        signingAlgorithm: algorithm,
        extensions: [
          new SubjectAlternativeNameExtension([
            /^[\d.]+$/.test(subject) ? { type: 'ip', value: subject } : { type: 'dns', value: subject },
          ]),
        ],
      })
      return { cert: certificate.toString('pem'), key: await pemOf(privateKey) }
    },
  }
}

function generate(): Promise<webcrypto.CryptoKeyPair> {
  return webcrypto.subtle.generateKey(algorithm, true, ['sign', 'verify'])
}

/** From a little before now, for clocks that differ. */
function lifetime() {
  const now = Date.now()
  return { notBefore: new Date(now - day), notAfter: new Date(now + day) }
}

async function pemOf(key: webcrypto.CryptoKey): Promise<string> {
  const der = Buffer.from(await webcrypto.subtle.exportKey('pkcs8', key)).toString('base64')
  return `-----BEGIN PRIVATE KEY-----\n${der.replace(/(.{64})/g, '$1\n')}\n-----END PRIVATE KEY-----\n`
}
