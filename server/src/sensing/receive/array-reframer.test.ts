import fc from 'fast-check'
import { expect, it } from 'vitest'
import { createArrayReframer } from './array-reframer.ts'
import { createLineFramer } from './line-framer.ts'

/** An array's text through both framers, in chunks cut at the given places. */
function linesOf(text: string, cuts: number[] = []): { lines: string[]; count: number; closed: boolean } {
  const bytes = Buffer.from(text)
  const places = [...new Set(cuts.map((cut) => cut % (bytes.length + 1)))].sort((a, b) => a - b)
  const reframer = createArrayReframer()
  const framer = createLineFramer(1_000_000)
  const out: Buffer[] = []
  for (const [i, start] of [0, ...places].entries()) {
    const chunk = Buffer.from(bytes.subarray(start, places[i]))
    for (const piece of reframer.push(chunk)) out.push(...framer.push(piece))
  }
  if (reframer.finish()) out.push(...framer.finish())
  const lines = Buffer.concat(out).toString().split('\n').slice(0, -1)
  return { lines, count: framer.lines(), closed: reframer.finish() }
}

it('gives the elements that JSON.parse would, one a line, whatever the spacing and the chunks', () => {
  fc.assert(
    fc.property(
      fc.array(fc.jsonValue({ maxDepth: 4 }), { maxLength: 8 }),
      fc.constantFrom(undefined, 0, 1, 2, '\t', ' \r'),
      fc.array(fc.nat(), { maxLength: 12 }),
      (values, spacing, cuts) => {
        const text = JSON.stringify(values, null, spacing).replaceAll('\n', cuts.length % 2 === 0 ? '\n' : '\r\n')
        const { lines, count, closed } = linesOf(text, cuts)
        expect(closed).toBe(true)
        expect(lines.map((line) => JSON.parse(line))).toEqual(JSON.parse(text))
        expect(count).toBe(values.length)
      },
    ),
    { numRuns: 500 },
  )
})

it('gives the whole elements of an array that is cut short', () => {
  fc.assert(
    fc.property(fc.array(fc.jsonValue({ maxDepth: 2 }), { minLength: 1, maxLength: 6 }), fc.nat(), (values, at) => {
      const text = JSON.stringify(values)
      const cut = at % text.length
      const { lines, closed } = linesOf(text.slice(0, cut), [3])
      expect(closed).toBe(cut === 0)
      // Not the values themselves: JSON has no -0.
      const whole: unknown[] = JSON.parse(text)
      expect(lines.map((line) => JSON.parse(line))).toEqual(whole.slice(0, lines.length))
    }),
  )
})

it('keeps a compact element byte for byte, so that it is the same event as its line would be', () => {
  expect(linesOf('[{"a": "x, ]}\\"\\\\"} ,\n{"b":[1,2]}]').lines).toEqual(['{"a": "x, ]}\\"\\\\"}', '{"b":[1,2]}'])
})

it('passes on what follows the array, and further arrays', () => {
  expect(linesOf('[1]\n[2, 3]\nrest of it\n').lines).toEqual(['1', '2', '3', 'rest of it'])
})
