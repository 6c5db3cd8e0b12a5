import { expect, test } from 'vitest'
import { liveTopics, parseLive, staleKeys } from './live.ts'

test('reads a topic and ignores what it does not know', () => {
  expect(parseLive('{"topic":"warnings","ids":["1"]}')).toBe('warnings')
  expect(parseLive('{"topic":"weather","ids":[]}')).toBeNull()
  expect(parseLive('not json')).toBeNull()
  expect(parseLive('null')).toBeNull()
})

test('the front page follows every topic but those of how people work', () => {
  const followed = liveTopics.filter((topic) => staleKeys[topic].includes('now'))
  expect(liveTopics.filter((topic) => !followed.includes(topic))).toEqual(['views'])
})
