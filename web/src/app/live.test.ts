import { expect, test } from 'vitest'
import { liveTopics, parseLive, staleKeys } from './live.ts'

test('reads a topic and ignores what it does not know', () => {
  expect(parseLive('{"topic":"warnings","ids":["1"]}')).toBe('warnings')
  expect(parseLive('{"topic":"weather","ids":[]}')).toBeNull()
  expect(parseLive('not json')).toBeNull()
  expect(parseLive('null')).toBeNull()
})

test('the front page follows every topic', () => {
  for (const topic of liveTopics) expect(staleKeys[topic]).toContain('now')
})
