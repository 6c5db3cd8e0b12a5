import { expect, test } from 'vitest'
import { eventsSearch, isNarrowed, without, withTerm } from './events.search.ts'
import { eventFields, fieldGroups, readTerm } from './fields.ts'

test('what a bad link says is dropped, and the rest still opens', () => {
  const bad = {
    span: 'eon',
    member: '12',
    port: 99_999,
    is: ['password:x', 'proto:', 7],
    hit: 'yes',
    open: 'x',
    flow_id: '-1',
  }
  expect(eventsSearch({ ...bad, from: 'yesterday', q: 'evil.example' })).toEqual({ q: 'evil.example' })
})

test('two instants stand in place of a span', () => {
  expect(eventsSearch({ span: '7d', from: '2026-11-24T01:00:00+01:00' })).toEqual({ from: '2026-11-24T00:00:00.000Z' })
  expect(eventsSearch({ span: '7d' })).toEqual({ span: '7d' })
})

test('a term alone in the address is a list of one', () => {
  expect(eventsSearch({ is: 'proto:TCP', not: ['dest_port:53', 'dest_port:443'] })).toEqual({
    is: ['proto:TCP'],
    not: ['dest_port:53', 'dest_port:443'],
  })
})

test('a value is filtered in or out, not both, and the open event closes', () => {
  const out = withTerm({ is: ['proto:TCP'], open: 'a'.repeat(32) }, 'not', 'proto:TCP')
  expect(out).toEqual({ not: ['proto:TCP'] })
  expect(withTerm(out, 'is', 'proto:TCP')).toEqual({ is: ['proto:TCP'] })
  expect(withTerm({ is: ['proto:TCP'] }, 'is', 'proto:TCP')).toEqual({ is: ['proto:TCP'] })
  expect(without(['proto:TCP'], 'proto:TCP')).toBeUndefined()
})

test('the time alone does not narrow', () => {
  expect([isNarrowed({ span: '7d' }), isNarrowed({ q: 'x' })]).toEqual([false, true])
})

test('a value may hold colons, and every field is in one group', () => {
  expect(readTerm('src_ip:2001:db8::1')).toEqual({ field: 'src_ip', value: '2001:db8::1' })
  expect(fieldGroups.flatMap(({ fields }) => fields)).toEqual(expect.arrayContaining(eventFields))
  expect(new Set(fieldGroups.flatMap(({ fields }) => fields)).size).toBe(eventFields.length)
})
