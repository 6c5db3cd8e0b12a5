import { describe, expect, it } from 'vitest'
import { browserOf, endOf, hasEnded, isFresh } from './session.ts'

const start = new Date('2026-11-24T08:00:00.000Z')
const after = (minutes: number) => new Date(start.getTime() + minutes * 60_000)

describe('a session', () => {
  it('ends twelve hours after it began, however busy', () => {
    expect(hasEnded(start, after(12 * 60 - 1))).toBe(false)
    expect(hasEnded(start, after(12 * 60))).toBe(true)
  })

  it('is fresh for a quarter of an hour', () => {
    expect(isFresh(start, after(14))).toBe(true)
    expect(isFresh(start, after(15))).toBe(false)
  })

  it('shows the earlier of its two ends', () => {
    expect(endOf({ createdAt: start, expiresAt: after(120) })).toEqual(after(120))
    expect(endOf({ createdAt: start, expiresAt: after(13 * 60) })).toEqual(after(12 * 60))
  })
})

describe('a browser in short', () => {
  it.each([
    ['Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0', 'Firefox, Linux'],
    [
      'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36 Edg/142.0.0.0',
      'Edge, Windows',
    ],
    [
      'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/26.1 Safari/605.1.15',
      'Safari, macOS',
    ],
    [
      'Mozilla/5.0 (iPhone; CPU iPhone OS 18_7 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) CriOS/142.0 Mobile/15E148 Safari/604.1',
      'Chrome, iOS',
    ],
    [
      'Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Mobile Safari/537.36',
      'Chrome, Android',
    ],
    ['something on Linux', 'Linux'],
    ['curl/8.5.0', null],
    ['', null],
    [null, null],
  ])('%s', (said, shown) => expect(browserOf(said)).toBe(shown))
})
