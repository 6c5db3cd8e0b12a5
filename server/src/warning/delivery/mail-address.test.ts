import fc from 'fast-check'
import { expect, it } from 'vitest'
import { longestLocal, mailAddresses } from './mail-address.ts'

const key = Buffer.alloc(32, 7)
const ours = mailAddresses('Varsel@csirt.example', key)
const delivery = '01a21b57-4177-7501-904d-a2fad61939db'

it('reads the addresses that it makes, whatever a mail server does to the case of letters', () => {
  fc.assert(
    fc.property(fc.uuid(), (id) => {
      expect(ours.read(ours.bounceTo(id))).toEqual({ kind: 'bounce', delivery: id })
      expect(ours.read(ours.replyTo(id).toUpperCase())).toEqual({ kind: 'reply', delivery: id })
    }),
  )
})

it('takes nothing that it has not made, and an address for answers for no bounce', () => {
  const other = mailAddresses('varsel@csirt.example', Buffer.alloc(32, 8))
  const refused = [
    other.bounceTo(delivery),
    mailAddresses('varsel@annen.example', key).bounceTo(delivery),
    ours.replyTo(delivery).replace('+r', '+b'),
    ours.bounceTo(delivery).replace(/.@/, (end) => (end === '0@' ? '1@' : '0@')),
    'varsel@csirt.example',
    'varsel+b@csirt.example',
    `varsel+b${'v'.repeat(39)}@csirt.example`,
    '',
  ]
  expect(refused.filter((address) => ours.read(address) !== null)).toEqual([])
})

it('fits before the @, with the longest name of ours', () => {
  const local = 'v'.repeat(longestLocal)
  const address = mailAddresses(`${local}@csirt.example`, key).bounceTo(delivery)
  expect(address.split('@')[0]?.length).toBe(64)
})
