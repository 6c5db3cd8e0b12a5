import { expect, it } from 'vitest'
import { beatLine, type Heartbeat, heartbeatLostSince, heartbeatState, worstHeartbeat } from './heartbeat.ts'

const now = new Date('2026-11-26T12:00:00Z')
const ago = (seconds: number) => new Date(now.getTime() - seconds * 1000)
const well: Heartbeat = {
  receiver: 'varde-1:8080',
  every_seconds: 300,
  seen_at: ago(60),
  waiting_since: null,
  fault: null,
  back_sent_at: ago(60),
  back_seconds: 0.4,
}

it('is late once one is out for two minutes, though others have been sent since', () => {
  expect(heartbeatState({ ...well, waiting_since: ago(120) }, now)).toBe('ok')
  const late = { ...well, seen_at: ago(5), waiting_since: ago(121) }
  expect(heartbeatState(late, now)).toBe('late')
  expect(heartbeatLostSince(late, now)).toEqual(ago(121))
  expect(heartbeatLostSince(well, now)).toBeNull()
})

it('has stopped where none was sent for an interval and two minutes', () => {
  expect(heartbeatState({ ...well, seen_at: ago(420) }, now)).toBe('ok')
  const stopped = { ...well, seen_at: ago(421) }
  expect(heartbeatState(stopped, now)).toBe('stopped')
  expect(heartbeatLostSince(stopped, now)).toEqual(ago(421))
  // Since events stopped coming through, not since the process did.
  expect(heartbeatLostSince({ ...stopped, waiting_since: ago(900) }, now)).toEqual(ago(900))
})

it('of several receivers the one that fares worst counts', () => {
  const late = { ...well, receiver: 'b', waiting_since: ago(300) }
  const stopped = { ...well, receiver: 'c', seen_at: ago(3600) }
  expect(worstHeartbeat([well, late, stopped], now)?.receiver).toBe('c')
  expect(worstHeartbeat([well, late], now)?.receiver).toBe('b')
  expect(worstHeartbeat([well, { ...well, receiver: 'old', back_sent_at: ago(200) }], now)?.receiver).toBe('old')
  expect(worstHeartbeat([], now)).toBeNull()
})

it('is one EVE line with a time', () => {
  expect(beatLine({ mark: 7, sentAt: now })).toBe(
    '{"timestamp":"2026-11-26T12:00:00.000Z","event_type":"heartbeat","flow_id":7}\n',
  )
})
