import { type LiveMessage, liveTopics, type Role } from '@varde/contract'
import { expect, it } from 'vitest'
import type { Principal } from '../../access/index.ts'
import { shownTo } from './live.routes.ts'

const caller = (role: Role, member: string | null, enrolled = true): Principal => ({
  kind: 'person',
  id: '',
  name: '',
  email: null,
  language: 'nb',
  roles: [{ role, member }],
  enrolled,
})
const heard = (who: Principal) =>
  liveTopics.flatMap((topic) => shownTo(who, { topic, ids: ['x'] } satisfies LiveMessage) ?? [])

it('tells those who see every member all, a member’s own people that a warning changed, others nothing', () => {
  expect(heard(caller('duty_officer', null))).toEqual(liveTopics.map((topic) => ({ topic, ids: ['x'] })))
  expect(heard(caller('auditor', null))).toHaveLength(liveTopics.length)
  expect(heard(caller('member_contact', '123456789'))).toEqual([{ topic: 'warnings', ids: [] }])
  expect(heard(caller('partner', null))).toEqual([])
  expect(heard(caller('duty_officer', null, false))).toEqual([])
})
