import { generateKey, readKey, revokeKey } from 'openpgp'
import { expect, it } from 'vitest'
import { keyPairOf } from '../../test/support/openpgp.ts'
import { readContactKey } from './contact-key.ts'

const email = 'vakt@medlem.example'
const now = new Date('2026-11-24T04:00:00Z')
const day = 86_400

it('takes a key with the contact’s address, from a paste with text around it or as bytes', async () => {
  const { publicKey } = await keyPairOf('Vakt@Medlem.example', { seconds: 365 * day })
  const key = await readKey({ armoredKey: publicKey })
  const read = await readContactKey(`Her er nøkkelen vår:\n\n${publicKey}`, email, now)
  expect(read).toEqual({
    value: {
      key: expect.anything(),
      fingerprint: key.getFingerprint().toUpperCase(),
      algorithm: 'Curve25519',
      expiresAt: new Date('2027-01-01T00:00:00Z'),
    },
  })
  const asBytes = await readContactKey(key.write() as Uint8Array, email, now)
  expect(asBytes).toMatchObject({ value: { fingerprint: key.getFingerprint().toUpperCase() } })
})

it('says what is wrong with another, and the mend', async () => {
  const fault = async (text: string) => ((await readContactKey(text, email, now)) as { fault: string }).fault
  expect(await fault('hei')).toMatch(/holds no OpenPGP key/)
  expect(await fault('-----BEGIN PGP PUBLIC KEY BLOCK-----\n\nxx\n-----END PGP PUBLIC KEY BLOCK-----')).toMatch(
    /no OpenPGP/,
  )
  const pair = await keyPairOf(email)
  expect(await fault(pair.privateKey)).toMatch(/private key/)
  expect(await fault((await keyPairOf('sjef@medlem.example')).publicKey)).toMatch(/names sjef@medlem.example, and not/)
  expect(await fault((await keyPairOf(email, { seconds: 30 * day })).publicKey)).toMatch(/expired on 2026-01-31/)
  const { publicKey } = await revokeKey({
    key: await readKey({ armoredKey: pair.publicKey }),
    revocationCertificate: pair.revocationCertificate,
    date: new Date('2026-02-01T00:00:00Z'),
    format: 'armored',
  })
  expect(await fault(publicKey)).toMatch(/revoked/)
  const signing = await generateKey({
    type: 'ecc',
    curve: 'ed25519Legacy',
    userIDs: [{ email }],
    subkeys: [{ sign: true }],
    date: new Date('2026-01-01T00:00:00Z'),
    format: 'armored',
  })
  expect(await fault(signing.publicKey)).toMatch(/cannot be encrypted to/)
})
