import { expect, it } from 'vitest'
import { fieldsOf, mailboxAt, recipientIn } from './mail-fetch.ts'

it('a mail is for whom the mail servers say, before whom its sender named', () => {
  const fields = fieldsOf(
    'To: Varsel <varsel+r1@csirt.example>,\r\n\tannen@csirt.example\r\nDelivered-To: varsel+r2@csirt.example\r\nCc: (x) x\r\n',
  )
  const ours = (address: string) => /^varsel\+r\d@csirt\.example$/.test(address)
  expect(recipientIn(fields, ours)).toBe('varsel+r2@csirt.example')
  expect(recipientIn(fields, (address) => ours(address) && address.includes('r1'))).toBe('varsel+r1@csirt.example')
  expect(recipientIn(fields, () => false)).toBe(null)
})

it('a mailbox is the folder that the address names, or the one where mail comes', () => {
  expect(mailboxAt('imaps://a:b@imap.example:993/Varsler%2FInn')).toMatchObject({
    place: 'imap.example:993',
    folder: 'Varsler/Inn',
  })
  expect(mailboxAt('imap://a:b@127.0.0.1').folder).toBe('INBOX')
})
