import { expect, it } from 'vitest'
import { readDeliveryStatus } from './returned.ts'

/** As RFC 3464, appendix E, has them. */
const postfix = `Reporting-MTA: dns; mail.csirt.example
X-Postfix-Queue-ID: 4Xw
Arrival-Date: Fri, 27 Nov 2026 05:00:00 +0000 (UTC)

Final-Recipient: rfc822; ukjent@medlem.example
Original-Recipient: rfc822;ukjent@medlem.example
Action: failed
Status: 5.1.1
Remote-MTA: dns; mx.medlem.example
Diagnostic-Code: smtp; 550 5.1.1 <ukjent@medlem.example>: Recipient address rejected:
    User unknown
`

it('takes the status and the words of whoever refused', () => {
  expect(readDeliveryStatus(postfix)).toEqual({
    action: 'failed',
    status: '5.1.1',
    words: '550 5.1.1 <ukjent@medlem.example>: Recipient address rejected: User unknown',
  })
  expect(readDeliveryStatus(postfix.replaceAll('\n', '\r\n'))?.status).toBe('5.1.1')
})

it('tells what is put off from what is given up, and takes no word of what went well', () => {
  const delayed = postfix.replace('failed', 'delayed').replace('Status: 5.1.1', 'Status: 4.4.1')
  expect(readDeliveryStatus(delayed)).toMatchObject({ action: 'delayed', status: '4.4.1' })
  expect(readDeliveryStatus(postfix.replace('failed', 'delivered'))).toBeNull()
  expect(readDeliveryStatus('Reporting-MTA: dns; x\n\nAction: failed')).toEqual({
    action: 'failed',
    status: '5.0.0',
    words: 'failed',
  })
  expect(readDeliveryStatus('')).toBeNull()
})
