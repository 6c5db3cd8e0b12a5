import fc from 'fast-check'
import { expect, it } from 'vitest'
import { createLineFramer } from './line-framer.ts'

function framed(text: string, cuts: number[], longest = 1000) {
  const bytes = Buffer.from(text)
  const places = [...new Set(cuts.map((cut) => cut % (bytes.length + 1)))].sort((a, b) => a - b)
  const framer = createLineFramer(longest)
  const out = [0, ...places].flatMap((start, i) => framer.push(bytes.subarray(start, places[i])))
  const whole = Buffer.concat(out).toString()
  return { whole, text: whole + Buffer.concat(framer.finish()).toString(), lines: framer.lines() }
}

const words = fc.array(fc.constantFrom('a', 'bcd', ' ', '\t\r', '', 'x y', 'æøå'), { maxLength: 20 })

it('keeps every line that is not blank, whatever the chunks, and counts them', () => {
  fc.assert(
    fc.property(words, fc.array(fc.nat(), { maxLength: 10 }), fc.boolean(), (given, cuts, ended) => {
      const kept = given.filter((line) => line.trim() !== '')
      const { text, lines } = framed(given.join('\n') + (ended ? '\n' : ''), cuts)
      expect(text).toBe(kept.map((line) => `${line}\n`).join(''))
      expect(lines).toBe(kept.length)
    }),
  )
})

it('holds an unfinished line back', () => {
  expect(framed('one\ntwo\nthr', [5]).whole).toBe('one\ntwo\n')
})

it('cuts a line that is too long one byte past the limit, also across chunks', () => {
  for (const cuts of [[], [3], [6, 7, 12]]) {
    expect(framed('short\n0123456789abcdef\nnext\n', cuts, 10)).toMatchObject({
      text: 'short\n0123456789a\nnext\n',
      lines: 3,
    })
  }
})
